"""All providers of the registry in one loopback server, and the settings that lead every model to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from agent.settings import ModelSettings
from tests.emulators.checked import checked
from tests.emulators.gemini import GeminiEmulator
from tests.emulators.openai_chat import Answer, OpenAIChatEmulator, Request
from tests.emulators.openai_speech import OpenAISpeechEmulator
from tests.emulators.realtime import RealtimeEmulator

KEY = "key-of-the-tests"


@dataclass
class Providers:
    """What every model is answered by. They all answer from one list, in its order."""

    answers: list[Answer]
    settings: ModelSettings = field(default_factory=ModelSettings)

    def __post_init__(self) -> None:
        self.chat = CheckedChat(self.answers)
        self.gemini = GeminiEmulator(self.answers)
        self.realtime = RealtimeEmulator(self.answers)
        self.speech = OpenAISpeechEmulator()

    def app(self) -> web.Application:
        """The routes of all of them."""
        app = web.Application(client_max_size=64 << 20)
        app.router.add_post("/v1/chat/completions", self.chat.handle)
        app.router.add_post("/v1/audio/transcriptions", self.speech.transcribe)
        app.router.add_post("/v1/audio/speech", self.speech.speak)
        app.router.add_get("/v1/realtime", self.realtime.handle)
        app.router.add_post("/{version}/models/{model}:streamGenerateContent", self.gemini.handle)
        return app


class CheckedChat(OpenAIChatEmulator):
    """The chat endpoint, held to the SDK's types in both directions."""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        checked("chat_request", await request.json())
        return await super().handle(request)

    def _chunks(self, answer: Answer, request: Request) -> list[dict[str, object]]:
        return [checked("chat_chunk", chunk) for chunk in super()._chunks(answer, request)]


@asynccontextmanager
async def providers(*answers: Answer) -> AsyncIterator[Providers]:
    """Running providers on a free loopback port."""
    running = Providers(list(answers))
    runner = web.AppRunner(running.app(), shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    place = f"http://127.0.0.1:{runner.addresses[0][1]}"
    running.settings = ModelSettings.model_validate(
        {
            "openai_api_key": KEY,
            "openai_url": f"{place}/v1",
            "gemini_api_key": KEY,
            "gemini_url": place,
            "vllm_url": f"{place}/v1",
        }
    )
    try:
        yield running
    finally:
        await runner.cleanup()

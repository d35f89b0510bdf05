"""livekit-agents' own pipeline with instant parts, configured as fast as it goes: what our agent is measured beside.

Run as a worker: ``python -m benchmarks._stock start``. It answers every utterance with the same short sound that our
agent's instant voice makes. Its recogniser has the words long before the VAD is sure, its text model and its voice
take no time, and it may prepare its answer ahead of time. It hears at our rate, in its own frames of 50 ms.
"""

from typing import Any

import numpy as np
from livekit import rtc
from livekit.agents import (
    DEFAULT_API_CONNECT_OPTIONS,
    Agent,
    AgentServer,
    AgentSession,
    APIConnectOptions,
    JobContext,
    cli,
    inference,
    llm,
    stt,
    tts,
)
from livekit.agents.language import LanguageCode
from livekit.agents.voice.room_io import AudioInputOptions, RoomOptions

from agent.hearing.microphone import INPUT_RATE
from agent.models.base import Audio
from agent.models.fakes import tone
from benchmarks._instant import ANSWER, ANSWER_S, STOCK_AGENT

_HEARD_AFTER_S = 0.5  # of silence: the recogniser's final words
_AUDIBLE = 200.0


class InstantRecogniser(stt.STT[Any]):
    """Streams: its final words come half a second after the sound has ended."""

    def __init__(self) -> None:
        super().__init__(capabilities=stt.STTCapabilities(streaming=True, interim_results=False))

    async def _recognize_impl(self, *_: object, **__: object) -> stt.SpeechEvent:
        raise NotImplementedError("it streams")

    def stream(
        self, *, language: object = None, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> "InstantWords":
        """A stream of words for a stream of sound."""
        return InstantWords(stt=self, conn_options=conn_options)


class InstantWords(stt.RecognizeStream):
    """Knows speech by its energy."""

    async def _run(self) -> None:
        silence_s: float | None = None  # None before any sound
        async for item in self._input_ch:
            if not isinstance(item, rtc.AudioFrame):
                continue
            samples = np.frombuffer(item.data, np.int16).astype(np.float32)
            if float(np.sqrt((samples**2).mean())) > _AUDIBLE:
                silence_s = 0.0
            elif silence_s is not None:
                silence_s += item.duration
                if silence_s >= _HEARD_AFTER_S:
                    silence_s = None
                    self._event_ch.send_nowait(_final("hello there"))


def _final(text: str) -> stt.SpeechEvent:
    alternative = stt.SpeechData(language=LanguageCode("en"), text=text)
    return stt.SpeechEvent(type=stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives=[alternative])


class InstantText(llm.LLM[Any]):
    """Answers every turn with the same words."""

    def chat(
        self,
        *,
        chat_ctx: llm.ChatContext,
        tools: list[llm.Tool] | None = None,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
        **_: object,
    ) -> "InstantReply":
        """The answer, in one piece."""
        return InstantReply(self, chat_ctx=chat_ctx, tools=tools or [], conn_options=conn_options)


class InstantReply(llm.LLMStream):
    """One answer."""

    async def _run(self) -> None:
        delta = llm.ChoiceDelta(role="assistant", content=ANSWER)
        self._event_ch.send_nowait(llm.ChatChunk(id="reply", delta=delta))


class InstantVoice(tts.TTS[Any]):
    """Its sound is ready before it is asked for."""

    def __init__(self, sound: Audio) -> None:
        capabilities = tts.TTSCapabilities(streaming=True)
        super().__init__(capabilities=capabilities, sample_rate=sound.sample_rate, num_channels=1)
        self.sound = sound

    def synthesize(
        self, text: str, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> tts.ChunkedStream:
        """Never asked for: the session prefers the stream."""
        raise NotImplementedError("it streams")

    def stream(self, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS) -> "InstantSpeech":
        """A stream of sound for a stream of text."""
        return InstantSpeech(tts=self, conn_options=conn_options)


class InstantSpeech(tts.SynthesizeStream):
    """Speaks at the first text that it is given, and once."""

    async def _run(self, output_emitter: tts.AudioEmitter) -> None:
        assert isinstance(self._tts, InstantVoice)
        sound = self._tts.sound
        output_emitter.initialize(
            request_id="speech", sample_rate=sound.sample_rate, num_channels=1, mime_type="audio/pcm", stream=True
        )
        async for text in self._input_ch:
            if isinstance(text, str):
                self._mark_started()
                output_emitter.start_segment(segment_id="speech")
                output_emitter.push(sound.pcm)
                output_emitter.end_segment()
                break
        async for _ in self._input_ch:  # the rest of the text is part of the same sound
            pass


def stock_session() -> AgentSession[Any]:
    """The fastest stock configuration that keeps the study's two seconds of silence."""
    vad = inference.VAD(
        model="silero",
        min_speech_duration=0.1,
        min_silence_duration=2.0,
        prefix_padding_duration=0.2,
        activation_threshold=0.4,
    )
    return AgentSession(
        stt=InstantRecogniser(),
        llm=InstantText(),
        tts=InstantVoice(tone(ANSWER_S)),
        vad=vad,
        aec_warmup_duration=None,
        turn_handling={
            "turn_detection": "vad",
            "endpointing": {"min_delay": 0.0, "max_delay": 0.0},
            "preemptive_generation": {"enabled": True, "preemptive_tts": True},
            "interruption": {"mode": "vad", "min_duration": 0.1, "resume_false_interruption": False},
        },
    )


server = AgentServer(
    load_fnc=lambda worker: len(worker.active_jobs) / 100,
    load_threshold=0.99,
    num_idle_processes=1,
    host="127.0.0.1",
    port=0,
)


@server.rtc_session(agent_name=STOCK_AGENT)
async def talk(ctx: JobContext) -> None:
    """One conversation: no greeting, an answer to every turn."""
    hearing = AudioInputOptions(sample_rate=INPUT_RATE, auto_gain_control=False, pre_connect_audio=False)
    options = RoomOptions(audio_input=hearing)
    session = stock_session()
    await session.start(Agent(instructions=""), room=ctx.room, room_options=options, record=False)


if __name__ == "__main__":
    cli.run_app(server)

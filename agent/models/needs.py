"""What the environment lacks for a conversation with a model, told without loading anything of a provider."""

from agent.models.registry import Provider, Registry
from agent.settings import ModelSettings


def missing(registry: Registry, model_id: str, settings: ModelSettings) -> tuple[str, ...]:
    """The settings that are not set, for the model itself and for what hears and speaks with it."""
    told = (_lack(part.provider, model_id, settings) for part in registry.parts(registry.spec(model_id)))
    return tuple(dict.fromkeys(lack for lack in told if lack is not None))


def _lack(provider: Provider | None, model_id: str, settings: ModelSettings) -> str | None:
    match provider:
        case "openai" if settings.openai_api_key is None:
            return "OPENAI_API_KEY"
        case "google" if settings.gemini_api_key is None:
            return "GEMINI_API_KEY"
        case "vllm" if not (settings.vllm_urls.get(model_id) or settings.vllm_url):
            return f"PARLEY_VLLM_URLS with {model_id}=URL"
        case "speech_process" if settings.speech_socket is None:
            return "PARLEY_SPEECH_SOCKET"
        case _:
            return None

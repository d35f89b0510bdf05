"""Where the providers are, and what is missing to reach them, said in one line that names the setting."""

from openai import AsyncOpenAI

from agent.models.chat.client import connect
from agent.models.registry import RegistryError
from agent.settings import ModelSettings


class MissingSettingError(RegistryError):
    """A model or voice cannot be reached with the settings there are."""


def openai_client(for_whom: str, settings: ModelSettings) -> AsyncOpenAI:
    """OpenAI. Raises MissingSettingError without a key."""
    if settings.openai_api_key is None:
        raise MissingSettingError(f"{for_whom!r} needs OPENAI_API_KEY")
    return connect(settings.openai_url, settings.openai_api_key.get_secret_value())


def vllm_place(model_id: str, settings: ModelSettings) -> tuple[str, str | None]:
    """URL and key of an open model's endpoint. Raises MissingSettingError where there is none."""
    url = settings.vllm_urls.get(model_id) or settings.vllm_url
    if url is None:
        raise MissingSettingError(f"{model_id!r} needs an endpoint: PARLEY_VLLM_URLS with {model_id}=URL")
    return url, settings.vllm_key.get_secret_value() if settings.vllm_key else None


def vllm_client(model_id: str, settings: ModelSettings) -> AsyncOpenAI:
    """An open model's endpoint. Raises MissingSettingError where there is none."""
    url, key = vllm_place(model_id, settings)
    return connect(url, key)


def gemini_key(for_whom: str, settings: ModelSettings) -> str:
    """Google's key. Raises MissingSettingError."""
    if settings.gemini_api_key is None:
        raise MissingSettingError(f"{for_whom!r} needs GEMINI_API_KEY")
    return settings.gemini_api_key.get_secret_value()

"""The agent's configuration, read from the environment once per process and passed down from there."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PLACEHOLDERS = ("change", "placeholder", "development", "secret", "example", "devkey")
SHORTEST_SECRET = 24


class ModelSettings(BaseSettings):
    """Where the models are and what lets us in. Names are the fields' names with the prefix PARLEY_, in capitals."""

    model_config = SettingsConfigDict(env_prefix="PARLEY_", extra="ignore", frozen=True, populate_by_name=True)

    models_file: Path = Path(__file__).with_name("models") / "models.yaml"

    openai_api_key: SecretStr | None = Field(None, validation_alias="OPENAI_API_KEY")
    openai_url: str = "https://api.openai.com/v1"
    gemini_api_key: SecretStr | None = Field(None, validation_alias="GEMINI_API_KEY")
    gemini_url: str | None = None  # Google's own where there is none
    # Open models: `id=URL id=URL ...`, and one endpoint for all that are not named there, such as a gateway.
    vllm_urls: Annotated[dict[str, str], NoDecode] = {}
    vllm_url: str | None = None
    vllm_key: SecretStr | None = None

    speech_socket: Path | None = None
    text_model_url: str | None = None
    text_model_name: str | None = None
    text_model_key: SecretStr | None = None

    @field_validator("openai_api_key", "gemini_api_key", "vllm_key", "vllm_url", "gemini_url", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        """Docker Compose hands over variables that nobody set as empty ones."""
        return None if value == "" else value

    @field_validator("vllm_urls", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        pairs = [pair.partition("=") for pair in value.split()]
        if not all(model_id and url for model_id, _, url in pairs):
            raise ValueError("vllm_urls holds what is not id=URL")
        return {model_id: url for model_id, _, url in pairs}

    @model_validator(mode="after")
    def _a_text_model_has_a_name(self) -> Self:
        if self.text_model_url and not self.text_model_name:
            raise ValueError("text_model_url is set, so text_model_name must be set too")
        return self


class AgentSettings(ModelSettings):
    """Environment of ``python -m agent.worker``."""

    env: Literal["development", "production"] = "development"
    data_dir: Path = Path("var")
    server_url: str = "http://127.0.0.1:8000"
    agent_secret: SecretStr

    livekit_url: str = Field(validation_alias="LIVEKIT_URL")
    livekit_api_key: str = Field(validation_alias="LIVEKIT_API_KEY")
    livekit_api_secret: SecretStr = Field(validation_alias="LIVEKIT_API_SECRET")

    agent_capacity: int = Field(8, ge=1)  # conversations at once on this host
    agent_idle_processes: int = Field(1, ge=0)  # kept warm, so that a conversation starts at once
    agent_health_host: str = "127.0.0.1"
    agent_health_port: int = Field(8081, ge=0)
    # SIGTERM lets conversations end by themselves for so long, then with a word, then closes what is left of them.
    agent_drain_s: int = Field(20, ge=0)
    agent_farewell_s: int = Field(20, ge=0)
    agent_closing_s: int = Field(25, ge=5)
    agent_log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @property
    def conversations_dir(self) -> Path:
        """Where every conversation has its folder."""
        return self.data_dir / "conversations"

    @model_validator(mode="after")
    def _no_placeholder_secrets_in_production(self) -> Self:
        if self.env == "production":
            for name in ("agent_secret", "livekit_api_secret"):
                value = getattr(self, name).get_secret_value()
                if len(value) < SHORTEST_SECRET or any(word in value.lower() for word in PLACEHOLDERS):
                    raise ValueError(f"{name} is a placeholder or shorter than {SHORTEST_SECRET} characters")
        return self

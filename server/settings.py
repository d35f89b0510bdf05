"""Everything that the environment decides about this process. What a study is, is no setting: it is a file."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PLACEHOLDERS = ("change", "placeholder", "development", "secret", "example", "devkey")
SHORTEST_SECRET = 24


class ServerSettings(BaseSettings):
    """The study server's environment. In production, secrets that are missing or placeholders are refused."""

    model_config = SettingsConfigDict(env_prefix="PARLEY_", populate_by_name=True, extra="ignore")

    env: Literal["development", "production"] = "development"
    data_dir: Path = Path("var")  # durable root: database file, conversation folders
    database_url: str | None = None  # default: SQLite in data_dir; postgresql+psycopg://... for many servers
    public_url: str = "http://127.0.0.1:8000"  # where participants and researchers find this server
    frontend_dir: Path = Path("frontend/dist")
    studies_dir: Path = Path(__file__).parent / "studies"
    open_rehearsal: bool = False  # let people into rehearsal studies in production too
    token_secret: SecretStr = SecretStr("development-token-secret")  # signs participants' tokens and sessions
    agent_secret: SecretStr = SecretStr("development-agent-secret")  # shared with the agent
    researcher_key: SecretStr = SecretStr("development-researcher-key")
    prolific_token: SecretStr | None = None  # without it there is no recruiter, and links are believed
    prolific_url: str = "https://api.prolific.com"  # or the emulator's
    prolific_app_url: str = "https://app.prolific.com"  # where participants go back to
    prolific_hook_secret: SecretStr | None = None  # of the workspace whose events come here
    livekit_url: str = Field("ws://127.0.0.1:7880", validation_alias="LIVEKIT_URL")
    livekit_public_url: str | None = Field(None, validation_alias="LIVEKIT_PUBLIC_URL")  # as browsers reach it
    livekit_api_key: str = Field("devkey", validation_alias="LIVEKIT_API_KEY")
    livekit_api_secret: SecretStr = Field(
        SecretStr("development-livekit-secret-0123456789"), validation_alias="LIVEKIT_API_SECRET"
    )

    @model_validator(mode="after")
    def _refuse_placeholders(self) -> Self:
        if self.env != "production":
            return self
        for variable, secret in {
            "PARLEY_TOKEN_SECRET": self.token_secret,
            "PARLEY_AGENT_SECRET": self.agent_secret,
            "PARLEY_RESEARCHER_KEY": self.researcher_key,
            "LIVEKIT_API_SECRET": self.livekit_api_secret,
        }.items():
            value = secret.get_secret_value()
            if len(value) < SHORTEST_SECRET or any(word in value.lower() for word in PLACEHOLDERS):
                raise ValueError(
                    f"{variable} must be a random text of at least {SHORTEST_SECRET} characters in production"
                )
        return self

    @property
    def database(self) -> str:
        """The database's URL."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'parley.db').resolve()}"

    @property
    def livekit_for_browsers(self) -> str:
        """The media server's address as a participant's page uses it."""
        return self.livekit_public_url or self.livekit_url

    @property
    def rehearsal_is_open(self) -> bool:
        """Whether anybody may try a rehearsal study."""
        return self.env != "production" or self.open_rehearsal

    @property
    def https(self) -> bool:
        """Whether people reach this server over TLS."""
        return self.public_url.startswith("https://")

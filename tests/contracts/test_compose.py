"""docker-compose.yml beyond its schema: what one part says about another is true."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic_settings import BaseSettings

from agent.settings import AgentSettings
from agent.speech.settings import SpeechSettings
from server.settings import ServerSettings

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
EXAMPLE = (ROOT / ".env.example").read_text()
DOCKERFILE = (ROOT / "docker" / "Dockerfile").read_text()
VARIABLE = re.compile(r"\$\{([A-Z_]+)(:[?-])?")
SETTING = re.compile(r"^#? ?([A-Z][A-Z0-9_]+)=", re.MULTILINE)
PROCESSES: dict[str, type[BaseSettings]] = {
    "server": ServerSettings,
    "agent": AgentSettings,
    "speech": SpeechSettings,
}
OF_UVICORN = {"server": {"FORWARDED_ALLOW_IPS"}}
SECRET = re.compile(r"SECRET|PASSWORD|RESEARCHER_KEY|API_KEY")


def each(key: str) -> list[tuple[str, Any]]:
    return [(name, service[key]) for name, service in SERVICES.items() if key in service]


def read_by(settings: type[BaseSettings]) -> set[str]:
    """The environment variables that a process reads."""
    prefix = str(settings.model_config["env_prefix"])
    fields = settings.model_fields.items()
    return {str(info.validation_alias or f"{prefix}{name.upper()}") for name, info in fields}


@pytest.mark.parametrize(("name", "needs"), each("depends_on"))
def test_a_service_waits_for_services_that_exist_and_have_a_health(name: str, needs: dict[str, dict[str, str]]) -> None:
    for other, how in needs.items():
        assert other in SERVICES, f"{name} depends on {other}"
        if how["condition"] == "service_healthy":
            assert "healthcheck" in SERVICES[other], f"{name} waits for the health of {other}"
        assert not SERVICES[other].get("profiles"), f"{name} depends on {other}, which a profile may leave out"


@pytest.mark.parametrize(("name", "volumes"), each("volumes"))
def test_volumes_are_declared_and_mounted_files_exist(name: str, volumes: list[str]) -> None:
    for source in (volume.split(":")[0] for volume in volumes):
        if source.startswith("."):
            assert (ROOT / source).is_file(), f"{name} mounts {source}"
        else:
            assert source in COMPOSE["volumes"], f"{name} uses the volume {source}"


def test_every_declared_volume_is_used() -> None:
    used = {volume.split(":")[0] for _, volumes in each("volumes") for volume in volumes}
    assert set(COMPOSE["volumes"]) == {source for source in used if not source.startswith(".")}


@pytest.mark.parametrize(("name", "build"), each("build"))
def test_images_are_built_from_a_target_that_exists(name: str, build: dict[str, str]) -> None:
    assert (ROOT / build["context"] / build["dockerfile"]).is_file()
    assert re.search(rf"^FROM \S+ AS {build['target']}$", DOCKERFILE, re.MULTILINE), name


def test_what_images_copy_exists_and_is_let_through() -> None:
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists(), source
            assert source.split("/")[0] in let_through, source


def test_server_and_agents_see_the_same_conversations() -> None:
    for name in ("server", "agent"):
        assert "conversations:/data" in SERVICES[name]["volumes"]
    assert "PARLEY_DATA_DIR=/data" in DOCKERFILE


def test_agents_can_be_many() -> None:
    assert not {"container_name", "ports"} & SERVICES["agent"].keys()


def test_an_agent_may_finish_its_conversations_before_it_is_killed() -> None:
    minutes = int(SERVICES["agent"]["stop_grace_period"].removesuffix("m"))
    farewell_and_delivery_s = 70
    assert minutes * 60 >= SERVICES["agent"]["environment"]["PARLEY_AGENT_DRAIN_S"] + farewell_and_delivery_s


def test_only_the_proxy_and_livekit_are_open_to_the_world() -> None:
    published = [port for _, ports in each("ports") for port in ports]
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_no_secret_has_a_default() -> None:
    found = dict(VARIABLE.findall(TEXT))
    secrets = [name for name in found if SECRET.search(name)]
    assert len(secrets) >= 6
    assert [name for name in secrets if found[name] != ":?"] == []


def test_every_variable_is_in_the_example() -> None:
    assert {name for name, _ in VARIABLE.findall(TEXT)} <= set(SETTING.findall(EXAMPLE))


def test_the_example_holds_no_secret() -> None:
    for line in EXAMPLE.splitlines():
        name, separator, value = line.lstrip("# ").partition("=")
        if separator and re.fullmatch(r"[A-Z_]+", name) and SECRET.search(name):
            assert value == "", line


@pytest.mark.parametrize("settings", PROCESSES.values())
def test_the_example_names_every_setting(settings: type[BaseSettings]) -> None:
    assert read_by(settings) - set(SETTING.findall(EXAMPLE)) == set()


def test_the_example_names_nothing_that_nobody_reads() -> None:
    read = {name for name, _ in VARIABLE.findall(TEXT)}.union(*map(read_by, PROCESSES.values()))
    assert set(SETTING.findall(EXAMPLE)) - read == set()


@pytest.mark.parametrize(("name", "settings"), PROCESSES.items())
def test_services_are_told_only_what_they_read(name: str, settings: type[BaseSettings]) -> None:
    assert SERVICES[name].get("environment", {}).keys() - read_by(settings) == OF_UVICORN.get(name, set())

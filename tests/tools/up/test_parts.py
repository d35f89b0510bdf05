import dataclasses
from pathlib import Path

import pytest

from agent.settings import AgentSettings
from tools.supervise.part import Part
from tools.up.parts import LONGEST_SOCKET_PATH, STOPPING, House
from tools.up.ports import Ports
from tools.up.secrets import Secrets

SECRETS = Secrets(agent="A", token="T", researcher="R", livekit_key="LK", livekit_secret="LS")
PORTS = Ports(page=1, livekit=2, livekit_udp=3, agent_health=4)
HOUSE = House(
    Path("/data"),
    PORTS,
    SECRETS,
    rehearsal=True,
    livekit_binary=Path("/bin/livekit-server"),
    runtime=Path("/run/user/1000/parley"),
)


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("PARLEY_PUBLIC_URL", "PARLEY_AGENT_LOG_LEVEL", "PARLEY_ENV", *STOPPING):
        monkeypatch.delenv(variable, raising=False)


def parts(house: House) -> dict[str, Part]:
    return {part.name: part for part in house.parts()}


def test_parts_start_in_order_and_the_agent_waits_for_livekit() -> None:
    assert list(parts(HOUSE)) == ["livekit", "speech", "server", "agent"]
    assert parts(HOUSE)["agent"].after == ("livekit",)


def test_without_rehearsal_there_is_no_speech() -> None:
    plain = dataclasses.replace(HOUSE, rehearsal=False)
    assert list(parts(plain)) == ["livekit", "server", "agent"]
    assert "PARLEY_SPEECH_SOCKET" not in parts(plain)["agent"].environment


def test_a_livekit_server_elsewhere_is_used_and_none_is_started() -> None:
    elsewhere = dataclasses.replace(HOUSE, livekit_url="wss://livekit.example.org")
    assert "livekit" not in parts(elsewhere)
    assert parts(elsewhere)["agent"].after == ()
    assert parts(elsewhere)["server"].environment["LIVEKIT_URL"] == "wss://livekit.example.org"


def test_server_and_agent_share_what_they_must_and_the_agent_gets_no_more() -> None:
    server, agent = parts(HOUSE)["server"].environment, parts(HOUSE)["agent"].environment
    for variable in ("LIVEKIT_URL", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET", "PARLEY_AGENT_SECRET", "PARLEY_DATA_DIR"):
        assert server[variable] == agent[variable]
    assert not {"PARLEY_TOKEN_SECRET", "PARLEY_RESEARCHER_KEY"} & agent.keys()
    assert agent["PARLEY_SERVER_URL"] == server["PARLEY_PUBLIC_URL"] == "http://127.0.0.1:1"


def test_what_the_environment_says_goes_before_what_is_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_PUBLIC_URL", "https://study.example.org")
    monkeypatch.setenv("PARLEY_AGENT_DRAIN_S", "9")
    assert parts(HOUSE)["server"].environment["PARLEY_PUBLIC_URL"] == "https://study.example.org"
    assert parts(HOUSE)["agent"].environment["PARLEY_AGENT_DRAIN_S"] == "9"


@pytest.mark.parametrize("told", [{}, {"PARLEY_AGENT_DRAIN_S": "600"}, {"PARLEY_AGENT_CLOSING_S": "100"}])
def test_the_agent_has_longer_to_stop_than_all_it_may_do_then(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str]
) -> None:
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    agent = parts(HOUSE)["agent"]
    for name, value in agent.environment.items():
        monkeypatch.setenv(name, value)
    settings = AgentSettings()
    assert agent.grace_s > settings.agent_drain_s + settings.agent_farewell_s + settings.agent_closing_s
    assert {name: int(agent.environment[name]) for name in told} == {name: int(value) for name, value in told.items()}


def test_a_time_that_is_no_number_is_the_agent_s_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = parts(HOUSE)["agent"].grace_s
    monkeypatch.setenv("PARLEY_AGENT_DRAIN_S", "soon")
    agent = parts(HOUSE)["agent"]
    assert (agent.environment["PARLEY_AGENT_DRAIN_S"], agent.grace_s) == ("soon", usual)


@pytest.mark.parametrize(("asked", "given"), [("WARNING", "INFO"), ("DEBUG", "DEBUG")])
def test_the_agent_is_never_too_quiet_to_be_seen_registering(
    monkeypatch: pytest.MonkeyPatch, asked: str, given: str
) -> None:
    monkeypatch.setenv("PARLEY_AGENT_LOG_LEVEL", asked)
    assert parts(HOUSE)["agent"].environment["PARLEY_AGENT_LOG_LEVEL"] == given


def test_a_deep_data_folder_gets_its_socket_elsewhere() -> None:
    deep = dataclasses.replace(HOUSE, data=Path("/data/" + "x" * LONGEST_SOCKET_PATH))
    assert HOUSE.speech_socket == Path("/data/speech.sock")
    assert deep.speech_socket == Path("/run/user/1000/parley/speech-1.sock")

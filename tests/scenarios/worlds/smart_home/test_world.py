"""The smart home."""

from typing import Any

import pytest
from pydantic import ValidationError

from scenarios.worlds.smart_home.state import SmartHomeState
from scenarios.worlds.smart_home.world import SmartHomeWorld

STATE: dict[str, Any] = {
    "devices": {
        "lamp": {"kind": "light", "name": "Reading lamp", "room": "Study", "on": True, "brightness": 60},
        "ceiling": {"kind": "light", "name": "Ceiling light", "room": "Kitchen", "on": True, "brightness": 100},
        "kettle": {"kind": "plug", "name": "Kettle", "room": "Kitchen", "on": True},
        "heating": {"kind": "thermostat", "name": "Heating", "room": "Hall", "degrees": 70},
        "front": {"kind": "lock", "name": "Front door", "room": "Hall", "locked": False},
        "blind": {"kind": "blind", "name": "Window blind", "room": "Study", "open": True},
    },
    "scenes": {"night": {"name": "Good night", "settings": {"lamp": {"on": False}, "front": {"locked": True}}}},
}


@pytest.fixture
def home() -> SmartHomeWorld:
    return SmartHomeWorld(STATE)


def test_devices_are_listed_by_room_and_kind(home: SmartHomeWorld) -> None:
    def listed(**arguments: str) -> list[str]:
        return [device["id"] for device in home.call("list_devices", arguments).result["devices"]]

    assert listed() == list(STATE["devices"])
    assert listed(room="kitchen") == ["ceiling", "kettle"]
    assert listed(kind="light") == ["lamp", "ceiling"]
    assert listed(room="Study", kind="blind") == ["blind"]


@pytest.mark.parametrize(
    ("tool", "arguments", "device", "field", "value"),
    [
        ("set_light", {"light": "the reading lamp", "on": False}, "lamp", "on", False),
        ("set_light", {"light": "lamp", "on": True, "brightness": 20}, "lamp", "brightness", 20),
        ("set_plug", {"plug": "kettle", "on": False}, "kettle", "on", False),
        ("set_thermostat", {"thermostat": "heating", "degrees": 60}, "heating", "degrees", 60),
        ("set_lock", {"door": "front door", "locked": True}, "front", "locked", True),
        ("set_blind", {"blind": "blind", "open": False}, "blind", "open", False),
    ],
)
def test_devices_are_set(
    home: SmartHomeWorld, tool: str, arguments: dict[str, Any], device: str, field: str, value: object
) -> None:
    outcome = home.call(tool, arguments)
    assert outcome.result["set"][field] == value
    changed = {key for key, item in home.state["devices"].items() if item != STATE["devices"][key]}
    assert changed == {device}


def test_all_lights_of_the_house_or_of_a_room(home: SmartHomeWorld) -> None:
    home.call("set_all_lights", {"on": False, "room": "Kitchen"})
    assert [home.state["devices"][key]["on"] for key in ("lamp", "ceiling", "kettle")] == [True, False, True]
    home.call("set_all_lights", {"on": False})
    assert [home.state["devices"][key]["on"] for key in ("lamp", "ceiling", "kettle")] == [False, False, True]


def test_a_scene_sets_what_it_says(home: SmartHomeWorld) -> None:
    assert home.call("list_scenes", {}).result["scenes"][0]["name"] == "Good night"
    home.call("run_scene", {"scene": "good night"})
    assert (home.state["devices"]["lamp"]["on"], home.state["devices"]["front"]["locked"]) == (False, True)


@pytest.mark.parametrize(
    ("tool", "arguments", "error"),
    [
        ("set_light", {"light": "kettle", "on": False}, "there is no light 'kettle'; there are: Reading lamp (lamp)"),
        ("set_thermostat", {"thermostat": "heating", "degrees": 30}, "degrees must be at least 45, not 30"),
        ("list_devices", {"room": "Attic"}, "there is no room 'Attic'; rooms: Study, Kitchen, Hall"),
        (
            "list_devices",
            {"kind": "oven"},
            "kind must be one of 'light', 'plug', 'thermostat', 'lock', 'blind', not 'oven'",
        ),
        ("run_scene", {"scene": "party"}, "there is no scene 'party'; there are: Good night (night)"),
    ],
)
def test_refusals_say_what_is_valid(home: SmartHomeWorld, tool: str, arguments: dict[str, Any], error: str) -> None:
    assert error in (home.call(tool, arguments).error or "")


@pytest.mark.parametrize(
    ("settings", "message"),
    [({"oven": {"on": True}}, "sets 'oven'; devices: lamp"), ({"lamp": {"locked": True}}, "a light has no 'locked'")],
)
def test_scenes_must_know_their_devices(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        SmartHomeState.model_validate({**STATE, "scenes": {"bad": {"name": "Bad", "settings": settings}}})

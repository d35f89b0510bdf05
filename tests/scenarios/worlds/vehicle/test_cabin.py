"""Doors, climate, lights and displays by the function docs."""

from typing import Any

import pytest

from scenarios.worlds.base import World
from tests.scenarios.worlds.asking import ask, bfcl, refuse

DOORS = ["driver", "passenger", "rear_left", "rear_right"]


@pytest.fixture
def world() -> World:
    return bfcl("VehicleControlAPI")


def test_an_entry_may_name_forces_and_doors() -> None:
    doors = {**dict.fromkeys(DOORS, "locked"), "driver": "unlocked"}
    config = {"engineState": "running", "parkingBrakeForce": 3.0, "slopeAngle": 2.0, "doorStatus": doors}
    state = bfcl("VehicleControlAPI", config).state
    assert (state["engine_state"], state["_parkingBrakeForce"], state["_slopeAngle"]) == ("running", 3.0, 2.0)
    assert state["remainingUnlockedDoors"] == 1
    assert not {"engineState", "parkingBrakeForce", "slopeAngle"} & state.keys()


def test_doors_are_locked_and_counted(world: World) -> None:
    assert ask(world, "lockDoors", unlock=False, door=["driver", "driver", "rear_left"]) == {
        "lockStatus": "locked",
        "remainingUnlockedDoors": 2,
    }
    assert ask(world, "lockDoors", unlock=True, door=["driver"]) == {
        "lockStatus": "unlocked",
        "remainingUnlockedDoors": 3,
    }
    assert world.state["doorStatus"] == {
        "driver": "unlocked",
        "passenger": "unlocked",
        "rear_left": "locked",
        "rear_right": "unlocked",
    }
    assert ask(world, "lockDoors", unlock=False, door=[])["remainingUnlockedDoors"] == 3
    refuse(world, "lockDoors", "rear_right", unlock=False, door=["driver", "trunk"])


def test_climate_is_kept_in_celsius(world: World) -> None:
    assert ask(world, "adjustClimateControl", temperature=68, unit="fahrenheit", fanSpeed=0, mode="heat") == {
        "currentTemperature": 20.0,
        "climateMode": "heat",
        "humidityLevel": 50.0,
    }
    assert (world.state["acTemperature"], world.state["fanSpeed"], world.state["acMode"]) == (20.0, 0, "heat")
    ask(world, "adjustClimateControl", temperature=21.5)
    assert (world.state["acTemperature"], world.state["fanSpeed"], world.state["acMode"]) == (21.5, 50, "auto")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"fanSpeed": 101}, "from 0 to 100"),
        ({"fanSpeed": -1}, "from 0 to 100"),
        ({"mode": "turbo"}, "'auto', 'cool', 'heat', 'defrost'"),
        ({"unit": "kelvin"}, "'celsius', 'fahrenheit'"),
    ],
)
def test_climate_refuses(world: World, wrong: dict[str, Any], words: str) -> None:
    refuse(world, "adjustClimateControl", words, temperature=20, **wrong)


@pytest.mark.parametrize(("mode", "status"), [("on", "on"), ("off", "off"), ("auto", "off")])
def test_headlights(world: World, mode: str, status: str) -> None:
    assert ask(world, "setHeadlights", mode=mode) == {"headlightStatus": status}
    assert world.state["headLightStatus"] == status
    refuse(world, "setHeadlights", "'on', 'off', 'auto'", mode="dim")


@pytest.mark.parametrize(
    ("option", "status"),
    [
        ("fuel", {"fuelLevel": 0.0}),
        ("battery", {"batteryVoltage": 12.6}),
        ("doors", {"doorStatus": dict.fromkeys(DOORS, "unlocked")}),
        ("climate", {"currentACTemperature": 25.0, "fanSpeed": 50, "climateMode": "auto", "humidityLevel": 50.0}),
        ("headlights", {"headlightStatus": "off"}),
        ("parkingBrake", {"parkingBrakeStatus": "released", "parkingBrakeForce": 0.0, "slopeAngle": 0.0}),
        ("brakePedal", {"brakePedalStatus": "released", "brakePedalForce": 0.0}),
        ("engine", {"engineState": "stopped"}),
    ],
)
def test_the_status_is_shown_in_parts(world: World, option: str, status: dict[str, Any]) -> None:
    assert ask(world, "displayCarStatus", option=option) == {"status": status}


def test_displays(world: World) -> None:
    refuse(world, "displayCarStatus", "option must be one of", option="radio")
    assert ask(world, "display_log", messages=["a", "b"]) == {"log": ["a", "b"]}
    assert ask(world, "display_log", messages=[]) == {"log": []}
    assert ask(world, "display_log", messages="a") == {"log": "a"}


@pytest.mark.parametrize(("rear", "healthy"), [(30.0, True), (28.0, True), (27.9, False), (38.0, True), (38.1, False)])
def test_tyres_are_healthy_by_their_mean(rear: float, healthy: bool) -> None:
    world = bfcl("VehicleControlAPI", {"rearLeftTirePressure": rear, "rearRightTirePressure": rear})
    assert ask(world, "check_tire_pressure") == {
        "frontLeftTirePressure": 32.0,
        "frontRightTirePressure": 32.0,
        "rearLeftTirePressure": rear,
        "rearRightTirePressure": rear,
        "healthy_tire_pressure": healthy,
        "car_info": {},
    }


def test_the_world_outside(world: World) -> None:
    assert ask(world, "find_nearest_tire_shop") == {"shopLocation": "456 Oakwood Avenue, Rivermist, 83214"}
    assert ask(world, "get_outside_temperature_from_google") == {"outsideTemperature": 20.0}
    refuse(world, "get_outside_temperature_from_weather_com", "from_google")

"""Engine, fuel, brakes, cruise control and the road by the function docs."""

from typing import Any

import pytest

from scenarios.worlds.base import World
from tests.scenarios.worlds.asking import ask, bfcl, refuse
from tests.scenarios.worlds.vehicle.test_cabin import DOORS


@pytest.fixture
def world() -> World:
    return bfcl("VehicleControlAPI")


@pytest.fixture
def running(world: World) -> World:
    ask(world, "lockDoors", unlock=False, door=DOORS)
    ask(world, "pressBrakePedal", pedalPosition=1)
    ask(world, "startEngine", ignitionMode="START")
    return world


def test_starting_needs_locked_doors_and_a_pressed_pedal(world: World) -> None:
    refuse(world, "startEngine", "unlocked: driver", ignitionMode="START")
    ask(world, "lockDoors", unlock=False, door=DOORS)
    refuse(world, "startEngine", "pedal", ignitionMode="START")
    ask(world, "pressBrakePedal", pedalPosition=0.99)
    refuse(world, "startEngine", "pedal", ignitionMode="START")
    ask(world, "pressBrakePedal", pedalPosition=1.0)
    assert ask(world, "startEngine", ignitionMode="START") == {
        "engineState": "running",
        "fuelLevel": 0.0,
        "batteryVoltage": 12.6,
    }
    assert world.state["engine_state"] == "running"
    refuse(world, "startEngine", "'START', 'STOP'", ignitionMode="start")


def test_stopping_needs_nothing(running: World) -> None:
    ask(running, "lockDoors", unlock=True, door=["driver"])
    assert ask(running, "startEngine", ignitionMode="STOP")["engineState"] == "stopped"


def test_the_tank_holds_50_gallons(world: World) -> None:
    assert ask(world, "fillFuelTank", fuelAmount=49.5) == {"fuelLevel": 49.5}
    refuse(world, "fillFuelTank", "room for 0.5 gallons", fuelAmount=0.6)
    refuse(world, "fillFuelTank", "below 0", fuelAmount=-1)
    assert ask(world, "fillFuelTank", fuelAmount=0.5) == {"fuelLevel": 50.0}


@pytest.mark.parametrize(
    ("position", "status", "force"), [(1, "pressed", 1000.0), (0.25, "pressed", 250.0), (0, "released", 0.0)]
)
def test_the_pedal(world: World, position: float, status: str, force: float) -> None:
    found = ask(world, "pressBrakePedal", pedalPosition=position)
    assert found == {"brakePedalStatus": status, "brakePedalForce": force}
    assert world.state["brakePedalStatus"] == status
    assert ask(world, "releaseBrakePedal") == {"brakePedalStatus": "released", "brakePedalForce": 0.0}
    assert ask(world, "displayCarStatus", option="brakePedal")["status"]["brakePedalForce"] == 0.0


@pytest.mark.parametrize("position", [-0.1, 1.1])
def test_the_pedal_has_ends(world: World, position: float) -> None:
    refuse(world, "pressBrakePedal", "from 0 to 1", pedalPosition=position)


def test_the_parking_brake(world: World) -> None:
    assert ask(world, "activateParkingBrake", mode="engage") == {
        "parkingBrakeStatus": "engaged",
        "_parkingBrakeForce": 500.0,
        "_slopeAngle": 10.0,
    }
    assert ask(world, "activateParkingBrake", mode="release") == {
        "parkingBrakeStatus": "released",
        "_parkingBrakeForce": 0.0,
        "_slopeAngle": 10.0,
    }
    assert world.state["parkingBrakeStatus"] == "released"
    refuse(world, "activateParkingBrake", "'engage', 'release'", mode="pull")


def test_cruise_control(running: World) -> None:
    cruise: dict[str, Any] = {"speed": 65, "activate": True, "distanceToNextVehicle": 80}
    assert ask(running, "setCruiseControl", **cruise) == {
        "cruiseStatus": "active",
        "currentSpeed": 65,
        "distanceToNextVehicle": 80,
    }
    assert (running.state["cruiseStatus"], running.state["distanceToNextVehicle"]) == ("active", 80)
    assert ask(running, "setCruiseControl", **{**cruise, "activate": False})["cruiseStatus"] == "inactive"


@pytest.mark.parametrize("speed", [-5, 62, 65.5, 125])
def test_cruise_speeds_are_multiples_of_5(running: World, speed: float) -> None:
    refuse(running, "setCruiseControl", "multiple of 5", speed=speed, activate=True, distanceToNextVehicle=1)


def test_cruise_control_needs_a_running_engine(world: World) -> None:
    refuse(world, "setCruiseControl", "startEngine", speed=50, activate=True, distanceToNextVehicle=1)


def test_the_speed_is_a_number(running: World) -> None:
    assert isinstance(ask(running, "get_current_speed")["currentSpeed"], float)


def test_distances_are_the_same_both_ways(world: World) -> None:
    assert ask(world, "estimate_distance", cityA="83214", cityB="74532") == {"distance": 750.0}
    assert ask(world, "estimate_distance", cityA="74532", cityB="83214") == {"distance": 750.0}
    refuse(world, "estimate_distance", "not known", cityA="83214", cityB="51479")
    refuse(world, "estimate_distance", "not known", cityA="83214", cityB="83214")
    refuse(world, "estimate_distance", "not known", cityA="Rivermist", cityB="Stonebrook")


def test_a_gallon_is_20_miles(world: World) -> None:
    ask(world, "fillFuelTank", fuelAmount=10)
    assert ask(world, "estimate_drive_feasibility_by_mileage", distance=200) == {"canDrive": True}
    assert ask(world, "estimate_drive_feasibility_by_mileage", distance=200.1) == {"canDrive": False}


def test_places_and_units(world: World) -> None:
    assert ask(world, "set_navigation", destination="2 Oak Lane, Rivermist, CA") == {
        "status": "Navigating to 2 Oak Lane, Rivermist, CA"
    }
    assert world.state["destination"] == "2 Oak Lane, Rivermist, CA"
    assert ask(world, "get_zipcode_based_on_city", city="Stonebrook") == {"zipcode": "74532"}
    assert ask(world, "get_zipcode_based_on_city", city="stonebrook") == {"zipcode": "00000"}
    assert ask(world, "gallon_to_liter", gallon=2) == {"liter": pytest.approx(7.57082)}
    assert ask(world, "liter_to_gallon", liter=2) == {"gallon": pytest.approx(0.528344)}

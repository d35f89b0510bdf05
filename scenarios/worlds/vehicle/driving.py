"""Engine, fuel, brakes, cruise control and the road."""
# ruff: noqa: N802, N803 - functions and arguments have the names of the function docs

from typing import Any

from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.lookup import listed
from scenarios.worlds.schema import flag, parameters, real, text
from scenarios.worlds.vehicle.cabin import CONSTANTS, Cabin

FULL_PEDAL_N = 1000.0
PARKING_BRAKE_N = 500.0
SLOPE_DEGREES = 10.0
MAX_CRUISE = 120
CRUISE_STEP = 5
DISTANCES: dict[tuple[str, ...], float] = {
    tuple(pair.split("-")): distance for pair, distance in CONSTANTS["distances_km_symmetric"].items()
}


class VehicleWorld(Cabin):
    """The whole car."""

    domain = "vehicle"

    @tool("Start or stop the engine.", parameters({"ignitionMode": text("What to do.", enum=("START", "STOP"))}))
    def startEngine(self, ignitionMode: str) -> dict[str, Any]:
        if ignitionMode == "START":
            unlocked = [door for door, status in self.state["doorStatus"].items() if status != "locked"]
            if unlocked:
                raise ToolError(f"all doors must be locked first; unlocked: {', '.join(unlocked)}")
            if self.state["brakePedalStatus"] != "pressed" or self.state["_brakePedalForce"] != FULL_PEDAL_N:
                raise ToolError("the brake pedal must be pressed fully first")
        self.state["engine_state"] = "running" if ignitionMode == "START" else "stopped"
        return {
            "engineState": self.state["engine_state"],
            "fuelLevel": self.state["fuelLevel"],
            "batteryVoltage": self.state["batteryVoltage"],
        }

    @tool("Fill fuel into the tank.", parameters({"fuelAmount": real("How many gallons to add.")}))
    def fillFuelTank(self, fuelAmount: float) -> dict[str, float]:
        if fuelAmount < 0:
            raise ToolError(f"fuelAmount must not be below 0, not {fuelAmount}")
        room = CONSTANTS["tank_capacity_gallon"] - self.state["fuelLevel"]
        if self.state["fuelLevel"] + fuelAmount > CONSTANTS["tank_capacity_gallon"]:
            raise ToolError(f"the tank has room for {room} gallons, not for {fuelAmount}")
        self.state["fuelLevel"] += fuelAmount
        return {"fuelLevel": self.state["fuelLevel"]}

    @tool("Press the brake pedal; it stays pressed.", parameters({"pedalPosition": real("0 (not) to 1 (fully).")}))
    def pressBrakePedal(self, pedalPosition: float) -> dict[str, Any]:
        if not 0 <= pedalPosition <= 1:
            raise ToolError(f"pedalPosition must be from 0 to 1, not {pedalPosition}")
        return self._set_pedal(FULL_PEDAL_N * pedalPosition)

    @tool("Release the brake pedal.", parameters())
    def releaseBrakePedal(self) -> dict[str, Any]:
        return self._set_pedal(0.0)

    @tool("Set the parking brake.", parameters({"mode": text("What to do.", enum=("engage", "release"))}))
    def activateParkingBrake(self, mode: str) -> dict[str, Any]:
        status, force = ("engaged", PARKING_BRAKE_N) if mode == "engage" else ("released", 0.0)
        forces = {"_parkingBrakeForce": force, "_slopeAngle": SLOPE_DEGREES}
        self.state |= {"parkingBrakeStatus": status, **forces}
        return {"parkingBrakeStatus": status, **forces}

    @tool(
        "Set the cruise control; the engine must be running.",
        parameters(
            {
                "speed": real("Miles per hour, 0 to 120, a multiple of 5."),
                "activate": flag("True to activate, false to deactivate."),
                "distanceToNextVehicle": real("Distance to keep, in metres."),
            }
        ),
    )
    def setCruiseControl(self, speed: float, activate: bool, distanceToNextVehicle: float) -> dict[str, Any]:
        if self.state["engine_state"] != "running":
            raise ToolError("the engine must be running first; start it with startEngine")
        if not 0 <= speed <= MAX_CRUISE or speed % CRUISE_STEP:
            raise ToolError(f"speed must be from 0 to {MAX_CRUISE} and a multiple of {CRUISE_STEP}, not {speed}")
        status = "active" if activate else "inactive"
        self.state |= {"cruiseStatus": status, "distanceToNextVehicle": distanceToNextVehicle}
        return {"cruiseStatus": status, "currentSpeed": speed, "distanceToNextVehicle": distanceToNextVehicle}

    @tool("Tell the current speed, in km/h.", parameters())
    def get_current_speed(self) -> dict[str, float]:
        return {"currentSpeed": 0.0 if self.state["engine_state"] == "stopped" else 50.0}

    @tool(
        "Estimate the distance between two cities, in km.",
        parameters({"cityA": text("Zip code of the first city."), "cityB": text("Zip code of the second city.")}),
    )
    def estimate_distance(self, cityA: str, cityB: str) -> dict[str, float]:
        distance = DISTANCES.get((cityA, cityB), DISTANCES.get((cityB, cityA)))
        if distance is None:
            known = listed("-".join(pair) for pair in DISTANCES)
            raise ToolError(f"the distance from {cityA!r} to {cityB!r} is not known; known: {known}")
        return {"distance": distance}

    @tool(
        "Tell whether the fuel is enough for a distance.",
        parameters({"distance": real("The distance in miles.")}),
    )
    def estimate_drive_feasibility_by_mileage(self, distance: float) -> dict[str, bool]:
        return {"canDrive": self.state["fuelLevel"] * CONSTANTS["miles_per_gallon"] >= distance}

    @tool("Set the navigation.", parameters({"destination": text("Where to: street, city, state.")}))
    def set_navigation(self, destination: str) -> dict[str, str]:
        self.state["destination"] = destination
        return {"status": f"Navigating to {destination}"}

    @tool("Look up a city's zip code.", parameters({"city": text("The city's name.")}))
    def get_zipcode_based_on_city(self, city: str) -> dict[str, str]:
        return {"zipcode": CONSTANTS["zipcodes"].get(city, CONSTANTS["unknown_city_zipcode"])}

    @tool("Convert gallons to litres.", parameters({"gallon": real("Gallons.")}))
    def gallon_to_liter(self, gallon: float) -> dict[str, float]:
        return {"liter": gallon * CONSTANTS["liter_per_gallon"]}

    @tool("Convert litres to gallons.", parameters({"liter": real("Litres.")}))
    def liter_to_gallon(self, liter: float) -> dict[str, float]:
        return {"gallon": liter * CONSTANTS["gallon_per_liter"]}

    def _set_pedal(self, force: float) -> dict[str, Any]:
        status = "pressed" if force else "released"
        self.state |= {"brakePedalStatus": status, "_brakePedalForce": force}
        return {"brakePedalStatus": status, "brakePedalForce": force}

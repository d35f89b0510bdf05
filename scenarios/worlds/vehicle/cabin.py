"""Doors, climate, lights, displays, tyres: what does not drive the car."""
# ruff: noqa: N802, N803 - functions and arguments have the names of the function docs

from typing import Any

from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.constants import load, with_defaults
from scenarios.worlds.imported import ImportedWorld
from scenarios.worlds.schema import flag, parameters, real, several, text, whole

CONSTANTS = load(__file__, "bfcl.json")
TIRES = ("frontLeftTirePressure", "frontRightTirePressure", "rearLeftTirePressure", "rearRightTirePressure")
HEALTHY_PSI = (30, 35)  # of the four tyres' mean
CONFIG_NAMES = {
    "engineState": "engine_state",
    "brakePedalForce": "_brakePedalForce",
    "parkingBrakeForce": "_parkingBrakeForce",
    "slopeAngle": "_slopeAngle",
}
DISPLAYS = {
    "fuel": {"fuelLevel": "fuelLevel"},
    "battery": {"batteryVoltage": "batteryVoltage"},
    "doors": {"doorStatus": "doorStatus"},
    "climate": {
        "currentACTemperature": "acTemperature",
        "fanSpeed": "fanSpeed",
        "climateMode": "acMode",
        "humidityLevel": "humidityLevel",
    },
    "headlights": {"headlightStatus": "headLightStatus"},
    "parkingBrake": {
        "parkingBrakeStatus": "parkingBrakeStatus",
        "parkingBrakeForce": "_parkingBrakeForce",
        "slopeAngle": "_slopeAngle",
    },
    "brakePedal": {"brakePedalStatus": "brakePedalStatus", "brakePedalForce": "_brakePedalForce"},
    "engine": {"engineState": "engine_state"},
}


class Cabin(ImportedWorld):
    """State: the attributes of the function docs; names with an underscore are forces that entries do not compare."""

    domain = "vehicle"

    @classmethod
    def from_bfcl(cls, config: dict[str, Any]) -> dict[str, Any]:
        """The state that an imported entry starts in; the unlocked doors are counted, not read."""
        named = {CONFIG_NAMES.get(name, name): value for name, value in config.items()}
        state = with_defaults(CONSTANTS["default_state"], named)
        state["remainingUnlockedDoors"] = _n_unlocked(state)
        return state

    @tool(
        "Lock or unlock doors.",
        parameters(
            {
                "unlock": flag("True to unlock, false to lock."),
                "door": several("The doors: driver, passenger, rear_left, rear_right.", {"type": "string"}),
            }
        ),
    )
    def lockDoors(self, unlock: bool, door: list[str]) -> dict[str, Any]:
        doors, status = self.state["doorStatus"], "unlocked" if unlock else "locked"
        for name in door:
            if name not in doors:
                raise ToolError(f"there is no door {name!r}; doors: {', '.join(doors)}")
            doors[name] = status
        self.state["remainingUnlockedDoors"] = _n_unlocked(self.state)
        return {"lockStatus": status, "remainingUnlockedDoors": self.state["remainingUnlockedDoors"]}

    @tool(
        "Set the climate control.",
        parameters(
            {
                "temperature": real("The temperature, in degrees of the unit."),
                "unit": text("Celsius unless given.", enum=("celsius", "fahrenheit")) | {"default": "celsius"},
                "fanSpeed": whole("0 to 100; 50 unless given.") | {"default": 50},
                "mode": text("Automatic unless given.", enum=("auto", "cool", "heat", "defrost")) | {"default": "auto"},
            },
            optional=("unit", "fanSpeed", "mode"),
        ),
    )
    def adjustClimateControl(
        self, temperature: float, unit: str = "celsius", fanSpeed: int = 50, mode: str = "auto"
    ) -> dict[str, Any]:
        if not 0 <= fanSpeed <= 100:
            raise ToolError(f"fanSpeed must be from 0 to 100, not {fanSpeed}")
        celsius = (temperature - 32) * 5 / 9 if unit == "fahrenheit" else temperature
        self.state |= {"acTemperature": celsius, "fanSpeed": fanSpeed, "acMode": mode}
        return {"currentTemperature": celsius, "climateMode": mode, "humidityLevel": self.state["humidityLevel"]}

    @tool("Set the headlights.", parameters({"mode": text("What to set.", enum=("on", "off", "auto"))}))
    def setHeadlights(self, mode: str) -> dict[str, str]:
        self.state["headLightStatus"] = "on" if mode == "on" else "off"
        return {"headlightStatus": self.state["headLightStatus"]}

    @tool("Show one part of the car's status.", parameters({"option": text("Which part.", enum=tuple(DISPLAYS))}))
    def displayCarStatus(self, option: str) -> dict[str, dict[str, Any]]:
        return {"status": {shown: self.state[name] for shown, name in DISPLAYS[option].items()}}

    @tool("Show messages on the display.", parameters({"messages": several("The messages.", {"type": "string"})}))
    def display_log(self, messages: list[str]) -> dict[str, list[str]]:
        return {"log": messages}

    @tool("Check the pressure of the tyres.", parameters())
    def check_tire_pressure(self) -> dict[str, Any]:
        pressures = {name: self.state[name] for name in TIRES}
        low, high = HEALTHY_PSI
        healthy = low <= sum(pressures.values()) / len(TIRES) <= high
        return {**pressures, "healthy_tire_pressure": healthy, "car_info": {}}

    @tool("Tell where the nearest tyre shop is.", parameters())
    def find_nearest_tire_shop(self) -> dict[str, str]:
        return {"shopLocation": CONSTANTS["tire_shop"]}

    @tool("Tell the temperature outside, by Google.", parameters())
    def get_outside_temperature_from_google(self) -> dict[str, float]:
        return {"outsideTemperature": 20.0}

    @tool("Tell the temperature outside, by weather.com.", parameters())
    def get_outside_temperature_from_weather_com(self) -> dict[str, float]:
        raise ToolError("weather.com does not answer; ask get_outside_temperature_from_google")


def _n_unlocked(state: dict[str, Any]) -> int:
    return sum(status == "unlocked" for status in state["doorStatus"].values())

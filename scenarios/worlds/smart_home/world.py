"""A smart home: look at devices, switch them one by one or room by room, run scenes."""

from collections.abc import Mapping
from typing import Any

from scenarios.forms.words import squeezed
from scenarios.worlds.base import ToolError, World, tool
from scenarios.worlds.reading import find_one
from scenarios.worlds.schema import flag, parameters, text, whole
from scenarios.worlds.smart_home.state import MAX_DEGREES, MIN_DEGREES, SmartHomeState

DEVICE = "The device's id or name."
KINDS = ("light", "plug", "thermostat", "lock", "blind")


class SmartHomeWorld(World):
    """Devices by id. A tool for one kind of device refuses the others."""

    domain = "smart_home"
    state_model = SmartHomeState

    @classmethod
    def spoken_names(cls, state: Mapping[str, Any]) -> list[str]:
        return [item["name"] for part in ("devices", "scenes") for item in state[part].values()]

    @tool(
        "List the devices of the house, or of one room or kind, with what they are set to.",
        parameters(
            {"room": text("Only this room."), "kind": text("Only this kind.", enum=KINDS)}, optional=("room", "kind")
        ),
    )
    def list_devices(self, room: str | None = None, kind: str | None = None) -> Any:
        return {"devices": [self._shown(key) for key in self._in(room, kind)]}

    @tool("List the scenes and what each of them sets.", parameters())
    def list_scenes(self) -> Any:
        return {"scenes": [{"id": key, **scene} for key, scene in self.state["scenes"].items()]}

    @tool(
        "Switch one light on or off.",
        parameters(
            {
                "light": text(DEVICE),
                "on": flag("True for on, false for off."),
                "brightness": whole("Percent; only with on.", minimum=1, maximum=100),
            },
            optional=("brightness",),
        ),
    )
    def set_light(self, light: str, on: bool, brightness: int | None = None) -> Any:
        return self._set(light, "light", on=on, **({} if brightness is None else {"brightness": brightness}))

    @tool(
        "Switch all lights of the house, or of one room, on or off.",
        parameters({"on": flag("True for on, false for off."), "room": text("Only this room.")}, optional=("room",)),
    )
    def set_all_lights(self, on: bool, room: str | None = None) -> Any:
        return {"set": [self._set(key, "light", on=on)["set"] for key in self._in(room, "light")]}

    @tool(
        "Switch a plug on or off.",
        parameters({"plug": text(DEVICE), "on": flag("True for on, false for off.")}),
    )
    def set_plug(self, plug: str, on: bool) -> Any:
        return self._set(plug, "plug", on=on)

    @tool(
        "Set the temperature that a thermostat keeps.",
        parameters(
            {
                "thermostat": text(DEVICE),
                "degrees": whole("Degrees Fahrenheit.", minimum=MIN_DEGREES, maximum=MAX_DEGREES),
            }
        ),
    )
    def set_thermostat(self, thermostat: str, degrees: int) -> Any:
        return self._set(thermostat, "thermostat", degrees=degrees)

    @tool(
        "Lock or unlock a door.",
        parameters({"door": text(DEVICE), "locked": flag("True to lock, false to unlock.")}),
    )
    def set_lock(self, door: str, locked: bool) -> Any:
        return self._set(door, "lock", locked=locked)

    @tool(
        "Open or close a blind.",
        parameters({"blind": text(DEVICE), "open": flag("True to open, false to close.")}),
    )
    def set_blind(self, blind: str, open: bool) -> Any:  # noqa: A002
        return self._set(blind, "blind", open=open)

    @tool("Run a scene: everything it sets is set at once.", parameters({"scene": text("The scene's id or name.")}))
    def run_scene(self, scene: str) -> Any:
        key = find_one(scene, {key: item["name"] for key, item in self.state["scenes"].items()}, kind="scene")
        settings = self.state["scenes"][key]["settings"]
        for device, fields in settings.items():
            self.state["devices"][device].update(fields)
        return {"ran": key, "set": [self._shown(device) for device in settings]}

    def _set(self, wanted: str, kind: str, **fields: bool | int) -> dict[str, Any]:
        key = find_one(wanted, self._names(kind), kind=kind)
        self.state["devices"][key].update(fields)
        return {"set": self._shown(key)}

    def _names(self, kind: str) -> dict[str, str]:
        return {key: item["name"] for key, item in self.state["devices"].items() if item["kind"] == kind}

    def _in(self, room: str | None, kind: str | None) -> list[str]:
        devices = self.state["devices"]
        rooms = list(dict.fromkeys(item["room"] for item in devices.values()))
        if room is not None and squeezed(room) not in map(squeezed, rooms):
            raise ToolError(f"there is no room {room!r}; rooms: {', '.join(rooms)}")
        return [
            key
            for key, item in devices.items()
            if (room is None or squeezed(room) == squeezed(item["room"])) and kind in (None, item["kind"])
        ]

    def _shown(self, key: str) -> dict[str, Any]:
        return {"id": key, **self.state["devices"][key]}

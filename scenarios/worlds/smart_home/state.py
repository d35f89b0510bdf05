"""What a smart home's state looks like in a scenario file."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

MIN_DEGREES, MAX_DEGREES = 45, 85  # Fahrenheit


class Strict(BaseModel):
    """Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Placed(Strict):
    """What every device has."""

    name: str = Field(min_length=1)
    room: str = Field(min_length=1)


class Light(Placed):
    """A lamp; ``brightness`` in percent is what it has when it is on."""

    kind: Literal["light"]
    on: bool
    brightness: int = Field(ge=1, le=100)


class Plug(Placed):
    """A switched socket with something in it."""

    kind: Literal["plug"]
    on: bool


class Thermostat(Placed):
    """Heating; ``degrees`` Fahrenheit are what it keeps."""

    kind: Literal["thermostat"]
    degrees: int = Field(ge=MIN_DEGREES, le=MAX_DEGREES)


class Lock(Placed):
    """A door with a lock."""

    kind: Literal["lock"]
    locked: bool


class Blind(Placed):
    """A window blind."""

    kind: Literal["blind"]
    open: bool


Device = Annotated[Light | Plug | Thermostat | Lock | Blind, Field(discriminator="kind")]


class Scene(Strict):
    """Several settings under one name; each names a device and fields of it."""

    name: str = Field(min_length=1)
    settings: dict[str, dict[str, bool | int]] = Field(min_length=1)


class SmartHomeState(Strict):
    """Devices and scenes by id."""

    devices: dict[str, Device]
    scenes: dict[str, Scene]

    @model_validator(mode="after")
    def _scenes_know_their_devices(self) -> "SmartHomeState":
        for scene_id, scene in self.scenes.items():
            for device_id, fields in scene.settings.items():
                device = self.devices.get(device_id)
                if device is None:
                    raise ValueError(f"scene {scene_id} sets {device_id!r}; devices: {', '.join(self.devices)}")
                for field in fields:
                    if field not in type(device).model_fields:
                        raise ValueError(f"scene {scene_id}: a {device.kind} has no {field!r}")
        return self

"""A house with devices that can be switched."""

from scenarios.worlds.smart_home.world import SmartHomeWorld

WORLD = SmartHomeWorld

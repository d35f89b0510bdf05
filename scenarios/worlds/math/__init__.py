"""A calculator."""

from scenarios.worlds.math.world import MathWorld

WORLD = MathWorld

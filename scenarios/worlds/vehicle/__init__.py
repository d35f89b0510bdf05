"""A car: engine, doors, climate, lights, distances."""

from scenarios.worlds.vehicle.driving import VehicleWorld

WORLD = VehicleWorld

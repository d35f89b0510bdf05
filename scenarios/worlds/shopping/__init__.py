"""A shop where a known customer orders."""

from scenarios.worlds.shopping.world import ShoppingWorld

WORLD = ShoppingWorld

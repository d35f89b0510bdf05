"""Support tickets of a company."""

from scenarios.worlds.tickets.world import TicketsWorld

WORLD = TicketsWorld

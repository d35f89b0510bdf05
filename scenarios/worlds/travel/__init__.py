"""Flights, cards to pay with, and what belongs to a trip."""

from scenarios.worlds.travel.bfcl import BfclTravelWorld
from scenarios.worlds.travel.world import TravelWorld

WORLD = TravelWorld
BFCL_WORLD = BfclTravelWorld

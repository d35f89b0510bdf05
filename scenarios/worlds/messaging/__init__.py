"""Messages between the people of a workspace."""

from scenarios.worlds.messaging.bfcl import BfclMessagingWorld
from scenarios.worlds.messaging.world import MessagingWorld

WORLD = MessagingWorld
BFCL_WORLD = BfclMessagingWorld

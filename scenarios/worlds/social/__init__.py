"""A social network of short public posts."""

from scenarios.worlds.social.bfcl import BfclSocialWorld
from scenarios.worlds.social.world import SocialWorld

WORLD = SocialWorld
BFCL_WORLD = BfclSocialWorld

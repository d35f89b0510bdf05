"""A job board, and what one person has applied for and saved there."""

from scenarios.worlds.jobs.world import JobsWorld

WORLD = JobsWorld

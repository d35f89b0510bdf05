"""A person's calendar."""

from scenarios.worlds.calendar.world import CalendarWorld

WORLD = CalendarWorld

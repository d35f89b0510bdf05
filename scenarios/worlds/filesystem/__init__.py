"""Files and folders, as a small shell sees them."""

from scenarios.worlds.filesystem.changing import FilesystemWorld

WORLD = FilesystemWorld

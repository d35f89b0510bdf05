"""The worlds that scenarios play in: one folder per domain, each exporting ``WORLD``.

A world is found by its folder, so adding one means adding a folder and editing nothing.
"""

import pkgutil
from functools import cache
from importlib import import_module

from scenarios.worlds.base import World


@cache
def domains() -> tuple[str, ...]:
    """The domains that have a world, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg))


@cache
def world_class(domain: str) -> type[World]:
    """The world of a domain. Raises KeyError naming the domains there are."""
    if domain not in domains():
        raise KeyError(f"there is no world {domain!r}; worlds: {', '.join(domains())}")
    found = import_module(f"{__name__}.{domain}").WORLD
    if not (isinstance(found, type) and issubclass(found, World) and found.domain == domain):
        raise TypeError(f"scenarios/worlds/{domain}/__init__.py must export WORLD, a World with domain {domain!r}")
    return found

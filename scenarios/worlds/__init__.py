"""The worlds that scenarios play in: one folder per domain, each exporting ``WORLD``.

A world is found by its folder, so adding one means adding a folder and editing nothing. A folder whose imported
benchmark world has other tools or another state than the one for voice exports that as ``BFCL_WORLD`` too.
"""

import pkgutil
from functools import cache
from importlib import import_module

from scenarios.worlds.base import Mode, World


@cache
def domains() -> tuple[str, ...]:
    """The domains that have a world, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg))


@cache
def world_class(domain: str, mode: Mode = "product") -> type[World]:
    """The world of a domain. Raises KeyError naming the domains there are."""
    if domain not in domains():
        raise KeyError(f"there is no world {domain!r}; worlds: {', '.join(domains())}")
    module = import_module(f"{__name__}.{domain}")
    found = getattr(module, "BFCL_WORLD", module.WORLD) if mode == "bfcl" else module.WORLD
    if not (isinstance(found, type) and issubclass(found, World) and found.domain == domain):
        raise TypeError(f"scenarios/worlds/{domain}/__init__.py must export WORLD, a World with domain {domain!r}")
    return found

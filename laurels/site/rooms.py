"""Which rooms exist: the list of pyproject's [tool.laurels], lowest first, as far as their folders are there."""

from __future__ import annotations

from importlib.util import find_spec

ROOMS = (
    "common",
    "journal",
    "worker",
    "mail",
    "people",
    "keys",
    "verification",
    "sealing",
    "frameworks",
    "catalogue",
    "endorsement",
    "issuing",
    "backpack",
    "sharing",
    "home",
    "programmes",
    "site",
)
"""Lowest first. A test holds this tuple against the order in pyproject.toml."""


def _has(room: str, module: str) -> bool:
    """Whether the room is there and has this module; a room whose folder is absent is no fault."""
    return bool(find_spec(f"laurels.{room}") and find_spec(f"laurels.{room}.{module}"))


def app_names() -> list[str]:
    """Import names of the rooms that are Django apps, lowest first."""
    return [f"laurels.{room}" for room in ROOMS if _has(room, "apps")]


def url_modules() -> list[str]:
    """Import names of the rooms' urls, lowest first."""
    return [f"laurels.{room}.urls" for room in ROOMS if room != "site" and _has(room, "urls")]

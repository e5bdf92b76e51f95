"""Countries by their ISO 3166-1 code, with the time zone in which most of their people live."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Country:
    """One line of ``countries.tab``."""

    code: str
    name: str
    time_zone: str


@cache
def countries() -> dict[str, Country]:
    """Every country by code, in the order of their names."""
    lines = files(__package__).joinpath("countries.tab").read_text(encoding="utf-8").splitlines()
    rows = (Country(*line.split("\t")) for line in lines if not line.startswith("#"))
    return {country.code: country for country in rows}


def choices() -> list[tuple[str, str]]:
    """What a form offers: code and name."""
    return [(country.code, country.name) for country in countries().values()]

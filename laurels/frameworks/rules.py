"""What an item is and when it may be aligned to. Pure: no Django, no clock."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

WORDS = 8
"""Words of one search that are looked at [count]; more make no search narrower."""
LONGEST_SEARCHED = 2000
"""Characters of an item's words that can be found; a longer text is found by its beginning."""
NAME = 250
"""Longest name of an item in an alignment [characters]; the whole text stands in its description."""
LONGEST_KEY = 250
"""Characters of what tells items of a framework apart; of a longer one its digest is kept, so that an index can hold it."""
LONGEST_ADDRESS = 600
"""Characters of an address in an alignment."""
_HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
_UNSAFE = re.compile(r"[\s\"<>\\^`{|}\x00-\x1f\x7f]")


class Kind(StrEnum):
    """What a framework was read from."""

    CASE = "case"
    CSV = "csv"
    SKOS = "skos"
    RSD = "rsd"
    PROGRAMME = "programme"


class State(StrEnum):
    """Where a version of a framework stands."""

    ARRIVING = "arriving"  # its items are still being written; nobody sees it
    CURRENT = "current"
    SUPERSEDED = "superseded"  # a newer version is here
    DEPRECATED = "deprecated"  # its publisher gave it up


class ImportState(StrEnum):
    """Where something that somebody brought stands."""

    LOOKED = "looked"  # read and shown; nothing has come in
    RUNNING = "running"
    DONE = "done"


class Status(StrEnum):
    """Whether an item still counts."""

    CURRENT = "current"
    DEPRECATED = "deprecated"


class Confirmation(StrEnum):
    """How sure it is that an item exists as it stands here."""

    OFFICIAL = "official"  # read from the framework's own file
    SEVERAL = "several-sources"
    ONE = "one-source"
    OWN = "own"  # the organisation's own words
    UNCONFIRMED = "unconfirmed"


class Alignable(StrEnum):
    """Whether a badge may be aligned to an item, and if not, why."""

    YES = "yes"
    NOT_CONFIRMED = "nobody has confirmed that it exists"
    NO_ADDRESS = "it has no official address"


TARGET_TYPES = {Kind.CASE: "CFItem", Kind.SKOS: "ext:SKOSConcept", Kind.RSD: "ext:RSD"}
"""Kind of a foreign framework -> targetType of its items in an Open Badges alignment; our own are served as CASE."""


def key_of(text: str) -> str:
    """What tells one item from another, short enough for an index."""
    return text if len(text) <= LONGEST_KEY else f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def fold(text: str) -> str:
    """Words as they are compared: without case, accents and double blanks."""
    if text.isascii():  # most texts, and the long way is twenty times as long
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).casefold().split())


def searched(human_code: str, short: str, text: str) -> str:
    """What an item is found by: its code first, so that a search for the code can tell it apart."""
    return fold(f"{human_code} {short} {text}")[:LONGEST_SEARCHED]


def words_of(text: str) -> list[str]:
    """The folded words of a search; each must occur."""
    return fold(text[:LONGEST_SEARCHED]).split()[:WORDS]


def is_address(uri: str) -> bool:
    """Whether this is an address on the web that a reader could open: http(s), a host, nothing that breaks a line.

    A ``urn:`` names something but leads nowhere, so it is kept as an identifier and never shown as an address.
    """
    if len(uri) > LONGEST_ADDRESS or _UNSAFE.search(uri):
        return False
    try:
        parts = urlsplit(uri)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host and _HOST.fullmatch(host)) and not parts.username


def alignable(*, uri: str, own: bool, confirmation: str) -> Alignable:
    """Whether an alignment to this item would lead somewhere real."""
    if confirmation == Confirmation.UNCONFIRMED:
        return Alignable.NOT_CONFIRMED
    return Alignable.YES if own or is_address(uri) else Alignable.NO_ADDRESS


def is_given_up(adoption: str, last_day: date | None, *, today: date) -> bool:
    """Whether a publisher has given a framework up: it says so (CASE ``adoptionStatus``), or its last day is over."""
    return adoption.casefold() == "deprecated" or (last_day is not None and last_day < today)


def name_of(short: str, text: str) -> str:
    """What an item is called: its short text, or the beginning of its text."""
    name = " ".join((short or text).split())
    return name if len(name) <= NAME else name[: NAME - 1].rstrip() + "…"


def description_of(short: str, text: str) -> str:
    """What more it says than its name; empty when the name says all."""
    return "" if " ".join(text.split()) == name_of(short, text) else text

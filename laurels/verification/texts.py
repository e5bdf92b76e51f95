"""Strangers' texts made fit to stand in our sentences: nothing invisible, nothing that turns the line, hosts in plain letters.

Source: THREATS "«Verified» by look-alike text"; conformance row OB3-M-19.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from laurels.common import limits

LONGEST = 500
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def visible(text: str, *, longest: int = LONGEST, lines: bool = False) -> str:
    """A stranger's text without control, direction and other invisible characters, cut to ``longest`` [characters].

    Args:
        lines: keep line breaks, for Markdown; else every white space is one blank.
    """
    rough = text[: longest * 4]
    kept = "".join(_shown(character, lines=lines) for character in rough)
    short = kept.strip() if lines else " ".join(kept.split())
    return short if len(short) <= longest else short[: longest - 1].rstrip() + "…"


def _shown(character: str, *, lines: bool) -> str:
    """One character as it may be shown."""
    if lines and character in "\n\t":
        return character
    if character.isspace() or unicodedata.category(character) in ("Zl", "Zp"):
        return " "
    return "" if unicodedata.category(character) in _HIDDEN else character


def mixes_alphabets(name: str) -> bool:
    """Whether one word has letters of two alphabets that look alike: a Cyrillic "а" in a Latin name."""
    return any(len(_alphabets(word)) > 1 for word in re.findall(r"\w+", name[:LONGEST]))


def _alphabets(word: str) -> set[str]:
    """The look-alike alphabets of a word's letters."""
    names = (unicodedata.name(letter, "").split(" ")[0] for letter in word if letter.isalpha())
    return {name for name in names if name in _ALPHABETS}


@dataclass(frozen=True)
class Place:
    """Where an issuer's id says that it is: ``web`` with host and path, ``key`` for a bare key, ``other``; in plain letters."""

    kind: str
    text: str


def place_of(issuer_id: str) -> Place:
    """The place that an issuer id names, in plain form: did:web:example.org:o:a -> example.org/o/a; no letter beyond ASCII.

    A host in another script is written as the network knows it (``xn--…``): look-alike letters end here.
    """
    if issuer_id.startswith("did:web:"):
        host, *path = issuer_id.removeprefix("did:web:").split(":")
        return Place("web", _ascii("/".join([re.sub("%3a", ":", host, flags=re.I), *path])))
    if issuer_id.startswith(("https://", "http://")):
        return Place("web", _web(issuer_id))
    return Place("key" if issuer_id.startswith("did:key:") else "other", _ascii(issuer_id))


def host_of(issuer_id: str) -> str:
    """The name that somebody had to register for an issuer id: sub-names, ports and paths cost nothing to make.

    Two labels (``example.org``), three beneath a short second one (``example.co.uk``); no list of registries is kept.
    """
    place = place_of(issuer_id)
    labels = re.split(r"[/:]", place.text, maxsplit=1)[0].lower().strip(".").split(".") if place.kind == "web" else [place.text]
    is_shared = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3:] if is_shared else labels[-2:])[: limits.HOST]


def _web(url: str) -> str:
    """Host, port and path of a web address."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # no address at all; UnicodeError of a host that cannot be written is one, too
        return _ascii(url)
    return _ascii(f"{host}{port}{parts.path.rstrip('/')}")


def _ascii(text: str) -> str:
    """The text with every other letter written as its number, cut."""
    return visible(text.encode("ascii", "backslashreplace").decode(), longest=200).replace("…", "...")


@dataclass(frozen=True)
class Piece:
    """A part of a sentence; ``foreign`` ones are strangers' words and stand isolated on the page."""

    text: str
    foreign: bool


def pieces(sentence: str, names: Sequence[str]) -> tuple[Piece, ...]:
    """The sentence in parts, so that a name that runs from right to left cannot turn the words and dates beside it."""
    known = sorted({name for name in names if name}, key=len, reverse=True)
    if not known:
        return (Piece(sentence, False),)
    parts = re.split("(" + "|".join(map(re.escape, known)) + ")", sentence)
    return tuple(Piece(part, place % 2 == 1) for place, part in enumerate(parts) if part)

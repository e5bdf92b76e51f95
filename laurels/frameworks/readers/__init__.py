"""Readers of the formats in which frameworks come; which format a file has, from what it holds and not from its name. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from laurels.common import limits
from laurels.frameworks.errors import SourceUnreadable
from laurels.frameworks.readers import json_files, rsd, skos
from laurels.frameworks.readers.case import CaseSource
from laurels.frameworks.readers.rsd import RsdSource
from laurels.frameworks.readers.skos import SkosSource
from laurels.frameworks.readers.source import Source, Unfit
from laurels.frameworks.readers.tables import Role, TableSource

__all__ = ["Choices", "Role", "Source", "Unfit", "form_of", "open_source"]

FORMS = ("case", "rsd", "table", *skos.FORMATS)
_TURTLE = (b"@prefix", b"@base", b"prefix ", b"base ")


@dataclass(frozen=True)
class Choices:
    """What somebody chose about a file; what she left open is guessed.

    Attributes:
        columns: of a table: role -> column from 0; None is guessed.
    """

    encoding: str = ""
    delimiter: str = ""
    columns: Mapping[Role, int] | None = None
    language: str = ""
    title: str = field(default="")


def form_of(data: bytes) -> str:
    """Which of ``FORMS`` a file has.

    Raises:
        SourceUnreadable: it is empty, too large, or something that we know to be none.
    """
    if len(data) > limits.FRAMEWORK_FILE:
        raise SourceUnreadable(reason=f"It is larger than {limits.FRAMEWORK_FILE // 1_048_576} MB.")
    start = data[:4000].removeprefix(json_files.MARK).lstrip()
    if not start:
        raise SourceUnreadable(reason="It is empty.")
    if data.startswith(b"PK"):
        return "table"
    if start.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        raise SourceUnreadable(reason="It is packed: unpack it first.")
    if start.startswith(b"%PDF"):
        raise SourceUnreadable(reason="It is a PDF, which is made for reading and not for taking in.")
    if start[:1] in b"{[":
        return _json_form(data)
    if start[:1] == b"<" and not _is_triple(start):
        return _markup_form(start)
    if _is_triple(start):
        return "n-triples"
    lines = [line.strip().lower() for line in start.splitlines()]
    says = next((line for line in lines if line and not line.startswith(b"#")), b"")
    return "turtle" if says.startswith(_TURTLE) else "table"


def open_source(data: bytes, form: str, choices: Choices, *, name: str = "") -> Source:
    """A file as a framework.

    Args:
        name: of the file, for a format that gives no title.
    Raises:
        SourceUnreadable: with the reason.
    """
    title = choices.title or name or "A framework"
    if form == "case":
        return CaseSource(data)
    if form == "rsd":
        return RsdSource(data)
    if form == "table":
        return TableSource(data, encoding=choices.encoding, delimiter=choices.delimiter, columns=choices.columns, title=title)
    return SkosSource(data, form, language=choices.language, title=title)


def _json_form(data: bytes) -> str:
    """CASE, skill descriptors or JSON-LD."""
    if data.removeprefix(json_files.MARK).lstrip()[:1] == b"[":
        return "rsd" if b'"skillStatement"' in data else "json-ld"
    parts = json_files.members(data)
    if "CFDocument" in parts or "CFItems" in parts or "CFPackageURI" in parts:
        return "case"
    if rsd.is_rsd(parts):
        return "rsd"
    if "@context" in parts or "@graph" in parts or "@id" in parts:
        return "json-ld"
    raise SourceUnreadable(reason="It is JSON, but neither CASE nor skill descriptors nor JSON-LD.")


def _markup_form(start: bytes) -> str:
    """RDF/XML, or a page that is none."""
    if b"<html" in start.lower() or b"<!doctype html" in start.lower():
        raise SourceUnreadable(reason="It is a web page. Look there for the address of the data itself.")
    return "rdf-xml"


def _is_triple(start: bytes) -> bool:
    """Whether it begins like a line of N-Triples: <subject> <predicate>."""
    first = start.splitlines()[0]
    return first[:1] == b"<" and b"> <" in first and b"://" in first.split(b">")[0] and b" " not in first.split(b">")[0]

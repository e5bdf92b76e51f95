"""Printed pages: a typst template and data in, an accessible PDF out.

Data go in as values and are printed as text: nothing in them is ever mark-up. The same data give the same bytes.

Source: PDF/UA-1 (ISO 14289-1), PDF/A-3a (ISO 19005-3).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import typst

STANDARDS = ("a-3a", "ua-1")
"""Tagged for screen readers, and readable in a hundred years."""


def pdf(template: Path, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """Print one document.

    Args:
        template: a file of ours; it reads ``json(bytes(sys.inputs.data))``.
        data: what json can hold. made_at: the moment that stands in the file's own data.
    Returns:
        A PDF of both standards; of neither, but tagged all the same, where a name has letters that no font here can draw.
    """
    inputs = {"data": msgspec.json.encode(dict(data)).decode()}
    moment = int(made_at.timestamp())
    try:
        return _made(template, inputs, moment, standards=list(STANDARDS))
    except typst.TypstError as problem:
        if "could not be displayed" not in str(problem):
            raise
        return _made(template, inputs, moment, standards=[])


def _made(template: Path, inputs: dict[str, str], moment: int, *, standards: Any) -> bytes:
    """Only the fonts that come along are used: the same page on every machine."""
    return bytes(
        typst.compile(
            str(template),
            root=str(template.parent),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=standards,
            ignore_system_fonts=True,
            timestamp=moment,
        )
    )

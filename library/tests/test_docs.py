"""The library's pages: every example in them runs, one page after the other from top to bottom."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

LIBRARY = Path(__file__).resolve().parents[1]
PAGES = [LIBRARY / "README.md", *sorted((LIBRARY / "docs").glob("*.md"))]
WITHIN = {"bench", "locating", "plain", "py"}
"""Parts that are told with another: the benchmark is a command, the two others serve reading."""

_EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_every_part_of_the_library_has_a_page():
    listed = PAGES[0].read_text()
    parts = [
        path.stem for path in (LIBRARY / "src/openbadgekit").iterdir() if path.name[0] not in "_." and path.suffix in ("", ".py")
    ]

    assert all(f"](docs/{page.name})" in listed for page in PAGES[1:])
    assert [part for part in parts if f"`{part}" not in listed and part not in WITHIN] == []


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_the_examples_of_a_page_run(page):
    text = page.read_text()
    examples = list(_EXAMPLE.finditer(text))
    names: dict[str, object] = {}

    for example in examples:
        line = text[: example.start(1)].count("\n")
        exec(compile("\n" * line + example[1], str(page), "exec"), names)  # our own text

    assert examples
    assert all("assert " in example[1] for example in examples)

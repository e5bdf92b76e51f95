"""The library's pages: one for every public module, true to its code; every example in them runs, from top to bottom."""

from __future__ import annotations

import fnmatch
import re

import pytest
from library.tests import pages

LIBRARY = pages.LIBRARY
PARTS = sorted((LIBRARY / "docs").glob("*.md"))
MODULES = sorted(pages.FOLDER.glob("*.md"))
PAGES = [LIBRARY / "README.md", *PARTS, *MODULES]
WITHIN = {"bench", "locating", "plain", "py"}
"""Parts that are told with another: the benchmark is a command, the two others serve reading."""

_EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_every_part_of_the_library_has_a_page():
    listed = PAGES[0].read_text()
    parts = [
        path.stem for path in (LIBRARY / "src/openbadgekit").iterdir() if path.name[0] not in "_." and path.suffix in ("", ".py")
    ]

    assert all(f"](docs/{page.name})" in listed for page in PARTS)
    assert [part for part in parts if f"`{part}" not in listed and part not in WITHIN] == []


def test_every_public_module_has_a_page_and_no_other():
    assert sorted(page.stem for page in MODULES) == sorted(pages.public())


@pytest.mark.parametrize("page", MODULES, ids=[page.stem for page in MODULES])
def test_a_modules_page_says_what_its_code_says(page):
    """`python -m library.tests.pages` writes them anew."""
    assert page.read_text() == pages.page_of(page.stem, pages.example_of(page.read_text()))


def test_what_has_no_page_is_there_and_says_where_it_is_told():
    names = list(pages.modules())

    assert all(told for told in pages.INNER.values())
    assert [inner for inner in pages.INNER if not any(fnmatch.fnmatchcase(name, inner) for name in names)] == []


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

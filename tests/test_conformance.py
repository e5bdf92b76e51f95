"""docs/conformance.md says which row is shown by which test, is made from the tests, and covers the whole list."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from laurels.common.text import markdown

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT.parent / "shared" / "standards" / "CONFORMANCE.md"
sys.path.insert(0, str(ROOT / "tools"))
import conformance  # noqa: E402

ROLES = re.compile(r"^\| ([A-Z0-9]+-(?:[A-Z]-)?\d+) \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)


def test_the_page_of_conformance_is_up_to_date():
    run = subprocess.run([sys.executable, ROOT / "tools/conformance.py", "--check"], capture_output=True, text=True)

    assert run.returncode == 0, run.stderr


def test_every_row_for_issuers_verifiers_and_displayers_is_on_the_page():
    if not LIST.is_file():
        pytest.skip("the conformance list is not beside the project")
    rows = {name: (roles.strip(), level.strip()) for name, roles, level in ROLES.findall(LIST.read_text())}

    wanted = {name for name, (roles, _) in rows.items() if roles.split(" ")[0] != "H"}

    assert set(conformance.ROWS) == wanted
    assert {name: conformance.ROWS[name].level for name in wanted} == {name: rows[name][1] for name in wanted}


@pytest.mark.parametrize(
    ("tests", "words"),
    [
        ({}, "OB3-M-01 has neither a test nor a reason"),
        ({"OB3-C-01": ["`x`"]}, "OB3-C-01 is said to be open, but `x` shows it"),
        ({"OB9-X-01": ["`x`"]}, "`x` shows OB9-X-01, which is no row"),
    ],
)
def test_the_page_cannot_claim_what_no_test_shows(tests, words):
    assert words in conformance.faults(tests)


def test_a_mark_is_read_from_functions_and_classes():
    import ast

    tree = ast.parse('@pytest.mark.conformance("DI-01")\n@pytest.mark.conformance("DI-02")\ndef test_x(): ...')

    assert conformance.marks_of(tree.body[0]) == ["DI-01", "DI-02"]


@pytest.mark.conformance("OB3-C-04")
def test_nobody_is_told_that_laurels_is_certified():
    pages = [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("laurels/*/templates/**/*.html"),
        ROOT / "library/README.md",
    ]

    told = {
        path.name: re.findall(r"[^.\n]*\bcertified\b[^.\n]*", path.read_text()) for path in pages if path.name != "conformance.md"
    }

    for name, sentences in told.items():
        assert all("not certified" in sentence for sentence in sentences), (name, sentences)


@pytest.mark.conformance("OB3-M-19")
@pytest.mark.parametrize(
    "text",
    [
        "<script>badinput()</script>", "<img src=x onerror=badinput()>", "![x](https://evil.example/pixel.png)",
        "[x](javascript:badinput())", "[x](data:text/html,badinput())", "<a href='x' onclick='badinput()'>x</a>",
        "<iframe src=https://evil.example/></iframe>", "<style>body{}</style>", "[x]( jAvAsCrIpT:badinput() )",
    ],
)  # fmt: skip
def test_a_narrative_is_shown_without_what_could_run_or_call_home(text):
    shown = markdown(text)

    assert not re.search(r"<(script|img|iframe|style|object|svg)|<[^>]* on\w+=|href=\"?(javascript|data):", shown, re.IGNORECASE)


@pytest.mark.conformance("OB3-M-19")
def test_a_narrative_keeps_its_emphasis_lists_and_links():
    shown = markdown("*She* did\n\n- one\n\n[more](https://pantry.example/)")

    assert "<em>She</em>" in shown
    assert "<li>one</li>" in shown
    assert 'href="https://pantry.example/"' in shown

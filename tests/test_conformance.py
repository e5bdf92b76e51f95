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
from marks import Mark, marks_in  # noqa: E402

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
    assert {name: conformance.ROWS[name][:2] for name in wanted} == {
        name: (rows[name][0].split(" ")[0], rows[name][1]) for name in wanted
    }


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], "OB3-M-01 has neither a test nor a reason"),
        ([Mark("OB3-A-14", "x")], "OB3-A-14 is said to be open, but `x` shows it"),
        ([Mark("OB9-X-01", "x")], "`x` shows OB9-X-01, which is no row"),
        ([], "CLR-04 is said to be met in part, but no test shows it"),
        ([Mark("ELM-01", "x")], "ELM-01 is shown by a test, but does not say where it is met"),
        ([Mark("OB3-M-01", "x", "asserts nothing")], "x: its mark for OB3-M-01 shows nothing, it asserts nothing"),
    ],
)
def test_the_page_cannot_claim_what_no_test_shows(found, words):
    assert words in conformance.faults(found)


SOUND = "def test_x():\n    assert 1"
ROW = '@pytest.mark.conformance("DI-01")\n'


def test_marks_are_read_from_tests_and_classes_of_tests():
    class_of_tests = ROW + "class TestY:\n    " + ROW.replace("01", "02") + "    def test_z(self):\n        assert 1"

    found = marks_in(ROW + ROW.replace("01", "03") + SOUND + "\n" + class_of_tests, "t.py")

    assert {(mark.row, mark.test) for mark in found} == {
        ("DI-01", "t.py::test_x"), ("DI-03", "t.py::test_x"), ("DI-01", "t.py::TestY"), ("DI-02", "t.py::TestY::test_z")
    }  # fmt: skip
    assert not any(mark.fault for mark in found)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (f"{ROW}def x():\n    assert 1", "stands where pytest collects no test"),
        (f"def test_y():\n    assert 1\n    {ROW}    def test_x():\n        assert 1", "stands where pytest collects no test"),
        (f"{ROW}class Other:\n    def test_x(self):\n        assert 1", "stands where pytest collects no test"),
        (f"if False:\n    {ROW}    def test_x():\n        assert 1", "stands where pytest collects no test"),
        (f"{ROW}@pytest.mark.skip\n{SOUND}", "is skipped or expected to fail"),
        (f"{ROW}@pytest.mark.skipif(True)\n{SOUND}", "is skipped or expected to fail"),
        (f"@pytest.mark.xfail\n{ROW}{SOUND}", "is skipped or expected to fail"),
        (f"pytestmark = pytest.mark.skip\n{ROW}{SOUND}", "is skipped or expected to fail"),
        (f"{ROW}def test_x():\n    pass", "asserts nothing"),
        (f"{ROW}class TestX:\n    def x(self):\n        assert 1", "asserts nothing"),
        (f"def help_():\n    pass\n{ROW}def test_x():\n    help_()", "asserts nothing"),
        (f"@pytest.mark.conformance(name)\n{SOUND}", "does not say its row as a plain text"),
    ],
)
def test_a_mark_that_shows_nothing_is_a_fault(text, fault):
    assert [mark.fault for mark in marks_in(text, "t.py")] == [fault]


@pytest.mark.parametrize("line", ["assert 1", "with pytest.raises(ValueError):\n        int('x')", "help_()"])
def test_what_can_fail_shows_something(line):
    (mark,) = marks_in(f"def help_():\n    assert 1\n{ROW}def test_x():\n    {line}", "t.py")

    assert mark == Mark("DI-01", "t.py::test_x")


@pytest.mark.conformance("OB3-C-04")
def test_nobody_is_told_that_laurels_is_certified():
    pages = [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("laurels/*/templates/**/*.html"),
        ROOT / "library/README.md",
    ]

    about_the_word = {"conformance.md", "linter.md"}  # they say what the word would claim

    told = {
        path.name: re.findall(r"[^.\n]*\bcertified\b[^.\n]*", path.read_text()) for path in pages if path.name not in about_the_word
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

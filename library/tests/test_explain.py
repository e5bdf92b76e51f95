"""Every code that the library can say is explained, and nothing else is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from library.tests.desk import run

from openbadgekit import errors
from openbadgekit.verify.codes import CODES

SOURCE = Path(__file__).resolve().parents[1] / "src/openbadgekit"
MAKERS = {"Check": 2, "Finding": 0, "Single": 1, "_Fault": 0}
NOT_CODES = {"", None}


def said():
    """Codes of error classes, and of the checks and findings that any module makes."""
    found = {
        kind.code
        for kind in vars(errors).values()
        if isinstance(kind, type) and hasattr(kind, "code") and isinstance(kind.code, str)
    }
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                place = MAKERS[node.func.id]
                argument = node.args[place] if len(node.args) > place else None
                found |= {item.value for item in ast.walk(argument) if isinstance(item, ast.Constant)} if argument else set()
            if isinstance(node, ast.Assign) and any(isinstance(name, ast.Name) and name.id == "code" for name in node.targets):
                found |= {node.value.value} if isinstance(node.value, ast.Constant) else set()
    return {
        code
        for code in found
        if isinstance(code, str) and re.fullmatch(r"[a-z]+(_[a-z]+)+|expired|revoked|suspended|malformed", code)
    }


def test_every_code_that_is_said_is_explained():
    assert said() - set(CODES) == set()


def test_no_code_is_explained_that_is_never_said():
    text = "\n".join(path.read_text() for path in SOURCE.rglob("*.py") if path.name != "codes.py")

    assert [code for code in CODES if code not in text] == []


@pytest.mark.parametrize("code", list(CODES))
def test_each_says_what_it_means_and_what_to_do(code):
    found, out, _ = run("explain", code)

    assert found == 0
    assert CODES[code].meaning in out
    assert CODES[code].todo in out
    assert all(sentence.endswith(".") for sentence in (CODES[code].meaning, CODES[code].todo, CODES[code].mend))


def test_without_a_code_all_are_listed():
    code, out, _ = run("explain")

    assert code == 0
    assert all(name in out for name in CODES)


@pytest.mark.parametrize(
    ("typed", "near"), [("revokd", "revoked"), ("proof-invalid", "proof_invalid"), ("Expired", None), ("zzz", None)]
)
def test_a_code_that_is_none_is_wrong_use_with_a_hint(typed, near):
    code, out, err = run("explain", typed)

    assert code == (0 if typed == "Expired" else 64)
    assert near is None or f"Did you mean {near}?" in err
    assert out or err

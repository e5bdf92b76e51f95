"""Which tests carry the id of a conformance row, and which marks show nothing.

Only what pytest collects counts: functions ``test_…`` of a module, and methods ``test_…`` of its classes ``Test…``. A mark on
anything else, on a test that is always skipped or expected to fail, or on one that asserts nothing (itself, or through a helper of
its own module) is a fault, so that no row can be said to be met by a test that never ran or could not fail.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

Test = ast.FunctionDef | ast.AsyncFunctionDef
_NEVER = ("mark.skip", "mark.xfail")
_CHECKS = ("raises", "warns", "fail")


class Mark(NamedTuple):
    """A mark: its row, the test that carries it, and why it shows nothing (empty when it does)."""

    row: str
    test: str
    fault: str = ""


def marks_in(text: str, name: str) -> list[Mark]:
    """Every mark of a module of tests.

    Args:
        text: the module. name: how it is called, for instance its path.
    """
    tree = ast.parse(text)
    found = list(_collected(tree, name))
    seen = {id(mark) for mark, _ in found}
    marks = [made for _, made in found]
    for node in ast.walk(tree):
        for mark in _decorators(node):
            if _is_conformance(mark) and id(mark) not in seen:
                marks.append(Mark(ast.unparse(mark), name, "stands where pytest collects no test"))
    return marks


def _collected(tree: ast.Module, name: str) -> Iterator[tuple[ast.expr, Mark]]:
    """(decorator, mark) of every test that pytest collects."""
    ended = _ends_module(tree)
    helpers = {node.name for node in ast.walk(tree) if isinstance(node, Test) and _asserts(node, set())}
    for node in tree.body:
        if isinstance(node, Test) and node.name.startswith("test_"):
            yield from _made(node, [node], f"{name}::{node.name}", ended, helpers)
        elif isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            methods = [inner for inner in node.body if isinstance(inner, Test) and inner.name.startswith("test_")]
            yield from _made(node, methods, f"{name}::{node.name}", ended, helpers)
            for method in methods:
                yield from _made(method, [method], f"{name}::{node.name}::{method.name}", ended or _never(node), helpers)


def _made(node: ast.AST, tests: list[Test], name: str, ended: str, helpers: set[str]) -> Iterator[tuple[ast.expr, Mark]]:
    """The marks of one test or class of tests."""
    for mark in _decorators(node):
        if _is_conformance(mark):
            rows = [argument.value for argument in mark.args if isinstance(argument, ast.Constant)]  # type: ignore[attr-defined]
            fault = ended or _never(node) or ("" if any(_asserts(test, helpers) for test in tests) else "asserts nothing")
            if len(rows) != len(mark.args) or not rows:  # type: ignore[attr-defined]
                fault = "does not say its row as a plain text"
            for row in rows or [ast.unparse(mark)]:
                yield mark, Mark(str(row), name, fault)


def _decorators(node: ast.AST) -> list[ast.expr]:
    return getattr(node, "decorator_list", [])


def _is_conformance(mark: ast.expr) -> bool:
    return isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith("mark.conformance")


def _never(node: ast.AST) -> str:
    """Whether a test never runs, or may fail."""
    words = [ast.unparse(mark) for mark in _decorators(node)]
    return "is skipped or expected to fail" if any(odd in word for word in words for odd in _NEVER) else ""


def _ends_module(tree: ast.Module) -> str:
    """Whether a whole module is skipped by its ``pytestmark``."""
    for node in tree.body:
        words = ast.unparse(node) if isinstance(node, ast.Assign) else ""
        if words.startswith("pytestmark") and any(odd in words for odd in _NEVER):
            return "is skipped or expected to fail"
    return ""


def _asserts(test: Test, helpers: set[str]) -> bool:
    """Whether something in a test can fail: an assertion, ``pytest.raises``, or a helper that asserts."""
    for node in ast.walk(test):
        called = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Assert) or called in _CHECKS or called in helpers:
            return True
    return False


def marks_of(folders: list[Path], root: Path) -> list[Mark]:
    """The marks of all tests in some folders."""
    paths = [path for folder in folders for path in sorted(folder.rglob("test_*.py"))]
    return [mark for path in paths for mark in marks_in(path.read_text(), str(path.relative_to(root)))]

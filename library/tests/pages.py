"""A page for every public module of the library: what it is and its names are made from the code, its example is written by hand.

``python -m library.tests.pages`` writes ``library/docs/modules``; ``test_docs`` holds the pages against the code and runs their
examples.
"""

from __future__ import annotations

import ast
import fnmatch
from collections.abc import Iterator
from pathlib import Path

LIBRARY = Path(__file__).resolve().parents[1]
SOURCE = LIBRARY / "src/openbadgekit"
FOLDER = LIBRARY / "docs/modules"
EXAMPLE = "## Example\n\n"

INNER = {
    "bench": "a command, told in shell.md",
    "reading.[!_]*": "told as `reading`: the package is the one way in",
    "canonical.compiling": "a stage of `canonical.template`",
    "canonical.filling": "a stage of `canonical.template`",
    "canonical.holes": "a stage of `canonical.template`",
    "canonical.memo": "a part of `canonical.template`",
    "canonical.pieces": "a part of `canonical.template`",
    "canonical.deserializing": "a stage of `canonical.expansion`",
    "canonical.nquads": "a stage of `canonical.expansion`",
    "canonical.spelling": "a stage of `canonical.expansion`",
    "canonical.processor": "a stage of `canonical.expansion`",
    "contexts.tables": "the notation behind `contexts`",
    "documents.classes": "the table behind `documents.ob3`",
    "documents.ob2_classes": "the table behind `documents.ob2`",
    "documents.structure": "how the tables are held against a document",
    "documents.scalars": "how the tables are held against a document",
    "documents.terms": "a part of `documents.vc`",
    "issue.ticket": "what `issue.lint` hands to `issue.seal`",
    "proofs.data_integrity": "what the suites share",
    "verify.checks.*": "a step of `verify.judge`",
    "verify.older.*": "a step of `verify.judge`",
    "verify.contents": "a step of `verify.judge`",
    "verify.origins": "a step of `verify.judge`",
    "verify.proving": "a step of `verify.judge`",
    "verify.signature": "a step of `verify.judge`",
    "shell": "told in shell.md",
    "shell.*": "a command or a part of one, told in shell.md",
}
"""Modules without a page of their own, by name or pattern, and where they are told."""

PUBLIC_SHELL = frozenset({"shell.checking", "shell.fetcher", "shell.recorded"})
"""What of the impure part a program calls itself."""


def public() -> list[str]:
    """The public modules, by their names below the package."""
    return [name for name in modules() if name in PUBLIC_SHELL or not any(fnmatch.fnmatchcase(name, inner) for inner in INNER)]


def modules() -> Iterator[str]:
    """Every module; a package counts as one when it holds something itself."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if parts[-1] != "__init__":
            yield ".".join(parts)
        elif len(parts) > 1 and (path.read_text().count("\n") > 10 or "import" in path.read_text()):
            yield ".".join(parts[:-1])


def page_of(module: str, example: str) -> str:
    """The page of a module with its example."""
    tree = ast.parse(_path(module).read_text())
    told = "\n".join(f"| `{name}` | {line} |" for name, line in _names(tree))
    names = f"| name | what it is |\n|---|---|\n{told}\n\n" if told else ""
    return f"# `openbadgekit.{module}`\n\n{_escaped(ast.get_docstring(tree) or '')}\n\n{names}{EXAMPLE}{example}"


def example_of(page: str) -> str:
    """What was written by hand in a page."""
    return page.partition(EXAMPLE)[2]


def _path(module: str) -> Path:
    """The file of a module or package."""
    path = SOURCE / module.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """(name with its arguments, first line of its documentation) of every public function and class."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_":
            yield _shown(node), _escaped((ast.get_docstring(node) or "").partition("\n")[0]).replace("|", "\\|")


def _shown(node: ast.FunctionDef | ast.ClassDef) -> str:
    """A function with the names of its arguments; those after ``*`` must be named."""
    if isinstance(node, ast.ClassDef):
        return node.name
    given = node.args
    words = [argument.arg for argument in given.args]
    words += ["*", *(argument.arg for argument in given.kwonlyargs)] if given.kwonlyargs else []
    words += [f"**{given.kwarg.arg}"] if given.kwarg else []
    return f"{node.name}({', '.join(words)})"


def _escaped(text: str) -> str:
    """Double backquotes of docstrings as Markdown has them."""
    return text.replace("``", "`")


def main() -> None:
    """Write every page anew; what was written by hand stays."""
    FOLDER.mkdir(exist_ok=True)
    for module in public():
        path = FOLDER / f"{module}.md"
        old = example_of(path.read_text()) if path.exists() else ""
        path.write_text(page_of(module, old))


if __name__ == "__main__":
    main()

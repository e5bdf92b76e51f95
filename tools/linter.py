"""Make docs/linter.md: every rule of the linter with its reason; with --check say whether it is up to date."""

from __future__ import annotations

import sys
from pathlib import Path

from laurels.catalogue.rules.linting import RULES, SEVERITY_WORDS

TARGET = Path(__file__).resolve().parent.parent / "docs/linter.md"
HEAD = """# What the linter looks at

Made by `make docs` from the rules themselves (`laurels/catalogue/rules/linting/`); the same stands at `/help/linter/`. A finding
stops publishing, or must be mended or answered with a reason that the reviewer and the history show, or is a hint. What stops
publishing cannot be answered. Rules that know English words only leave a badge in another language alone and say so.

| rule | title | what it asks for | why | for instance |
|---|---|---|---|---|
"""


def page() -> str:
    """The whole document."""
    rows = (
        f"| {rule.number} | {rule.title} | {SEVERITY_WORDS[rule.severity]}{' (English only)' if rule.english else ''} "
        f"| {rule.why} | {rule.example} |\n"
        for rule in RULES
    )
    return HEAD + "".join(rows)


def main() -> int:
    """Write the page, or compare it."""
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(page())
        return 0
    if TARGET.exists() and TARGET.read_text() == page():
        return 0
    print("docs/linter.md is out of date: run `make docs`.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""`make bench`: prints every figure as it is measured and writes benchmarks/results.json; exit 1 when an aim is missed."""

from __future__ import annotations

import json
import sys
from itertools import chain
from pathlib import Path

from benchmarks import house, library


def main() -> int:
    """Measure, print, keep."""
    figures = []
    for figure in chain(library.figures(), house.figures()):
        print(figure.row(), flush=True)
        figures.append(figure)
    results = Path(__file__).parent / "results.json"
    results.write_text(json.dumps([figure.as_json() for figure in figures], indent=1) + "\n")
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())

"""`python -m laurels.site`: the command line, for the processes that we start ourselves."""

from __future__ import annotations

from laurels.site.cli import main

main(prog_name="laurels")

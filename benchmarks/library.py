"""The library's figures, with the Node peer when its packages are here."""

from __future__ import annotations

from collections.abc import Iterator

from tests.peers import node

from openbadgekit.shell import benching
from openbadgekit.shell.measuring import Figure


def figures() -> Iterator[Figure]:
    """Every claim of the library."""
    return benching.figures(node.HERE if installed() else None)


def installed() -> bool:
    """Whether the Node peer can run; its packages are installed on the first time, as its tests do."""
    try:
        node.install()
    except node.NotHere:
        return False
    return True

"""From the quads of a shape to its template."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from openbadgekit.canonical.filling import Group, Template, digest
from openbadgekit.canonical.holes import MARK
from openbadgekit.canonical.nquads import Quad
from openbadgekit.canonical.pieces import Draft, Piece, in_order

_HOLE = re.compile(rf"(<|\"){MARK}([0-9]+):(>|\"(?:\^\^<[^>]*>|@[A-Za-z0-9-]+)?)")
_JSON = "#JSON>"


class Uncompilable(Exception):
    """A shape for which no template can promise the same bytes."""


def compiled(quads: Sequence[Quad], *, holes: int, terms: frozenset[str], cost: int) -> Template:
    """The template of a shape.

    Args:
        quads: of the document with marks in its holes. terms: whatever its contexts might define.
        cost: what expanding it costs, by ``budget.weigh``.
    Raises:
        Uncompilable: a hole is dropped, stands in two kinds of place, or is not kept as it is.
    """
    return _Compiler(quads, holes).template(terms, cost)


class _Compiler:
    """One shape."""

    def __init__(self, quads: Sequence[Quad], holes: int) -> None:
        self.quads, self.holes = quads, holes
        self.nodes = sorted({term for quad in quads for term in quad if term.startswith("_:")})
        self.cell_of = {node: holes + place for place, node in enumerate(self.nodes)}
        self.cells = holes + len(self.nodes)
        self.groups: list[Group] = []
        self.weight = 0

    def template(self, terms: frozenset[str], cost: int) -> Template:
        """Everything that can be known before the values are."""
        addresses, texts = self.sorted_holes()
        hashes, moving = self.hashed()
        subjects, wandering, blocks = self.blocks()
        names = tuple(f"_:c14n{place}" for place in range(len(self.nodes)))
        static = {term for subject, _, value, graph in self.quads for term in (subject, value, graph) if MARK not in term}
        return Template(
            holes=self.holes,
            cells=self.cells,
            addresses=tuple(addresses),
            texts=tuple(texts),
            terms=terms,
            fixed_addresses=frozenset(term[1:-1] for term in static if term.startswith("<")),
            hashes=tuple(hashes),
            moving=tuple(moving),
            groups=tuple(self.groups),
            subjects=tuple(subjects),
            wandering=tuple(wandering),
            blocks=tuple(blocks),
            names=names,
            by_name=tuple(sorted(range(len(names)), key=names.__getitem__)),
            cost=cost,
            weight=self.weight,
        )

    def sorted_holes(self) -> tuple[list[int], list[int]]:
        """Holes that are addresses and holes that are texts; each must be one of them, and kept as it is."""
        addresses: set[int] = set()
        texts: set[int] = set()
        for quad in self.quads:
            if MARK in quad[1] or MARK in quad[3]:
                raise Uncompilable
            for term in (term for term in quad if MARK in term):
                found = _HOLE.fullmatch(term)
                if found is None or (found[1] == "<") != (found[3] == ">") or found[3].endswith(_JSON):
                    raise Uncompilable
                (addresses if found[1] == "<" else texts).add(int(found[2]))
        if addresses & texts or addresses | texts != set(range(self.holes)):
            raise Uncompilable
        return sorted(addresses), sorted(texts)

    def hashed(self) -> tuple[list[str], list[tuple[int, list[Piece]]]]:
        """4.6.3: first-degree hashes of unnamed nodes without holes, and how to make those of the others."""
        mentions: dict[str, list[Quad]] = defaultdict(list)
        for quad in self.quads:
            for node in {term for term in quad if term in self.cell_of}:
                mentions[node].append(quad)
        hashes = [""] * len(self.nodes)
        moving: list[tuple[int, list[Piece]]] = []
        for place, node in enumerate(self.nodes):
            lines = [self.line([_seen_from(node, term) for term in quad]) for quad in mentions[node]]
            self.weight += 2 * sum(map(len, lines))
            if any(line.cells for line in lines):
                moving.append((place, in_order(lines)))
            else:
                hashes[place] = digest("".join(sorted(line.texts[0] for line in lines)))
        return hashes, moving

    def blocks(self) -> tuple[list[str], list[int], list[Draft]]:
        """Statements by subject, each block in its order: of fixed subjects, of holes, of unnamed nodes."""
        by_subject: dict[str, dict[str, list[Draft]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value, graph in self.quads:
            tail: list[Draft | str] = [self.draft(value)]
            by_subject[subject][predicate].append(Draft.joined([*tail, " ", self.draft(graph)] if graph else tail))
        fixed = sorted(subject for subject in by_subject if subject not in self.cell_of and MARK not in subject)
        holes = sorted(subject for subject in by_subject if MARK in subject)
        blocks = [self.block(subject, by_subject[subject]) for subject in [*fixed, *holes, *self.nodes]]
        return fixed, [self.draft(subject).cells[0] for subject in holes], blocks

    def block(self, subject: str, tails_of: dict[str, list[Draft]]) -> Draft:
        """All statements of a subject."""
        parts: list[Draft | str] = []
        for predicate in sorted(tails_of):
            for tail in self.ordered(tails_of[predicate]):
                parts += [self.draft(subject), " ", self.draft(predicate), " ", tail, " .\n"]
        block = Draft.joined(parts)
        self.weight += 2 * len(block)
        return block

    def ordered(self, tails: list[Draft]) -> list[Draft]:
        """Objects of one predicate; cells of their own when their order is not known yet."""
        if len(tails) < 2 or not any(tail.cells for tail in tails):
            return sorted(tails, key=lambda tail: tail.texts)
        begin, self.cells = self.cells, self.cells + len(tails)
        self.groups.append(Group(begin, self.cells, tuple(tail.piece() for tail in tails)))
        return [Draft.cell(place) for place in range(begin, self.cells)]

    def line(self, quad: Sequence[str]) -> Draft:
        """One statement."""
        subject, predicate, value, graph = (self.draft(term) for term in quad)
        end = [" ", graph, " .\n"] if quad[3] else [" .\n"]
        return Draft.joined([subject, " ", predicate, " ", value, *end])

    def draft(self, term: str) -> Draft:
        """One term."""
        if term in self.cell_of:
            return Draft.cell(self.cell_of[term])
        found = _HOLE.fullmatch(term) if MARK in term else None
        if found is None:
            return Draft((term,))
        return Draft.cell(int(found[2]), found[1], found[3])


def _seen_from(node: str, term: str) -> str:
    """4.6.3 step 3.1.2: a node calls itself ``a`` and every other unnamed node ``z``."""
    if not term.startswith("_:"):
        return term
    return "_:a" if term == node else "_:z"

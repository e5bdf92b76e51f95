"""RDFC-1.0 with a step budget.

Linked blank nodes make the number of orders to try grow like a factorial: eight of them cost other implementations more than
forty seconds. Here each hash and each order tried is a step, and the steps are counted.

Source: W3C RDF Dataset Canonicalization 1.0, section 4; conformance row DI-07.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations

from openbadgekit.canonical import budget
from openbadgekit.canonical.expansion import to_quads
from openbadgekit.canonical.nquads import Quad
from openbadgekit.reading import JsonObject


def canonical_document(document: JsonObject, *, extra: Mapping[str, JsonObject] | None = None, algorithm: str = "sha256") -> bytes:
    """Canonical N-Quads of a JSON-LD document; see ``to_quads`` for what is refused."""
    return canonicalize(to_quads(document, extra=extra), algorithm=algorithm)


def canonicalize(quads: Sequence[Quad], *, algorithm: str = "sha256") -> bytes:
    """Canonical N-Quads of a dataset.

    Args:
        quads: without duplicates.
        algorithm: the hash inside the algorithm, as `hashlib` names it.
    Raises:
        BudgetSpent: the dataset needs more steps than are left of this verification's.
    """
    return _Canonicalizer(quads, algorithm).run()


class _Issuer:
    """Gives names in the order in which they are asked for."""

    def __init__(self, prefix: str, issued: Mapping[str, str] | None = None) -> None:
        self.prefix, self.issued = prefix, dict(issued or {})

    def issue(self, node: str) -> str:
        """The node's name, old or new."""
        return self.issued.setdefault(node, f"{self.prefix}{len(self.issued)}")

    def copy(self) -> _Issuer:
        """An issuer that can be thrown away."""
        return _Issuer(self.prefix, self.issued)


class _Canonicalizer:
    """One run of the algorithm; names follow the specification's sections."""

    def __init__(self, quads: Sequence[Quad], algorithm: str) -> None:
        self.quads, self.hash_name = quads, algorithm
        self.pay = budget.purse().pay_canonical
        self.canonical = _Issuer("c14n")
        self.quads_of: dict[str, list[Quad]] = defaultdict(list)
        self.first: dict[str, str] = {}
        for quad in quads:
            for node in {term for term in quad if term.startswith("_:")}:
                self.quads_of[node].append(quad)

    def run(self) -> bytes:
        """4.4.3: the whole dataset."""
        groups: dict[str, list[str]] = defaultdict(list)
        for node in self.quads_of:
            groups[self.first_degree(node)].append(node)
        shared = []
        for digest in sorted(groups):
            if len(groups[digest]) == 1:
                self.canonical.issue(groups[digest][0])
            else:
                shared.append(groups[digest])
        for nodes in shared:
            self.name_shared(nodes)
        return "".join(sorted(self.line(quad) for quad in self.quads)).encode()

    def name_shared(self, nodes: Sequence[str]) -> None:
        """4.4.3 step 5: nodes that their own statements cannot tell apart."""
        paths = []
        for node in nodes:
            if node not in self.canonical.issued:
                temporary = _Issuer("b")
                temporary.issue(node)
                paths.append(self.n_degree(node, temporary))
        for _, issuer in sorted(paths, key=lambda path: path[0]):
            for node in issuer.issued:
                self.canonical.issue(node)

    def digest(self, text: str) -> str:
        """The hash in hex."""
        self.pay(1)
        return hashlib.new(self.hash_name, text.encode()).hexdigest()

    def first_degree(self, node: str) -> str:
        """4.6.3: hash of the statements that mention a node."""
        if node not in self.first:
            lines = [
                _line(tuple("_:a" if term == node else "_:z" if term.startswith("_:") else term for term in quad))
                for quad in self.quads_of[node]
            ]
            self.first[node] = self.digest("".join(sorted(lines)))
        return self.first[node]

    def related(self, related: str, quad: Quad, issuer: _Issuer, position: str) -> str:
        """4.7.3: hash of a node as seen from another."""
        name = self.canonical.issued.get(related) or issuer.issued.get(related)
        shown = f"_:{name}" if name else self.first_degree(related)
        return self.digest(position + (quad[1] if position != "g" else "") + shown)

    def n_degree(self, node: str, issuer: _Issuer) -> tuple[str, _Issuer]:
        """4.8.3: hash of a node's whole neighbourhood, and the names that it gave on the way."""
        groups: dict[str, list[str]] = defaultdict(list)
        for quad in self.quads_of[node]:
            for position, term in (("s", quad[0]), ("o", quad[2]), ("g", quad[3])):
                if term.startswith("_:") and term != node:
                    groups[self.related(term, quad, issuer, position)].append(term)
        text = ""
        for digest in sorted(groups):
            path, issuer = self.shortest_path(groups[digest], issuer)
            text += digest + path
        return self.digest(text), issuer

    def shortest_path(self, nodes: Sequence[str], issuer: _Issuer) -> tuple[str, _Issuer]:
        """4.8.3 step 5.4: the smallest path over every order of the nodes."""
        chosen, chosen_issuer = "", issuer
        for order in permutations(nodes):
            self.pay(len(order))
            found = self.path(order, issuer.copy(), chosen)
            if found is not None:
                chosen, chosen_issuer = found
        return chosen, chosen_issuer

    def path(self, order: Iterable[str], issuer: _Issuer, best: str) -> tuple[str, _Issuer] | None:
        """The path of one order, or None as soon as it cannot be the smallest."""
        text, unknown = "", []
        for node in order:
            if node in self.canonical.issued:
                text += f"_:{self.canonical.issued[node]}"
            else:
                if node not in issuer.issued:
                    unknown.append(node)
                text += f"_:{issuer.issue(node)}"
            if _too_long(text, best):
                return None
        for node in unknown:
            digest, deeper = self.n_degree(node, issuer)
            text += f"_:{issuer.issue(node)}<{digest}>"
            issuer = deeper
            if _too_long(text, best):
                return None
        return (text, issuer) if not best or text < best else None

    def line(self, quad: Quad) -> str:
        """One statement with its canonical names."""
        return _line(tuple(f"_:{self.canonical.issued[term]}" if term.startswith("_:") else term for term in quad))


def _too_long(text: str, best: str) -> bool:
    """4.8.3 steps 5.4.4.3 and 5.4.5.5: this order can no longer win."""
    return bool(best) and len(text) >= len(best) and text > best


def _line(quad: tuple[str, ...]) -> str:
    """A statement as N-Quads text."""
    subject, predicate, value, graph = quad
    return f"{subject} {predicate} {value}{' ' + graph if graph else ''} .\n"

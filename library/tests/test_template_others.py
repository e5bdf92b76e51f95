"""The template on other people's documents, and beside an independent implementation."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from library.tests.shapes import SHAPES
from library.tests.templates import ADDRESSES, ODD, SHARED, both, memo, taken, texts

from openbadgekit import contexts
from openbadgekit.canonical import holes, nquads, rdfc, template
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.reading import read_object
from openbadgekit.verify.receive import receive

# other people's documents


def foreign(standards: Path):
    """Every document of the shared set that can be read, without its proofs."""
    for path in sorted((standards / "credentials").rglob("*")):
        if path.is_file():
            try:
                document = receive(path.read_bytes()).document
            except OpenBadgeKitError:
                continue
            yield path.name, {name: value for name, value in document.items() if name != "proof"}
            proofs = document.get("proof")
            for proof in proofs if isinstance(proofs, list) else [proofs]:
                if isinstance(proof, dict):
                    yield f"{path.name} proof", {"@context": document.get("@context"), **proof}


def test_every_foreign_credential_has_the_bytes_of_the_full_algorithm(standards):
    known, count, fast = memo(), 0, 0
    changes = random.Random(3)
    for name, document in foreign(standards):
        for _ in range(3):
            first, full = both(document, known)
            assert first == full, name
            count, fast = count + 1, fast + taken_quietly(document, known)
            document = neighbour(document, changes)

    assert count > 600
    assert fast > 300


def taken_quietly(document, known):
    try:
        return taken(document, known)
    except OpenBadgeKitError:
        return False


def neighbour(document, changes):
    """Another recipient's: every value that may differ does."""
    emptied, values = holes.take_out(document)
    text = json.dumps(emptied)
    for place, value in enumerate(values):
        new = changes.choice([value + str(place), value[:-1] + changes.choice(ODD), value, changes.choice(ADDRESSES).format(place)])
        text = text.replace(json.dumps(holes.MARKS[place])[1:-1], json.dumps(new)[1:-1], 1)
    return json.loads(text)


# an independent implementation


def by_pyoxigraph(document):
    """Canonical N-Quads of our quads, and of the context's own expansion there, by an independent implementation."""
    inline = []
    for url in document["@context"]:
        found = contexts.load(url)["@context"]
        inline += found if isinstance(found, list) else [found]
    parsed = pyoxigraph.parse(json.dumps({**document, "@context": inline}), format=pyoxigraph.RdfFormat.JSON_LD)
    dataset = pyoxigraph.Dataset(parsed)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0_SHA_256)
    lines = pyoxigraph.serialize(dataset, format=pyoxigraph.RdfFormat.N_QUADS).decode().split("\n")
    return "".join(sorted(f"{line}\n" for line in lines if line)).encode()


@pytest.mark.parametrize(
    "name", ["everything", "two identifiers", "more than ten unnamed parts", "evidence in a list", "a status list"]
)
@given(data=st.data())
def test_an_independent_implementation_gives_the_same_bytes(name, data):
    unique = itertools.count()
    document = SHAPES[name](lambda: data.draw(texts), lambda: data.draw(st.sampled_from(ADDRESSES[:5])).format(f"{next(unique)}"))

    assert template.canonical_document(document, SHARED) == by_pyoxigraph(document)


def test_every_character_is_escaped_as_an_independent_implementation_does():
    everything = [chr(code) for code in range(0x11000) if not 0xD800 <= code < 0xE000] + ["\U0001fffe", "\U0010ffff"]
    subject, predicate = pyoxigraph.NamedNode("urn:a:a"), pyoxigraph.NamedNode("urn:a:b")

    for begin in range(0, len(everything), 4096):
        text = "".join(everything[begin : begin + 4096])
        quad = pyoxigraph.Quad(subject, predicate, pyoxigraph.Literal(text))
        theirs = pyoxigraph.serialize([quad], format=pyoxigraph.RdfFormat.N_QUADS).decode()
        assert theirs == f'<urn:a:a> <urn:a:b> "{nquads.escaped(text)}" .\n'


def test_a_foreign_issuers_credentials_are_fast_from_the_second_one_on(standards, monkeypatch):
    path = next((standards / "credentials/dcc-fixtures").glob("v2__*ed25519*.json"), None) or next(
        (standards / "credentials/dcc-fixtures").glob("v2__*.json")
    )
    document = read_object(path.read_bytes())
    bare = {name: value for name, value in document.items() if name != "proof"}
    known = memo()
    template.canonical_document(bare, known)

    monkeypatch.setattr(rdfc, "canonical_document", lambda _: pytest.fail("the long way"))

    template.canonical_document({**bare, "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33"}, known)

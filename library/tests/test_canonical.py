"""JCS and RDFC-1.0 beside independent implementations, the published vectors, and graphs made to cost."""

from __future__ import annotations

import functools
import hashlib
import inspect
import itertools
import json
import math
import random
import struct
import sys
import time
from collections.abc import Callable
from typing import Any

import pyoxigraph
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from openbadgekit import contexts, reading
from openbadgekit.canonical import expansion, jcs, nquads, rdfc
from openbadgekit.errors import BudgetSpent, ContextRefused, Malformed, TooLarge
from openbadgekit.keys import multikey
from openbadgekit.limits import LIMITS
from openbadgekit.proofs import data_integrity, eddsa_jcs_2022

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(values)
def test_jcs_equals_an_independent_implementation(value):
    assert jcs.canonicalize(value) == rfc8785.dumps(value)


def test_jcs_writes_every_double_as_ecmascript_does():
    generator = random.Random(8785)
    doubles = (struct.unpack("d", generator.randbytes(8))[0] for _ in range(3000))

    for double in filter(math.isfinite, doubles):
        assert jcs.canonicalize([double]) == rfc8785.dumps([double])


@pytest.mark.parametrize("value", [2**53 + 1, float("nan"), float("inf"), "\ud800", {1: 2}, {1, 2}])
def test_jcs_refuses_what_has_no_canonical_form(value):
    with pytest.raises(Malformed):
        jcs.canonicalize([value])


@pytest.mark.parametrize("url", sorted(contexts.KNOWN))
def test_every_context_is_the_published_one(url):
    assert hashlib.sha256(jcs.canonicalize(contexts.load(url))).hexdigest() == contexts.KNOWN[url]


def test_the_digests_are_those_of_the_published_texts(standards):
    index = json.loads((standards / "contexts/index.json").read_text())
    files = index.get("contexts", index)

    for url, digest in contexts.KNOWN.items():
        name = files[url] if isinstance(files[url], str) else files[url]["file"]
        published = json.loads((standards / "contexts" / name.removeprefix("contexts/")).read_text())
        assert hashlib.sha256(jcs.canonicalize(published)).hexdigest() == digest, url


@pytest.mark.conformance("OB3-P-17")
@pytest.mark.parametrize(
    "context",
    [
        "https://example.com/unknown",
        {"name": "https://example.com/evil"},
        "https://www.w3.org/ns/credentials/v2/",
        "http://www.w3.org/ns/credentials/v2",
        None,
    ],
)
def test_no_other_context_is_accepted(context, document):
    changed = {**document, "@context": [*document["@context"], context]}

    with pytest.raises(ContextRefused):
        expansion.to_quads(changed)


@pytest.mark.conformance("OB3-P-17")
def test_an_undefined_term_is_refused_although_others_drop_it(document):
    changed = {**document, "credentialSubject": {**document["credentialSubject"], "salary": "1"}}

    with pytest.raises(ContextRefused) as refused:
        expansion.to_quads(changed)

    assert refused.value.term == "salary"


@pytest.mark.conformance("OB3-P-17")
def test_a_relative_address_is_refused(document):
    with pytest.raises(ContextRefused):
        expansion.to_quads({**document, "id": "just-a-word"})


@pytest.mark.parametrize("text", ["\x01\x7f", 'quote " and \\', "tab\tline\nreturn\r", "ein Wörtchen 日本", "\u2028"])
def test_a_badges_canonical_form_equals_an_independent_one(document, text):
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    changed = {**unsigned, "name": text}

    ours = rdfc.canonical_document(changed)

    quads = "".join(" ".join(term for term in quad if term) + " .\n" for quad in expansion.to_quads(changed))
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(quads.encode(), pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0_SHA_256)
    theirs = pyoxigraph.serialize(dataset, format=pyoxigraph.RdfFormat.N_QUADS).decode()
    # the names of the blank nodes decide: compare as sets of lines, whose order is ours alone
    assert set(ours.decode().splitlines()) == set(theirs.splitlines())


def nested(levels: int, step: Callable[[Any], Any]) -> Any:
    value: Any = {"id": "urn:x:end", "type": "VerifiableCredential"}
    for place in range(levels):
        value = {"id": f"urn:x:{place}", "type": "VerifiableCredential", **step(value)}
    return value


@pytest.mark.parametrize(
    ("step", "each"),
    [(lambda inner: {"issuer": inner}, 1), (lambda inner: {"issuer": [inner]}, 2), (lambda inner: {"proof": inner}, 1)],
    ids=["objects", "arrays", "graphs"],
)  # fmt: skip
def test_whatever_the_reader_lets_in_is_shallow_enough_wherever_it_is_called(step, each):
    """The expander and what makes quads of its result go down with the document: its depth is bounded before, by the reader."""
    document = {"@context": contexts.VC2, **nested((LIMITS.depth - 1) // each, step)}
    assert reading.read(json.dumps(document).encode()) == document
    wanted = expansion.to_quads(document)

    def below(frames: int) -> list[nquads.Quad]:
        return below(frames - 1) if frames else expansion.to_quads(document)

    assert below(sys.getrecursionlimit() - len(inspect.stack(0)) - 300) == wanted
    with pytest.raises(TooLarge):
        reading.read(json.dumps(nested(LIMITS.depth, step)).encode())


def clique(size: int) -> list[nquads.Quad]:
    nodes = [f"_:x{place}" for place in range(size)]
    return [(a, "<https://example.com/p>", b, "") for a, b in itertools.permutations(nodes, 2)]


@pytest.mark.parametrize("size", [6, 8, 10])
def test_a_poison_graph_is_refused_soon(size):
    began = time.process_time()

    with pytest.raises(BudgetSpent):
        rdfc.canonicalize(clique(size))

    assert time.process_time() - began < 2


@given(st.permutations(range(8)))
def test_the_order_of_statements_and_names_does_not_matter(order):
    ring = [(f"_:n{place}", "<https://example.com/next>", f"_:n{(place + 1) % 3}", "") for place in range(3)]
    tails = [(f"_:n{place % 3}", "<https://example.com/tail>", f'"{place}"', "") for place in range(5)]
    quads = [*ring, *tails]
    shuffled = [quads[place] for place in order]
    renamed = [tuple(term.replace("_:n", "_:other") for term in quad) for quad in shuffled]

    assert rdfc.canonicalize(renamed) == rdfc.canonicalize(quads)


@pytest.mark.conformance("OB3-P-01")
@pytest.mark.conformance("DI-01")
@pytest.mark.parametrize(
    ("folder", "ending"),
    [("eddsa-rdfc-2022", "DataInt"), ("eddsa-rdfc-2022/employ", "DataInt"), ("Ed25519Signature2020", "EdSig")],
)
def test_the_published_vectors_are_reproduced_byte_for_byte(standards, folder, ending):
    vectors = standards / "vectors/vc-di-eddsa" / folder
    extra = {
        "https://www.w3.org/ns/credentials/examples/v2": json.loads(
            (standards / "contexts/credentials-examples-v2.jsonld").read_text()
        ),
        "https://w3id.org/citizenship/v4rc1": json.loads((standards / "contexts/citizenship-v4rc1.jsonld").read_text()),
    }
    signed = json.loads((vectors / f"signed{ending}.json").read_text())
    proof = signed.pop("proof")
    options = {**data_integrity.without_value(proof), "@context": signed["@context"]}
    canonical = functools.partial(rdfc.canonical_document, extra=extra)

    assert canonical(signed) == (vectors / f"canonDoc{ending}.txt").read_bytes()
    assert canonical(options) == (vectors / f"proofCanon{ending}.txt").read_bytes()
    data = data_integrity.hash_data(signed, options, canonical)
    assert data.hex() == (vectors / f"combinedHash{ending}.txt").read_text().strip()
    data_integrity.check_signature(data, proof, multikey.read(proof["verificationMethod"].partition("#")[2]))


@pytest.mark.conformance("DI-02")
def test_the_jcs_vector_is_reproduced(standards):
    vectors = standards / "vectors/vc-di-eddsa/eddsa-jcs-2022"
    signed = json.loads((vectors / "signedJCS.json").read_text())
    proof = signed.pop("proof")

    assert jcs.canonicalize(signed) == (vectors / "canonDocJCS.txt").read_bytes().strip()
    eddsa_jcs_2022.check(signed, proof, multikey.read(proof["verificationMethod"].partition("#")[2]))

"""The template gives the bytes of the full algorithm or leaves the document to it: whatever stands in a document's holes."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library.tests import shapes
from library.tests.shapes import HOME, NEVER, SHAPES, badge, result
from library.tests.templates import SHARED, addresses, both, memo, outcome, plain, taken, texts

from openbadgekit import contexts
from openbadgekit.canonical import holes, processor, rdfc, template
from openbadgekit.canonical.holes import MARK
from openbadgekit.errors import ContextRefused


@pytest.mark.parametrize("name", sorted(SHAPES))
@given(data=st.data())
def test_whatever_stands_in_the_holes_the_bytes_are_those_of_the_full_algorithm(name, data):
    document = SHAPES[name](lambda: data.draw(texts), lambda: data.draw(addresses))

    fast, full = both(document, SHARED)

    assert fast == full


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_the_second_of_a_shape_goes_through_its_template(name, monkeypatch):
    known = memo()
    template_of = outcome(lambda: template.canonical_document(plain(SHAPES[name]), known))

    monkeypatch.setattr(rdfc, "canonical_document", lambda _: b"the long way")
    second = template.canonical_document(plain(SHAPES[name], 1), known)

    assert len(known) == 1
    assert (second == b"the long way") == (name in NEVER)
    assert template_of != second


def test_there_are_thirty_shapes():
    assert len(SHAPES) == 30


@pytest.mark.parametrize(
    "address",
    [
        "learner",
        "_:b0",
        "https://pantry.example/badges/1",
        "@type",
        "id:x",
        "https://a.example/\u00a0",
        "OpenBadgeCredential",
    ],
)
def test_an_address_that_is_not_plainly_one_of_its_own_takes_the_long_way(address):
    known = memo()
    assert taken(badge(lambda: "a", lambda: "https://a.example/", {"id": "https://b.example/"}), known)

    assert not taken(badge(lambda: "a", lambda: "https://a.example/", {"id": address}), known)


def test_a_scheme_that_the_contexts_know_as_a_prefix_takes_the_long_way_which_refuses_it():
    known = memo()
    named = [contexts.VC2, contexts.OB3, "https://w3id.org/security/v2"]

    def about(address):
        return {**badge(lambda: "a", lambda: HOME, {"id": address}), "@context": named}

    assert taken(about("urn:uuid:1"), known)
    document = about("dc:creator")

    assert not taken(document, known)
    with pytest.raises(ContextRefused, match="shortens"):
        template.canonical_document(document, known)


def test_equal_addresses_take_the_long_way():
    known = memo()
    assert taken(badge(lambda: "a", lambda: "https://a.example/", {"id": "https://b.example/"}), known)

    assert not taken(badge(lambda: "a", lambda: "https://a.example/", {"id": "https://a.example/"}), known)


def test_unnamed_parts_that_become_alike_take_the_long_way():
    known, values = memo(), iter(["1", "2", "x", "1", "1", "x"])
    make = SHAPES["results alike but for their values"]
    assert taken(make(lambda: next(values), lambda: "https://a.example/"), known)

    document = make(lambda: next(values), lambda: "https://a.example/")

    assert not taken(document, known)
    assert template.canonical_document(document, known) == rdfc.canonical_document(document)


def test_a_document_that_brings_marks_of_its_own_has_no_template():
    document = badge(lambda: "a", lambda: "https://a.example/", name=f"{MARK}0:")

    known = memo()

    assert not taken(document, known)
    assert both(document, known)[0] == both(document, known)[1]


@pytest.mark.parametrize(("first", "second"), [(1, 1.0), (1, True), (0, False), (1, "1"), (0.0, -0.0), (2**53, 2**53 + 1)])
def test_values_that_only_look_alike_are_shapes_apart(first, second):
    known = memo()

    for value in (first, second, first):
        document = badge(lambda: "a", lambda: "https://a.example/", {"creditsEarned": value})
        fast, full = both(document, known)
        assert fast == full
    assert len(known) == 2


def test_a_document_with_null_somewhere_is_never_taken_for_one_with_no_number():
    known = memo()
    nothing = badge(lambda: "a", lambda: "https://a.example/", {"creditsEarned": None})
    assert not taken(nothing, known)

    with pytest.raises(ValueError, match="NaN"):
        template.canonical_document(badge(lambda: "a", lambda: "https://a.example/", {"creditsEarned": float("nan")}), known)


@pytest.mark.parametrize("odd", [{1: "x"}, {"x": "\ud800"}, {"x": 2**70}, {"x": object}])
def test_what_is_no_json_is_left_to_the_full_algorithm(odd):
    document = badge(lambda: "a", lambda: "https://a.example/", odd)

    assert not taken(document, memo())


def test_more_holes_than_there_are_marks_take_the_long_way():
    document = badge(lambda: "a", lambda: "https://a.example/", {"result": [result(lambda: "1", n) for n in range(holes.MOST + 1)]})

    assert not taken(document, memo())
    assert template.canonical_document(document, memo()) == rdfc.canonical_document(document)


# what one document brings never reaches another


def test_a_context_that_a_document_brings_is_remembered_nowhere():
    evil = {"@vocab": "https://evil.example/", "name": "https://evil.example/name"}
    good_one = plain(SHAPES["everything"])
    wanted = rdfc.canonical_document(good_one)
    kept = len(processor._outcomes), len(processor._shared_cache)

    for place in ({"@context": [*good_one["@context"], evil]}, {"evidence": {"@context": evil, "type": "Evidence"}}):
        with pytest.raises(ContextRefused):
            template.canonical_document({**good_one, **place}, SHARED)
    embedded = plain(SHAPES["an endorsement inside"])
    embedded["credentialSubject"]["achievement"]["endorsement"][0]["proof"]["@context"] = evil
    with pytest.raises(ContextRefused):
        template.canonical_document(embedded, SHARED)

    assert (len(processor._outcomes), len(processor._shared_cache)) == kept
    assert template.canonical_document(good_one, SHARED) == wanted


def test_contexts_of_a_caller_are_forgotten_after_the_call(document):
    bare = {name: value for name, value in document.items() if name != "proof"}
    address = "https://example.com/terms"
    own = {**bare, "@context": [*bare["@context"], address], "salary": "1"}
    extra = {address: {"@context": {"salary": "https://example.com/salary"}}}
    kept = len(processor._outcomes), len(processor._shared_cache)

    assert b"salary" in rdfc.canonical_document(own, extra=extra)

    assert (len(processor._outcomes), len(processor._shared_cache)) == kept
    with pytest.raises(ContextRefused):
        template.canonical_document(own, SHARED)


def test_outcomes_of_contexts_are_bounded(monkeypatch):
    monkeypatch.setattr(processor, "MOST", 5)
    monkeypatch.setattr(processor, "_outcomes", {})
    wanted = [rdfc.canonical_document(plain(make)) for name, make in SHAPES.items() if name not in NEVER]

    again = [rdfc.canonical_document(plain(make)) for name, make in SHAPES.items() if name not in NEVER]

    assert again == wanted
    assert len(processor._outcomes) <= 5


def test_the_expander_says_the_same_with_and_without_its_memory(monkeypatch):
    documents = [plain(make) for name, make in SHAPES.items() if name not in NEVER]
    random.Random(7).shuffle(documents)
    remembered = [rdfc.canonical_document(document) for document in documents]

    monkeypatch.setattr(processor, "_names_only", lambda _: False)

    assert [rdfc.canonical_document(document) for document in documents] == remembered


def test_the_shapes_are_documents_of_their_own():
    assert len({json.dumps(plain(make), sort_keys=True) for make in SHAPES.values()}) == len(SHAPES)
    assert set(shapes.NEVER) <= set(SHAPES)

"""What came in as CASE comes out equal; anything else comes out as CASE 1.1."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import jsonschema_rs
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from laurels.frameworks.exporting import package
from laurels.frameworks.models import Association, Framework, Import, Item
from laurels.frameworks.services import Wishes
from tests.examples import SOAK, examples
from tests.frameworks.documents import RSD, SMALL, TABLE, TURTLE, as_bytes, case, item, uid, under
from tests.frameworks.importing import exported, imported
from tests.making import NOON

STANDARDS = Path(__file__).resolve().parents[3] / "shared" / "standards" / "data"
SAMPLES = sorted((STANDARDS / "examples/case-v1p0").glob("*.json"))
SCHEMA = STANDARDS / "schemas/case-v1p1/case_v1p1_cfpackage-jsonschema1.json"

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
).filter(lambda value: "\\u0000" not in json.dumps(value))
words = st.text(min_size=1, max_size=30).filter(lambda text: "\0" not in text and bool(text.strip()))
others = st.dictionaries(
    st.sampled_from(["notes", "educationLevel", "extensions", "listEnumeration", "x"]), json_values, max_size=3
)
optional = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("humanCodingScheme", "abbreviatedStatement", "CFItemType", "language", "uri"), words | json_values),
)


@st.composite
def packages(draw):
    count = draw(st.integers(1, 6))
    items = [item(n, fullStatement=draw(words)) | draw(others) | draw(optional) for n in range(1, count + 1)]
    numbers = st.integers(1, count + 2)
    pairs = draw(st.lists(st.tuples(numbers, st.none() | numbers), max_size=8, unique=True))
    kinds = st.sampled_from(["isChildOf", "isRelatedTo", "exactMatchOf", "precedes", "replacedBy", "ext:own"])
    links = [under(child, parent, draw(st.none() | st.integers(0, 9)), draw(kinds)) | draw(others) for child, parent in pairs]
    rest = draw(st.dictionaries(st.sampled_from(["CFDefinitions", "CFRubrics", "extensions", "own"]), json_values, max_size=2))
    return case(items, links, document=draw(others), **rest)


def numbers_exact(data: bytes):
    """JSON with its numbers as they are written: PostgreSQL writes 1e16 as seventeen digits, which is the same number."""
    return json.loads(data, parse_float=Decimal, parse_int=Decimal)


@pytest.mark.conformance("CASE-02")
@examples(25, 2000)
@given(document=packages())
def test_whatever_comes_in_comes_out(pantry, owner, document):
    framework = imported(pantry, owner, as_bytes(document), wishes=Wishes(newer_than=""))
    try:
        assert numbers_exact(b"".join(package(framework))) == numbers_exact(as_bytes(document))
    finally:
        Import.objects.all().delete()
        Framework.objects.all().delete()


@pytest.mark.conformance("CASE-01")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_real_document_imports_and_exports_equal(pantry, owner, path):
    document = json.loads(path.read_bytes())

    framework = imported(pantry, owner, path.read_bytes())

    assert exported(framework) == document
    assert framework.item_count == len(document["CFItems"])


def test_the_real_documents_are_there_where_they_should_be():
    if not STANDARDS.is_dir():
        pytest.skip("the standards' own samples are not beside the project")
    assert len(SAMPLES) >= 5


@pytest.mark.parametrize("without", ["CFItems", "CFAssociations"])
def test_a_list_that_was_not_there_does_not_appear(pantry, owner, without):
    document = {name: value for name, value in SMALL.items() if name != without}
    if without == "CFItems":
        document["CFAssociations"] = []

    assert exported(imported(pantry, owner, as_bytes(document))) == document


def test_what_was_decided_here_comes_out_as_well(pantry, owner):
    framework = imported(pantry, owner, as_bytes(SMALL))
    old, new = Item.objects.get(key=uid(2)), Item.objects.get(key=uid(3))
    old.status, old.deprecated_on, old.deprecated_here, old.replaced_by = "deprecated", NOON.date(), True, new
    old.save()

    document = exported(framework)

    assert document["CFItems"][1]["statusEndDate"] == "2026-11-24"
    (added,) = document["CFAssociations"][3:]
    assert (added["associationType"], added["originNodeURI"]["identifier"], added["destinationNodeURI"]["identifier"]) == (
        "replacedBy",
        uid(2),
        uid(3),
    )
    assert exported(framework) == document, "the same each time"


def validator():
    if not SCHEMA.exists():
        pytest.skip("the standards' own samples are not beside the project")
    return jsonschema_rs.validator_for(json.loads(SCHEMA.read_bytes()))


@pytest.mark.parametrize(
    ("data", "name"),
    [(TABLE.encode(), "shelf.csv"), (TURTLE, "words.ttl"), (as_bytes(RSD), "rsd.json")],
    ids=["table", "skos", "rsd"],
)
@pytest.mark.conformance("TAX-01")
@pytest.mark.parametrize("own", [True, False])
def test_any_other_format_comes_out_as_valid_case(pantry, owner, data, name, own):
    framework = imported(pantry, owner, data, name=name, wishes=Wishes(own=own))

    document = exported(framework)

    assert [problem.message for problem in validator().iter_errors(document)] == []
    assert document["CFDocument"]["caseVersion"] == "1.1"


def test_an_item_without_an_official_address_gets_none_unless_it_is_our_own(pantry, owner):
    theirs = exported(imported(pantry, owner, TABLE.encode(), name="shelf.csv"))
    ours = exported(imported(pantry, owner, TABLE.encode(), name="shelf.csv", wishes=Wishes(own=True)))

    assert [one["uri"].split(":")[0] for one in theirs["CFItems"]] == ["https", "urn", "https"]
    code = Framework.objects.get(own=True).code
    assert ours["CFItems"][1]["uri"].startswith(f"{settings.ORIGIN}/frameworks/{code}/items/")
    assert ours["CFDocument"]["uri"] == f"{settings.ORIGIN}/frameworks/{code}"


def test_the_tree_of_a_table_comes_out_and_in_again(pantry, owner):
    first = imported(pantry, owner, TABLE.encode(), name="shelf.csv")

    second = imported(pantry, owner, as_bytes(exported(first)), wishes=Wishes(newer_than=""))

    def tree(framework):
        rows = Item.objects.filter(framework=framework).order_by("place")
        return [(row.human_code, row.text, row.parent and row.parent.human_code, row.position) for row in rows]

    assert tree(first) == tree(second)
    assert exported(second) == exported(first)


def test_relations_of_skos_come_out_in_the_words_of_case(pantry, owner):
    document = exported(imported(pantry, owner, TURTLE, name="words.ttl"))

    found = {(one["associationType"], one["destinationNodeURI"]["uri"]) for one in document["CFAssociations"]}
    assert ("exactMatchOf", "https://else.example/x") in found
    assert ("replacedBy", "https://words.example/b") in found
    assert ("isChildOf", "https://words.example/a") in found
    assert Association.objects.filter(kind="isRelatedTo").count() == 1


def test_many_made_items_import_and_export_equal(pantry, owner):
    numbers = range(1, (20_000 if SOAK else 1_000) + 1)
    document = case([item(n) for n in numbers], [under(n, n // 10 or None, n) for n in numbers])

    framework = imported(pantry, owner, as_bytes(document))

    assert exported(framework) == document
    assert framework.item_count == len(numbers)


def test_an_export_is_read_slice_by_slice(pantry, owner, monkeypatch):
    monkeypatch.setattr("laurels.frameworks.exporting.SLICE", 2)
    document = case([item(n) for n in range(1, 8)], [under(n, None, n) for n in range(1, 8)])

    assert exported(imported(pantry, owner, as_bytes(document))) == document

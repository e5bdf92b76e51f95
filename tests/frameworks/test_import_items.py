"""Items that come from a programme: what becomes of them, and what never does."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.conf import settings
from laurels.frameworks import selectors
from laurels.frameworks.entries import Entry
from laurels.frameworks.errors import ItemNotFound, NotAlignable
from laurels.frameworks.models import Framework, Item
from laurels.frameworks.rules import Confirmation, Status
from laurels.frameworks.services import import_items
from laurels.journal.models import FactRow
from tests.frameworks.making import SHELF, a_head, make_framework
from tests.making import NOON


def code(framework: Framework, key: str):
    return Item.objects.get(framework=framework, key=key).code


class TestImportItems:
    def test_writes_the_tree_and_one_fact(self, pantry, owner):
        framework = import_items(organisation=pantry, framework=a_head(), items=SHELF, actor=owner, at=NOON)

        rows = list(Item.objects.filter(framework=framework).order_by("place"))
        fact = FactRow.objects.get(kind="framework.imported")
        assert [(row.human_code, row.parent and row.parent.human_code, row.position) for row in rows] == [
            ("S", None, 0),
            ("S1", "S", 0),
            ("S2", "S", 1),
        ]
        assert rows[1].trail == [rows[0].pk]
        assert (framework.item_count, framework.state) == (3, "current")
        assert (fact.subject_code, fact.data) == (framework.code, {"items": 3, "kind": "case"})

    def test_a_second_call_adds_only_what_is_not_there(self, pantry):
        first = make_framework(pantry, SHELF[:2])

        second = make_framework(pantry)
        third = make_framework(pantry)

        assert first.pk == second.pk == third.pk
        assert list(Item.objects.order_by("place").values_list("human_code", flat=True)) == ["S", "S1", "S2"]
        assert Item.objects.get(key="S2").trail == [Item.objects.get(key="S").pk]
        assert FactRow.objects.filter(kind="framework.imported").count() == 2

    def test_a_newer_version_is_a_row_of_its_own_and_takes_the_place_of_the_one_before(self, pantry):
        first = make_framework(pantry)

        second = make_framework(pantry, version="2")

        first.refresh_from_db()
        assert (first.state, second.state, second.previous_id) == ("superseded", "current", first.pk)
        assert [line.version for line in selectors.search_items(pantry, "tin")] == ["2"]

    def test_an_entry_that_stands_twice_is_written_once(self, pantry):
        framework = make_framework(pantry, (SHELF[0], SHELF[0]))

        assert framework.item_count == 1

    def test_keys_that_no_index_could_hold_are_kept_apart(self, pantry):
        long = "x" * 3000
        framework = make_framework(pantry, (Entry(key=long, text="One"), Entry(key=long + "y", text="Two", parent=long)))

        assert framework.item_count == 2
        assert Item.objects.get(text="Two").parent.text == "One"
        assert set(selectors.codes_by_key(framework, [long, "unknown"])) == {long}

    def test_a_replacement_points_at_the_item(self, pantry):
        old = replace(SHELF[0], status=Status.DEPRECATED, replaced_by="S1")

        framework = make_framework(pantry, (old, *SHELF[1:]))

        row = Item.objects.get(framework=framework, key="S")
        assert (row.replaced_by.key, row.deprecated_on, row.status) == ("S1", NOON.date(), "deprecated")


class TestSnapshot:
    @pytest.mark.conformance("CASE-03")
    def test_is_what_an_alignment_says(self, pantry):
        framework = make_framework(pantry)

        taken = selectors.snapshot(code(framework, "S1"), organisation=pantry, at=NOON)

        assert taken == selectors.ItemSnapshot(
            item=code(framework, "S1"),
            target_url="https://skills.example/S1",
            name="Turn every tin",
            framework="Shelf skills",
            code="S1",
            target_type="CFItem",
            description="",
            version="1",
            taken_on=NOON.date(),
        )

    def test_is_refused_where_there_is_no_official_address(self, pantry):
        framework = make_framework(pantry)

        with pytest.raises(NotAlignable, match="no official address"):
            selectors.snapshot(code(framework, "S2"), organisation=pantry, at=NOON)

    @pytest.mark.parametrize("uri", ["urn:house:S", "javascript:alert(1)", "https://", "https://a b.example/", "ftp://s.example/S"])
    def test_is_refused_where_the_address_leads_nowhere(self, pantry, uri):
        framework = make_framework(pantry, (replace(SHELF[0], uri=uri),))

        with pytest.raises(NotAlignable, match="no official address"):
            selectors.snapshot(code(framework, "S"), organisation=pantry, at=NOON)

    def test_of_the_organisations_own_item_has_an_address_here(self, pantry):
        framework = make_framework(pantry, own=True)

        taken = selectors.snapshot(code(framework, "S2"), organisation=pantry, at=NOON)

        assert taken.target_url == f"{settings.ORIGIN}/frameworks/{framework.code}/items/{taken.item}"
        assert (taken.name, taken.description) == ("Read dates", "Read the date aloud")

    def test_is_refused_while_nobody_has_confirmed_the_item(self, pantry):
        doubtful = replace(SHELF[0], confirmation=Confirmation.UNCONFIRMED)
        framework = make_framework(pantry, (doubtful,), own=True)

        with pytest.raises(NotAlignable, match="nobody has confirmed"):
            selectors.snapshot(code(framework, "S"), organisation=pantry, at=NOON)

    def test_is_not_found_in_another_organisation(self, pantry, trust):
        framework = make_framework(pantry)

        with pytest.raises(ItemNotFound):
            selectors.snapshot(code(framework, "S1"), organisation=trust, at=NOON)

    def test_of_nothing_is_not_found(self, pantry):
        with pytest.raises(ItemNotFound):
            selectors.snapshot(uuid4(), organisation=pantry, at=NOON)


class TestSearch:
    def test_every_word_must_occur_whatever_its_case_and_accents(self, pantry):
        make_framework(pantry, (Entry(key="a", text="Écouter les Clients"), Entry(key="b", text="Ecouter la radio")))

        found = selectors.search_items(pantry, "  ecouter CLIENTS ")

        assert [line.name for line in found] == ["Écouter les Clients"]

    def test_an_exact_code_comes_first(self, pantry):
        make_framework(pantry, (Entry(key="a", human_code="A10", text="a1 a1"), Entry(key="b", human_code="A1", text="Zed")))

        assert [line.human_code for line in selectors.search_items(pantry, "a1")] == ["A1", "A10"]

    def test_says_what_cannot_be_aligned_and_why(self, pantry):
        make_framework(pantry)

        lines = {line.human_code: (line.alignable, line.note) for line in selectors.search_items(pantry, "s")}

        assert lines == {"S": (True, ""), "S1": (True, ""), "S2": (False, "It has no official address.")}

    @pytest.mark.parametrize("text", ["", "   ", "%", "_", "no such words"])
    def test_finds_nothing_for_nothing(self, pantry, text):
        make_framework(pantry)

        assert selectors.search_items(pantry, text) == ()

    def test_leaves_out_what_no_longer_counts(self, pantry):
        make_framework(pantry, (replace(SHELF[0], status=Status.DEPRECATED), SHELF[1]))

        assert [line.human_code for line in selectors.search_items(pantry, "s")] == ["S1"]

    def test_stays_within_the_organisation(self, pantry, trust):
        make_framework(pantry)

        assert selectors.search_items(trust, "tin") == ()

    def test_costs_one_query_for_one_and_thirty(self, pantry, django_assert_num_queries):
        make_framework(pantry, [Entry(key=str(n), text=f"Turn tin {n}") for n in range(30)])

        with django_assert_num_queries(1):
            assert len(selectors.search_items(pantry, "tin", 30)) == 30
        with django_assert_num_queries(1):
            assert len(selectors.search_items(pantry, "tin", 1)) == 1

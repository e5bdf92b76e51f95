"""Frameworks as CASE and as skill descriptors, and files that are neither."""

from __future__ import annotations

import json
from datetime import date

import pytest
from laurels.common.tables import write_xlsx
from laurels.frameworks.errors import SourceUnreadable
from laurels.frameworks.readers import Choices, Unfit, form_of, open_source
from laurels.frameworks.rules import Status
from tests.frameworks.documents import DOCUMENT, RSD, SMALL, TABLE, TURTLE, as_bytes, case, item, uid, under
from tests.frameworks.reading import JSON_LD, N_TRIPLES, RDF_XML, TODAY, entries, planned, said


class TestForms:
    @pytest.mark.parametrize(
        ("data", "form"),
        [
            (as_bytes(SMALL), "case"),
            (b"\xef\xbb\xbf" + as_bytes(SMALL, indent=2), "case"),
            (as_bytes(RSD), "rsd"),
            (as_bytes([RSD]), "rsd"),
            (TURTLE, "turtle"),
            (b"# a note\nPREFIX : <https://x.example/>", "turtle"),
            (RDF_XML, "rdf-xml"),
            (N_TRIPLES, "n-triples"),
            (JSON_LD, "json-ld"),
            (TABLE.encode(), "table"),
            (TABLE.encode("utf-16"), "table"),
            (write_xlsx([["Code", "Text"], ["A", "Care"]], sheet="Items"), "table"),
        ],
    )
    def test_is_told_from_what_a_file_holds(self, data, form):
        assert form_of(data) == form

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "empty"),
            (b"  \n", "empty"),
            (b"%PDF-1.7", "PDF"),
            (b"\x1f\x8b\x08\x00", "packed"),
            (b"<!DOCTYPE html><html></html>", "web page"),
            (b'{"name": "x"}', "neither CASE"),
            (b'{"CFDocument": ', "JSON"),
            (b"{" * 100_000, "JSON|nested"),
        ],
    )
    def test_of_what_is_no_framework_says_why(self, data, words):
        with pytest.raises(SourceUnreadable, match=words):
            form_of(data)

    def test_a_file_over_the_limit_is_not_read(self, monkeypatch):
        monkeypatch.setattr("laurels.common.limits.FRAMEWORK_FILE", 1_048_576)

        with pytest.raises(SourceUnreadable, match="larger than 1 MB"):
            form_of(b" " * 1_048_577)


class TestCase:
    @pytest.mark.conformance("CASE-02")
    @pytest.mark.conformance("CASE-01")
    def test_reads_head_items_and_tree(self):
        made = planned(as_bytes(SMALL))

        assert (made.head.title, made.head.publisher, made.head.version, made.head.family) == (
            "Things to do",
            "Skills Council",
            "1",
            DOCUMENT,
        )
        assert [entry.human_code for entry in entries(made)] == ["T.1", "T.2", "T.3"]
        assert made.tree.parents == [None, 0, 0]
        assert made.tree.positions == [0, 0, 1]
        assert (entries(made)[1].short, made.remarks) == ("Thing two", [])

    @pytest.mark.conformance("CASE-02")
    def test_what_is_not_modelled_is_kept(self):
        odd = item(1, notes="n", educationLevel=["09"], extensions={"x:y": [1.5, None]}, language=7)

        (entry,) = entries(planned(as_bytes(case([odd]))))

        assert entry.kept == {
            "notes": "n",
            "educationLevel": ["09"],
            "extensions": {"x:y": [1.5, None]},
            "language": 7,
            "lastChangeDateTime": odd["lastChangeDateTime"],
        }

    @pytest.mark.conformance("CASE-01")
    def test_a_package_needs_only_its_document(self):
        made = planned(as_bytes({"CFDocument": SMALL["CFDocument"]}))

        assert (made.source.count, made.head.kept["absent"]) == (0, ["CFItems", "CFAssociations"])

    @pytest.mark.parametrize(
        ("bad", "reason"),
        [
            ({"fullStatement": ""}, "says nothing"),
            ({"fullStatement": None}, "says nothing"),
            ({"fullStatement": 5}, "says nothing"),
            ({"fullStatement": "a\0b"}, "NUL"),
            ({"notes": "a\0b"}, "NUL"),
            ({"fullStatement": "x" * 20_001}, "longer than 20000"),
            ({"identifier": ""}, "no identifier"),
            ({"identifier": None}, "no identifier"),
            ({"extensions": {"x": "y" * 300_000}}, "larger than"),
        ],
    )
    def test_an_item_that_cannot_come_in_is_refused_and_the_others_come(self, bad, reason):
        made = planned(as_bytes(case([item(1), item(2, **bad), item(3)])))

        assert len(made.accepted) == 2
        ((words, refused),) = said(made)
        assert reason in words
        assert refused
        assert made.remarks[0].place == 2

    def test_an_item_that_is_no_object_is_refused(self):
        made = planned(as_bytes(case([item(1), 5, [], "x", None])))

        assert [words for words, _ in said(made)] == ["It is no object."] * 4

    def test_an_identifier_that_stands_twice_is_refused_the_second_time(self):
        made = planned(as_bytes(case([item(1), item(2), item(1, fullStatement="again")])))

        assert said(made) == [("It stands there already, at 1.", True)]
        assert entries(made)[0].text == "Do thing number 1 well"

    def test_a_member_that_stands_twice_is_refused_with_its_place(self):
        twice = as_bytes(SMALL)[:-1] + b',"CFItems":[]}'

        with pytest.raises(SourceUnreadable, match="stands twice"):
            planned(twice)

    def test_a_name_in_an_unusual_spelling_is_read(self):
        assert len(planned(as_bytes(SMALL).replace(b'"CFItems"', b'"CF\\u0049tems"')).accepted) == 3

    @pytest.mark.parametrize(
        "broken",
        [
            {"CFDocument": None},
            {"CFDocument": []},
            {"CFDocument": {"title": "T"}},
            {"CFDocument": {"identifier": "d", "title": "  "}},
            {**SMALL, "CFItems": {"a": 1}},
            {**SMALL, "CFAssociations": "x"},
        ],
    )
    def test_a_package_that_is_none_says_why(self, broken):
        with pytest.raises(SourceUnreadable):
            planned(as_bytes(broken))

    def test_nothing_but_bad_items_is_no_framework(self):
        with pytest.raises(SourceUnreadable, match="None of its 2 items"):
            planned(as_bytes(case([{}, {}])))

    @pytest.mark.conformance("CASE-04")
    def test_circles_second_parents_and_missing_parents_are_told(self):
        links = [under(1, 2), under(2, 1), under(3, 9), under(4, 1), under(4, 2)]

        made = planned(as_bytes(case([item(n) for n in (1, 2, 3, 4)], links)))

        told = {remark.shown: remark.reason for remark in made.remarks}
        assert set(told) == {"T.1", "T.3", "T.4"}
        assert "stands under it again" in told["T.1"]
        assert "not in this framework" in told["T.3"]
        assert "two places" in told["T.4"]
        assert not any(remark.refused for remark in made.remarks)

    def test_an_association_that_says_nothing_is_refused(self):
        links = [under(2, 1), {"identifier": uid(9)}, under(3, 1, originNodeURI="x"), under(2, 1)]

        made = planned(as_bytes(case([item(1), item(2), item(3)], links)))

        assert [remark.place for remark in made.remarks] == [2, 3, 4]
        assert len(made.accepted_links) == 1

    @pytest.mark.parametrize(
        ("changes", "gone"),
        [
            ({}, False),
            ({"statusEndDate": "2026-11-23"}, True),
            ({"statusEndDate": "2026-11-24"}, False),
            ({"statusEndDate": "2026-11-25"}, False),
            ({"statusEndDate": "soon"}, False),
        ],
    )
    def test_an_item_ends_on_its_last_day(self, changes, gone):
        (entry,) = entries(planned(as_bytes(case([item(1, **changes)]))))

        assert (entry.status is Status.DEPRECATED) is gone
        assert (entry.deprecated_on is not None) is ("statusEndDate" in changes and changes["statusEndDate"] != "soon")

    @pytest.mark.conformance("CASE-03")
    def test_what_is_replaced_no_longer_counts(self):
        made = planned(as_bytes(case([item(1), item(2)], [under(1, 2, kind="replacedBy")])))

        first, second = entries(made)
        assert (first.status, first.replaced_by, first.deprecated_on) == (Status.DEPRECATED, uid(2), TODAY)
        assert second.status is Status.CURRENT

    @pytest.mark.parametrize("uri", ["made up", "urn:uuid:1", "https://", "javascript:alert(1)", "https://a@b.example/"])
    def test_an_address_that_leads_nowhere_is_told(self, uri):
        made = planned(as_bytes(case([item(1, uri=uri)])))

        ((words, refused),) = said(made)
        assert "no address of the web" in words
        assert not refused

    def test_an_address_of_two_items_is_told(self):
        made = planned(as_bytes(case([item(1), item(2, uri=item(1)["uri"])])))

        assert said(made) == [("It shares its official address with another item.", False)]

    def test_more_items_than_may_come_are_refused_before_any_is_read(self, monkeypatch):
        monkeypatch.setattr("laurels.common.limits.FRAMEWORK_ITEMS", 2)

        with pytest.raises(SourceUnreadable, match="3 items; at most 2"):
            planned(as_bytes(SMALL))

    @pytest.mark.parametrize("depth", [100, 5000])
    def test_an_item_that_is_nested_too_deep_brings_nothing_down(self, depth):
        deep = b'{"identifier":"x","fullStatement":"y","extensions":' + b"[" * depth + b"]" * depth + b"}"
        data = as_bytes(case([item(1)])).replace(b'"CFItems": [', b'"CFItems": [' + deep + b",")

        if depth == 100:
            assert [(remark.place, remark.refused) for remark in planned(data).remarks] == [(1, True)]
        else:
            with pytest.raises(SourceUnreadable, match="nested"):
                planned(data)


class TestRsd:
    @pytest.mark.conformance("RSD-01")
    @pytest.mark.parametrize(
        "document", [RSD, [RSD], {"type": "RichSkillCollection", "name": "Shelves", "author": "Osmt House", "skills": [RSD]}]
    )
    def test_reads_one_a_list_and_a_collection(self, document):
        made = planned(as_bytes(document))

        (entry,) = entries(made)
        assert (entry.short, entry.text, entry.uri) == ("Shelf checks", "Check every shelf for dates.", RSD["id"])
        assert entry.kept["keywords"] == ["shelf"]
        assert made.head.title == (document["name"] if "skills" in document else "Skill descriptors")

    def test_an_archived_descriptor_no_longer_counts(self):
        (entry,) = entries(planned(as_bytes(RSD | {"status": "archived", "archiveDate": "2026-01-02T00:00:00Z"})))

        assert (entry.status, entry.deprecated_on) == (Status.DEPRECATED, date(2026, 1, 2))

    def test_one_without_name_or_address_is_refused(self):
        made = planned(as_bytes([RSD, {"skillStatement": "x"}, {"id": "https://x.example/"}]))

        assert [refused for _, refused in said(made)] == [True, True]

    def test_a_collection_without_skills_says_so(self):
        with pytest.raises(SourceUnreadable, match="no skills"):
            planned(as_bytes({"@context": "https://rsd.openskillsnetwork.org/context-v1.json", "name": "x"}))


def test_the_digest_is_of_what_comes_in_and_not_of_how_it_is_spelled():
    spelled = planned(json.dumps(SMALL, indent=3).encode())

    assert spelled.digest == planned(as_bytes(SMALL)).digest
    assert spelled.digest != planned(as_bytes(SMALL).replace(b"number 1", b"number one")).digest


def test_an_entry_is_made_when_it_is_asked_for_and_not_before():
    source = open_source(as_bytes(case([item(1), {"broken": True}])), "case", Choices())

    assert (source.count, source.entry(0).human_code) == (2, "T.1")
    with pytest.raises(Unfit):
        source.entry(1)

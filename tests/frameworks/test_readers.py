"""Files of every format, as they come; and everything that a hostile or broken one may try."""

from __future__ import annotations

import json
from datetime import date

import pytest
from laurels.common.errors import Invalid
from laurels.common.tables import write_xlsx
from laurels.frameworks.entries import Entry
from laurels.frameworks.errors import SourceUnreadable
from laurels.frameworks.plans import Plan, plan
from laurels.frameworks.readers import Choices, Unfit, form_of, open_source
from laurels.frameworks.readers.tables import Role, likely_columns
from laurels.frameworks.rules import Status
from tests.frameworks.documents import DOCUMENT, RSD, SMALL, TABLE, TURTLE, as_bytes, case, item, uid, under

TODAY = date(2026, 11, 24)
RDF_XML = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="https://words.example/a">
<skos:prefLabel xml:lang="en">Care</skos:prefLabel></skos:Concept></rdf:RDF>"""
SKOS = b"http://www.w3.org/2004/02/skos/core#"
N_TRIPLES = b"""<https://words.example/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <%sConcept> .
<https://words.example/a> <%sprefLabel> "Care"@en .
""" % (SKOS, SKOS)
JSON_LD = as_bytes(
    {
        "@context": {"skos": "http://www.w3.org/2004/02/skos/core#"},
        "@id": "https://words.example/a",
        "@type": "skos:Concept",
        "skos:prefLabel": {"@value": "Care", "@language": "en"},
    }
)


def planned(data: bytes | str, choices: Choices | None = None, *, name: str = "file") -> Plan:
    data = data.encode() if isinstance(data, str) else data
    return plan(open_source(data, form_of(data), choices or Choices(), name=name), today=TODAY)


def entries(made: Plan) -> list[Entry]:
    return [made.entry(place) for place in range(len(made.accepted))]


def said(made: Plan) -> list[tuple[str, bool]]:
    return [(remark.reason, remark.refused) for remark in made.remarks]


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


class TestSkos:
    def test_reads_scheme_concepts_and_tree(self):
        made = planned(TURTLE)

        found = {entry.key[-1]: entry for entry in entries(made)}
        assert (made.head.title, made.head.version, made.head.publisher, made.head.family) == (
            "Words for work",
            "3",
            "Word House",
            "https://words.example/scheme",
        )
        assert (found["a"].short, found["a"].text, found["a"].human_code) == ("Care", "Looking after people", "A")
        assert (found["b"].text, found["b"].parent, found["b"].uri) == (
            "Listen",
            "https://words.example/a",
            "https://words.example/b",
        )
        assert found["c"].parent == "https://words.example/a"
        assert (found["c"].status, found["c"].replaced_by) == (Status.DEPRECATED, "https://words.example/b")
        assert sorted(placed.link.kind for placed in made.links()) == ["exactMatchOf", "isRelatedTo"]

    def test_the_language_is_guessed_and_can_be_chosen(self):
        assert planned(TURTLE).source.languages == {"en": 3, "de": 2}
        chosen = {entry.key[-1]: entry for entry in entries(planned(TURTLE, Choices(language="de")))}

        assert (chosen["b"].text, chosen["c"].text, chosen["b"].language) == ("Hoeren", "Hear", "de")

    @pytest.mark.parametrize("data", [RDF_XML, N_TRIPLES, JSON_LD])
    def test_reads_the_other_ways_of_writing_it(self, data):
        (entry,) = entries(planned(data, name="Care words"))

        assert (entry.text, entry.uri) == ("Care", "https://words.example/a")
        assert planned(data, name="Care words").head.title == "Care words"

    def test_a_concept_without_an_address_is_refused(self):
        made = planned(TURTLE + b'[] a skos:Concept ; skos:prefLabel "Nameless" .')

        assert [words for words, _ in said(made)] == ["It has no address (IRI) of its own, or one that is too long."]

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"@prefix : <https://x.example/> . :a :b", "breaks the rules"),
            (b"@prefix : <https://x.example/> . :a :b :c .", "no concept"),
            (
                b"@base <https://x.example/> .\n<a> <b> <<( <a> <b> <c> )>> .",
                "about statements",
            ),
            (JSON_LD.replace(b'{"skos": "http://www.w3.org/2004/02/skos/core#"}', b'"https://else.example/context"'), "fetch none"),
            (b'{"@context": {}, "@id": "https://x.example/", "p": ' + b"[" * 70_000 + b"]" * 70_000 + b"}", "nested|JSON"),
            (RDF_XML.replace(b"<rdf:RDF", b"<wrong"), "well-formed"),
            (RDF_XML.replace(b"Care", b"Caf\xe9"), "UTF-8"),
        ],
    )
    def test_what_cannot_be_read_says_why(self, data, words):
        with pytest.raises(SourceUnreadable, match=words):
            planned(data)

    def test_entities_that_multiply_are_refused_before_they_are_opened(self):
        bomb = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + b"".join(
            b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(8)
        )

        with pytest.raises(SourceUnreadable, match="entity within an entity"):
            planned(bomb + b"]>" + RDF_XML[21:].replace(b"Care", b"&i;"))

    def test_entities_that_are_used_too_often_are_refused(self, monkeypatch):
        monkeypatch.setattr("laurels.common.limits.FRAMEWORK_FILE", 100_000)
        many = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "%s">]>' % (b"a" * 290)

        with pytest.raises(SourceUnreadable, match="larger than a framework"):
            planned(many + RDF_XML[21:].replace(b"Care", b"&a;" * 400))

    @pytest.mark.parametrize("declared", [b'SYSTEM "file:///etc/hostname"', b'PUBLIC "x" "https://else.example/"', b"% p 'x'"])
    def test_entities_from_elsewhere_are_refused(self, declared):
        text = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a %s>]>' % declared

        with pytest.raises(SourceUnreadable, match="entities from elsewhere"):
            planned(text + RDF_XML[21:].replace(b"Care", b"&a;"))

    def test_short_entities_of_namespaces_are_welcome(self):
        text = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY w "https://words.example/">]>'

        (entry,) = entries(planned(text + RDF_XML[21:].replace(b"https://words.example/a", b"&w;a")))

        assert entry.uri == "https://words.example/a"

    def test_deep_markup_is_refused(self):
        deep = RDF_XML.replace(
            b"</skos:Concept>", b"<skos:related><skos:Concept>" * 60 + b"</skos:Concept></skos:related>" * 60 + b"</skos:Concept>"
        )

        with pytest.raises(SourceUnreadable, match="nested deeper"):
            planned(deep)

    def test_more_statements_than_may_be_are_refused(self, monkeypatch):
        monkeypatch.setattr("laurels.frameworks.readers.skos.STATEMENTS", 3)

        with pytest.raises(SourceUnreadable, match="more than 3"):
            planned(TURTLE)


class TestTables:
    def test_guesses_letters_delimiter_and_columns(self):
        made = planned(TABLE)

        layout = made.source.layout
        assert (layout.encoding, layout.delimiter) == ("utf-8", ";")
        assert layout.columns == {Role.CODE: 0, Role.TEXT: 1, Role.PARENT: 2, Role.ADDRESS: 3, Role.KIND: 4}
        assert [(entry.human_code, entry.text, entry.parent, entry.kept) for entry in entries(made)] == [
            ("A", "Keep the shelf safe", "", {"Colour": "red"}),
            ("A1", "Turn every tin", "A", {}),
            ("A2", 'Say: "stop"; wait', "A", {"Colour": "blue"}),
        ]
        assert made.tree.parents == [None, 0, 0]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    @pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
    def test_reads_every_encoding_and_delimiter(self, encoding, mark):
        made = planned(f"Code{mark}Text\nÄ1{mark}Größe prüfen\nÄ2{mark}Zählen\n".encode(encoding))

        assert [entry.text for entry in entries(made)] == ["Größe prüfen", "Zählen"]
        assert bool(made.remarks) is (encoding == "cp1252")

    def test_reads_a_spreadsheet(self):
        made = planned(write_xlsx([["Code", "Text"], ["A", "Care"], ["B", "Listen"]], sheet="Items"))

        assert [entry.human_code for entry in entries(made)] == ["A", "B"]

    def test_the_columns_can_be_chosen(self):
        made = planned("a,b\nX,Care\n", Choices(columns={Role.CODE: 0, Role.TEXT: 1}))

        assert [(entry.human_code, entry.text) for entry in entries(made)] == [("X", "Care")]

    def test_without_a_column_of_text_nothing_comes_in(self):
        with pytest.raises(SourceUnreadable, match="the text is empty"):
            planned("a,b\nX,Care\n")

    def test_a_column_that_is_not_there_is_empty(self):
        made = planned("Text\nCare\n", Choices(columns={Role.TEXT: 0, Role.CODE: 7}))

        assert entries(made)[0].human_code == ""

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ("A,again,,", "stands there already, at 2"),
            ("B,,,", "says nothing"),
            (f"{'x' * 121},long,,", "code is longer"),
            ("C,ended,,next year", "no date"),
            ("D,=1+1,,", "formula"),
        ],
    )
    def test_a_row_that_cannot_come_in_is_refused_with_its_number(self, row, reason):
        made = planned(f"Code,Text,Parent,Ended\nA,Care,,\n{row}\n")

        (remark,) = made.remarks
        assert (remark.place, remark.refused) == (3, True)
        assert reason in remark.reason

    def test_what_is_no_address_is_left_empty_and_told(self):
        made = planned("Code,Text,URI\nA,Care,n/a\nB,Listen,https://x.example/B\n")

        assert [entry.uri for entry in entries(made)] == ["", "https://x.example/B"]
        assert said(made) == [("“n/a” is no address of the web, so nothing can be aligned to it.", False)]

    def test_a_parent_may_be_named_by_its_address(self):
        made = planned(
            "conceptUri,preferredLabel,broaderConceptUri\nhttps://x.example/1,Care,\nhttps://x.example/2,Listen,https://x.example/1\n"
        )

        assert made.tree.parents == [None, 0]

    @pytest.mark.parametrize("data", ['Code,Text\nA,"never ends\n' + "x," * 300_000, "\n\n", "PK\x03\x04rest"])
    def test_a_broken_table_says_why(self, data):
        with pytest.raises(Invalid):
            planned(data)

    @pytest.mark.parametrize(
        ("headings", "roles"),
        [
            (["Element ID", "Element Name", "Description"], {Role.CODE: 0, Role.TEXT: 2, Role.SHORT: 1}),
            (["code", "name"], {Role.CODE: 0, Role.TEXT: 1}),
            (["Canonical URL", "RSD Name", "Skill Statement"], {Role.ADDRESS: 0, Role.TEXT: 2, Role.SHORT: 1}),
            (["what", "ever"], {}),
            (["Text", "Text"], {Role.TEXT: 0}),
        ],
    )
    def test_headings_of_known_tables_are_understood(self, headings, roles):
        assert likely_columns(headings) == roles


def test_the_digest_is_of_what_comes_in_and_not_of_how_it_is_spelled():
    spelled = planned(json.dumps(SMALL, indent=3).encode())

    assert spelled.digest == planned(as_bytes(SMALL)).digest
    assert spelled.digest != planned(as_bytes(SMALL).replace(b"number 1", b"number one")).digest


def test_an_entry_is_made_when_it_is_asked_for_and_not_before():
    source = open_source(as_bytes(case([item(1), {"broken": True}])), "case", Choices())

    assert (source.count, source.entry(0).human_code) == (2, "T.1")
    with pytest.raises(Unfit):
        source.entry(1)

"""Frameworks as SKOS in its four spellings, and as tables."""

from __future__ import annotations

import pytest
from laurels.common.errors import Invalid
from laurels.common.tables import write_xlsx
from laurels.frameworks.errors import SourceUnreadable
from laurels.frameworks.readers import Choices
from laurels.frameworks.readers.tables import Role, likely_columns
from laurels.frameworks.rules import Status
from tests.frameworks.documents import TABLE, TURTLE
from tests.frameworks.reading import JSON_LD, N_TRIPLES, RDF_XML, entries, planned, said


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

"""Contexts: every known one is the published text; a table says what it seems to say; older texts are known as such."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbadgekit import contexts
from openbadgekit.canonical import jcs, rdfc
from openbadgekit.contexts import tables

MUST = [
    "https://www.w3.org/2018/credentials/v1",
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
    "https://purl.imsglobal.org/spec/clr/v2p0/context.json",
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
    "https://w3id.org/openbadges/v1",
    "https://w3id.org/openbadges/v2",
    "https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld",
    "https://w3id.org/security/data-integrity/v1",
    "https://w3id.org/security/data-integrity/v2",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
    "https://www.w3.org/ns/cid/v1",
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/suites/ed25519-2018/v1",
    "https://w3id.org/security/suites/ed25519-2020/v1",
    "https://w3id.org/security/suites/jws-2020/v1",
    "https://www.w3.org/ns/credentials/status/v1",
    "https://w3id.org/vc/status-list/2021/v1",
    "https://w3id.org/security/v1",
    "https://w3id.org/security/v2",
    "https://w3id.org/security/suites/x25519-2019/v1",
    "https://w3id.org/security/suites/x25519-2020/v1",
]
OLDER_DIGEST = "c5e555a91a5cf48e32ae0a05674c61ddd5c053b680b5643b2f57f9965e386d99"
"""Of the text of context-3.0.3.json that its repository held until 2025-04."""


def digest(value):
    return hashlib.sha256(jcs.canonicalize(value)).hexdigest()


@pytest.mark.conformance("OB3-M-02")
@pytest.mark.conformance("OB3-P-17")
@pytest.mark.parametrize("url", MUST)
def test_every_context_of_the_list_is_shipped(url):
    assert digest(contexts.load(url)) == contexts.KNOWN[url]


def test_nothing_is_known_that_cannot_be_loaded_and_the_reverse():
    assert {url for url in contexts.KNOWN if contexts.load(url)} == set(contexts.KNOWN)
    assert set(contexts._FROM_PYLD) | set(contexts._FROM_TABLES) == set(contexts.KNOWN)


def test_the_unversioned_address_serves_the_first_text():
    first = contexts.load("https://purl.imsglobal.org/spec/ob/v3p0/context.json")

    assert first == tables.read("ob-3.0.0")
    assert first != contexts.load(contexts.OB3)


def test_the_older_text_is_the_published_one_without_its_later_terms(standards):
    older = tables.parse("from ob-3.0.3 without " + " ".join(sorted(contexts.LATER_TERMS[contexts.OB3])))
    published = json.loads((standards / "contexts/ob-v3p0-context-3.0.3.git-2025-04.json").read_text())

    assert digest(older) == OLDER_DIGEST == digest(published)


def test_a_table_line_may_define_several_terms_of_one_shape():
    found = tables.parse("prefix x https://x.example/\na b = x~*\nc : x~* ^@id %@set")["@context"]

    assert found == {
        "a": "https://x.example/a",
        "b": "https://x.example/b",
        "c": {"@id": "https://x.example/c", "@type": "@id", "@container": "@set"},
    }


def test_a_block_is_put_in_where_it_is_used_and_nowhere_else():
    found = tables.parse("block two {\n  a = x:a\n  B : x:B {+\n    c = x:c\n  }\n}\nT : x:T {\n  use two\n}\nd = x:d")["@context"]

    inner = {"id": "@id", "type": "@type", "@protected": True, "c": "x:c"}
    assert found == {"T": {"@id": "x:T", "@context": {"a": "x:a", "B": {"@id": "x:B", "@context": inner}}}, "d": "x:d"}


def test_two_uses_of_a_block_do_not_share_what_is_added_to_one():
    found = tables.parse("block b {\n  A : x:A {+\n  }\n}\nS : x:S {\n  use b\n}\nT : x:T {\n  use b\n  z = x:z\n}")["@context"]

    assert "z" not in found["S"]["@context"]
    assert found["S"]["@context"]["A"] is not found["T"]["@context"]["A"]


def test_json_words_and_a_cleared_context_are_spelled_as_themselves():
    found = tables.parse("@version = 1.1\n@protected = true\n@vocab = null\nt : x:t - {null}")["@context"]

    assert found == {
        "@version": 1.1,
        "@protected": True,
        "@vocab": None,
        "t": {"@id": "x:t", "@protected": False, "@context": None},
    }


@given(
    st.dictionaries(
        st.from_regex(r"[a-z][A-Za-z0-9]{0,8}", fullmatch=True),
        st.tuples(
            st.from_regex(r"https://[a-z]{1,8}\.example/[a-zA-Z]{1,8}", fullmatch=True),
            st.sampled_from([None, "@id", "xsd:date"]),
            st.sampled_from([None, "@set", "@list"]),
        ),
    )
)
def test_what_is_written_as_a_table_is_read_as_that_context(terms):
    lines, wanted = [], {}
    for term, (address, kind, container) in terms.items():
        lines.append(f"{term} : {address}{f' ^{kind}' if kind else ''}{f' %{container}' if container else ''}")
        wanted[term] = {"@id": address} | ({"@type": kind} if kind else {}) | ({"@container": container} if container else {})

    assert tables.parse("\n".join(lines)) == {"@context": wanted}


class TestOlderText:
    """Trap T4: one address, two texts."""

    def test_takes_out_what_came_later_wherever_it_stands(self, document):
        changed = {**document, "endorsementJwt": ["a.b.c"], "issuer": {**document["issuer"], "jti": "urn:x"}}

        older, terms = contexts.as_older_text(changed)

        assert (older, terms) == (document, {"endorsementJwt", "jti"})

    def test_leaves_other_documents_as_they_are(self, document):
        assert contexts.as_older_text(document) == (document, frozenset())

    @pytest.mark.parametrize("named", [None, contexts.OB3, [{"@vocab": "x:"}], [contexts.VC2], [5]])
    def test_leaves_documents_of_other_contexts_as_they_are(self, named):
        document = {"@context": named, "endorsementJwt": ["a.b.c"]}

        assert contexts.as_older_text(document) == (document, frozenset())

    def test_both_texts_mean_the_same_for_a_document_without_the_later_terms(self, document):
        older = tables.parse("from ob-3.0.3 without endorsementJwt jti")
        bare = {name: value for name, value in document.items() if name != "proof"}

        assert rdfc.canonical_document(bare, extra={contexts.OB3: older}) == rdfc.canonical_document(bare)

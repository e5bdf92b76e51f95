"""The canonical form of the years before RDFC-1.0: what differs, and which suites it holds for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library.tests.making import NOON, draft_of

from openbadgekit import contexts
from openbadgekit.canonical import rdfc, urdna
from openbadgekit.errors import ProofInvalid
from openbadgekit.proofs import SUITES, attach, data_integrity, eddsa_rdfc_2022
from openbadgekit.reading import write
from openbadgekit.verify.judge import judge
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict

CONTROLS = "\t\b\f\x00\x1f\x7f"


def named(name):
    return {"@context": [contexts.VC2], "id": "urn:uuid:1", "type": ["VerifiableCredential"], "name": name}


def signed_in_the_older_form(document, signer, name):
    """As implementations of 2022 signed it under this suite's name."""
    options = data_integrity.options(cryptosuite=name, signer=signer, created=NOON)
    if name == "Ed25519Signature2020":
        options = {**options, "type": name}
        del options["cryptosuite"]
    data = data_integrity.hash_data(document, {**options, "@context": document["@context"]}, urdna.canonical_document)
    return data_integrity.with_value(options, signer.sign(data))


def with_a_tab(signer):
    document = draft_of(signer).document
    context = [*document["@context"], "https://w3id.org/security/suites/ed25519-2020/v1"]
    return {**document, "@context": context, "name": "Safe\tShelf"}


@pytest.mark.parametrize("character", CONTROLS)
def test_a_control_character_stands_as_it_is_in_the_older_form_and_escaped_in_the_newer(character):
    older, newer = urdna.canonical_document(named(f"a{character}b")), rdfc.canonical_document(named(f"a{character}b"))

    assert f'"a{character}b"'.encode() in older
    assert character.encode() not in newer
    assert urdna.differs(newer)


@pytest.mark.parametrize("text", ["plain", "é“”\u2028", 'quoted "', "back\\slash", "back\\tslash", "\\u0009", "two\nlines\r"])
def test_other_text_has_one_form(text):
    newer = rdfc.canonical_document(named(text))

    assert urdna.canonical_document(named(text)) == newer
    assert not urdna.differs(newer)


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_text_in_one_form_is_another_text_in_the_other(one, other):
    same = one == other

    assert (urdna.canonical_document(named(one)) == rdfc.canonical_document(named(other))) <= same


@given(st.text(alphabet=CONTROLS + '\\"\n\rtbfu09', max_size=12))
def test_the_older_form_differs_exactly_when_it_is_said_to(text):
    older, newer = urdna.canonical_document(named(text)), rdfc.canonical_document(named(text))

    assert urdna.differs(newer) == (older != newer)


@pytest.mark.conformance("OB3-P-02")
@pytest.mark.parametrize("name", ["Ed25519Signature2020", "eddsa-2022"])
def test_an_older_suite_holds_in_the_form_of_its_years(signer, name):
    document = with_a_tab(signer)
    proof = signed_in_the_older_form(document, signer, name)

    assert judge(receive(write(attach(document, proof))), {}, at=NOON).verdict is Verdict.VALID
    for false in ({**document, "name": "Safe\tShelves"}, {**document, "name": "Safe\\tShelf"}, {**document, "name": "Safe Shelf"}):
        assert judge(receive(write(attach(false, proof))), {}, at=NOON).verdict is Verdict.INVALID


def test_the_suite_that_names_the_newer_form_does_not_hold_in_the_older(signer):
    document = with_a_tab(signer)
    proof = signed_in_the_older_form(document, signer, eddsa_rdfc_2022.NAME)

    with pytest.raises(ProofInvalid):
        SUITES[eddsa_rdfc_2022.NAME].check(document, proof, signer.private.public())

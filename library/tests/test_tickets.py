"""What was linted is what is signed, whatever becomes of the draft in between; and what lint knows changes no byte."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from library.tests.making import ACHIEVEMENT, NOON, draft_of

from openbadgekit import proofs
from openbadgekit.canonical import jcs, rdfc
from openbadgekit.issue import Draft, Form, Link, lint, seal, seal_together
from openbadgekit.issue.lint import approved
from openbadgekit.issue.seal import _EMBEDDED, _TOKENS
from openbadgekit.keys import did_key, generate
from openbadgekit.keys.model import KeyKind
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import jose, vc_jose, vc_jwt
from openbadgekit.reading import read_object, write

ODD = [
    {"achievement": {**ACHIEVEMENT, "creditsAvailable": 2.5}},
    {"achievement": {**ACHIEVEMENT, "creditsAvailable": 3}},
    {"name": "Sichere Regale \U0001f600 \ue000 \x7f \\ \" </script> null"},
    {"description": "Zwei\nZeilen, 1e5, [1.5], \":2"},
]  # fmt: skip
KINDS = {form: [KeyKind.ED25519] for form in Form} | {
    form: [KeyKind.P256, KeyKind.P384] for form in (Form.ECDSA_RDFC_2019, Form.ECDSA_JCS_2019)
}
CASES = [(form, kind) for form in Form for kind in KINDS[form]]


def fresh(signer: LocalSigner) -> Draft:
    """A draft that may be spoilt."""
    return deepcopy(draft_of(signer))


def signer_of(kind: KeyKind) -> LocalSigner:
    private = generate(kind)
    return LocalSigner(private, did_key.method_of(private.public()))


def body_of(data: bytes, form: Form) -> dict[str, Any]:
    """The credential within what was sealed, without proof and claims; the proof is held against the key on the way."""
    return vc_jwt.credential_of(jose.read(data)) if form in _TOKENS else proofs.without_proof(read_object(data))


def spoil(node: Any) -> None:
    """Change every text, and add something to everything that can hold more."""
    if isinstance(node, dict):
        for name, value in node.items():
            node[name] = "spoilt" if isinstance(value, str) else value
            spoil(value)
        node["spoilt"] = "spoilt"
    elif isinstance(node, list):
        for value in node:
            spoil(value)
        node.append("spoilt")


def holds(data: bytes, form: Form, signer: LocalSigner) -> bool:
    """Whether the signature fits."""
    public = signer.private.public()
    if form in _TOKENS:
        jose.check(jose.read(data), public)
    else:
        document = read_object(data)
        _EMBEDDED[form].check(proofs.without_proof(document), document["proof"], public)
    return True


@pytest.mark.parametrize(("form", "kind"), CASES)
def test_what_is_changed_after_lint_is_not_signed(form, kind):
    signer = signer_of(kind)
    draft = fresh(signer)
    linted = deepcopy(draft.document)

    ticket = lint(draft)
    spoil(draft.document)
    data = seal(ticket, signer, forms=[form], created=NOON)[form]

    assert b"spoilt" not in data
    assert body_of(data, form) == linted != draft.document
    assert holds(data, form, signer)


CHANGES: list[Callable[[dict[str, Any]], Any]] = [
    lambda found: found.update(name="Another"),
    lambda found: found.pop("validFrom"),
    lambda found: found["credentialSubject"].update(id="urn:uuid:somebody-else"),
    lambda found: found["credentialSubject"]["achievement"]["criteria"].update(narrative="Nothing."),
    lambda found: found["type"].append("Other"),
    lambda found: found["@context"].clear(),
    lambda found: found.clear(),
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("form", [Form.EDDSA_RDFC_2022, Form.EDDSA_JCS_2022, Form.VC_JWT, Form.VC_JOSE])
def test_one_change_after_lint_changes_no_byte(change, form, signer):
    draft = fresh(signer)
    untouched = seal(lint(draft), signer, forms=[form], created=NOON)

    ticket = lint(draft)
    change(draft.document)

    assert seal(ticket, signer, forms=[form], created=NOON) == untouched


def test_proofs_that_stand_together_are_over_what_was_linted(signer):
    draft = fresh(signer)
    links = [Link(Form.EDDSA_RDFC_2022, signer, "urn:uuid:1"), Link(Form.EDDSA_JCS_2022, signer, after=["urn:uuid:1"])]
    untouched = seal_together(lint(draft), links, created=NOON)

    ticket = lint(draft)
    spoil(draft.document)

    assert seal_together(ticket, links, created=NOON) == untouched


@pytest.mark.parametrize("odd", [{}, *ODD], ids=str)
@pytest.mark.parametrize("form", [Form.EDDSA_RDFC_2022, Form.EDDSA_JCS_2022])
def test_what_lint_knows_changes_no_byte_of_a_proof(odd, form, signer):
    draft = draft_of(signer, **odd)
    sealed = seal(lint(draft), signer, forms=[form], created=NOON)[form]

    assert sealed == write(proofs.attach(draft.document, _EMBEDDED[form].make(draft.document, signer, created=NOON)))


@pytest.mark.parametrize("odd", [{}, *ODD], ids=str)
@pytest.mark.parametrize(("form", "make"), [(Form.VC_JWT, vc_jwt.make), (Form.VC_JOSE, vc_jose.make)])
def test_what_lint_knows_changes_no_byte_of_a_token(odd, form, make, signer):
    draft = draft_of(signer, **odd)

    assert seal(lint(draft), signer, forms=[form], created=NOON)[form].decode() == make(draft.document, signer)


@pytest.mark.parametrize(("form", "kind"), CASES)
@pytest.mark.parametrize("odd", ODD, ids=str)
def test_an_odd_document_is_sealed_so_that_it_holds(form, kind, odd):
    signer = signer_of(kind)

    data = seal(lint(draft_of(signer, **odd)), signer, forms=[form], created=NOON)[form]

    assert holds(data, form, signer)


@pytest.mark.parametrize("odd", [{}, *ODD], ids=str)
def test_what_lint_hands_on_is_what_the_full_ways_say(odd, signer):
    draft = draft_of(signer, **odd)

    found = approved(draft)

    assert found.document == draft.document
    assert found.document is not draft.document
    assert found.text == write(draft.document)
    assert found.quads == rdfc.canonical_document(draft.document)
    assert found.plain == ("2.5" not in str(odd))
    assert jcs.canonicalize(found.document) == jcs.canonicalize(draft.document)


def test_a_claim_in_the_document_is_overruled_not_repeated(signer):
    document = {**draft_of(signer).document, "iss": "did:example:other"}

    jws = jose.read(vc_jwt.sign(document, signer, text=write(document)))

    assert jws.payload.count(b'"iss"') == 1
    assert jws.body["iss"] == document["issuer"]["id"]

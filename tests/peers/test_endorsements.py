"""Endorsements that this house signs are read by others: alone, inside a badge, and taken out of one; changed ones are refused."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import openvc
import pytest
from laurels.common.clock import now
from laurels.endorsement import services
from laurels.endorsement.models import Endorsement
from laurels.people.models import Organisation
from laurels.verification.ports import own_documents
from openvc.status import CredentialRevoked
from tests.endorsement.making import Outside, endorsed, make_request
from tests.issuing.making import make_award, make_badge
from tests.peers import node
from tests.peers.exchange import CONTEXTS

from openbadgekit.issue import Form

pytestmark = [pytest.mark.peers, pytest.mark.django_db]
BAZAAR = "digitalbazaar.mjs"


@pytest.fixture
def signed(owner, pantry) -> dict[str, Any]:
    """An endorsement with everything that one of ours can carry, as it is served."""
    Organisation.objects.filter(pk=pantry.pk).update(switches=["endorsements"])
    pantry.refresh_from_db()
    at = now() - timedelta(hours=2)
    version = make_badge(pantry, owner, at=at)
    request = make_request(pantry, owner, version, at=at)
    made = endorsed(request, owner, at=at, until=(at + timedelta(days=400)).date(), comment="Äpfel, “kept cold”.\n\n- *each* day")
    document: dict[str, Any] = json.loads(bytes(made.sealed.json))
    return document


@pytest.fixture
def badge(signed, owner, colleague) -> dict[str, Any]:
    """A badge that carries it."""
    from laurels.catalogue.models import AchievementVersion

    award = make_award(AchievementVersion.objects.get(), colleague, owner, at=now() - timedelta(hours=1))
    document: dict[str, Any] = json.loads(bytes(award.sealed.json))
    assert document["credentialSubject"]["achievement"]["endorsement"] == [signed]
    return document


def changed(document: dict[str, Any], *path: str | int) -> dict[str, Any]:
    """A copy with other words at one place."""
    copy: dict[str, Any] = json.loads(json.dumps(document))
    place: Any = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = "Something else."
    return copy


def of_both(signed: dict[str, Any], badge: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What must be accepted, and what must not."""
    inside = badge["credentialSubject"]["achievement"]["endorsement"][0]
    good = [signed, badge, inside]
    comment = ("credentialSubject", "endorsementComment")
    bad = [
        changed(signed, *comment),
        changed(signed, "description"),
        changed(signed, "issuer", "name"),
        changed(badge, "credentialSubject", "achievement", "endorsement", 0, *comment),
    ]
    return good, bad


def theirs(document: dict[str, Any]) -> Any:
    """What openvc says, when our published status list is shown to it as anybody would get it."""
    return openvc.verify_credential(document, extra_contexts=CONTEXTS, resolve_status_list=_list)


def _list(url: str) -> dict[str, Any]:
    found = own_documents.at(url)
    assert found is not None
    document: dict[str, Any] = json.loads(found.body)
    openvc.verify_credential(document, extra_contexts=CONTEXTS)
    return document


def test_a_node_implementation_accepts_them_and_refuses_changed_ones(signed, badge, tmp_path: Path) -> None:
    try:
        node.install()
    except node.NotHere as problem:
        pytest.skip(str(problem))
    good, bad = of_both(signed, badge)

    task = {"known": CONTEXTS, "form": Form.EDDSA_RDFC_2022, "documents": [*good, *bad]}
    answers = node.run(BAZAAR, "verify", task, tmp_path)

    assert [answer["error"] for answer in answers[: len(good)]] == [None] * len(good)
    assert [answer["verified"] for answer in answers] == [True] * len(good) + [False] * len(bad)


def test_a_python_implementation_accepts_them_and_refuses_changed_ones(signed, badge) -> None:
    good, bad = of_both(signed, badge)
    good.remove(badge)  # see below
    bad = [document for document in bad if document["type"] == signed["type"]]

    for document in good:
        assert theirs(document).issuer == document["issuer"]["id"]
    for document in bad:
        with pytest.raises(openvc.OpenvcError, match=r"(?i)proof|signature|verif"):
            theirs(document)


def test_this_peer_takes_no_badge_that_holds_a_whole_endorsement(signed, badge) -> None:
    """It refuses a context beneath the first, which the schema of Open Badges 3.0 demands of an endorsement inside a badge."""
    with pytest.raises(openvc.OpenvcError, match="endorsement/@context"):
        theirs(badge)

    inside = badge["credentialSubject"]["achievement"].pop("endorsement")
    assert theirs(inside[0]).issuer == signed["issuer"]["id"]


def test_it_reads_a_withdrawal_from_our_list(signed) -> None:
    made = Endorsement.objects.select_related("request__organisation", "request__version", "sealed").get()
    theirs(signed)

    services.withdraw(endorsement=made, reason="The rubric was never published.", at=now())

    with pytest.raises(CredentialRevoked):
        theirs(signed)


def test_one_that_another_implementation_signed_is_taken(owner, pantry) -> None:
    """The exact document from the page, signed by openvc-core."""
    from openvc.proof.data_integrity import DataIntegrityProofSuite
    from tests.endorsement.making import answer_to

    from openbadgekit.keys import jwk
    from openbadgekit.reading import read_object, write

    Organisation.objects.filter(pk=pantry.pk).update(switches=["endorsements"])
    pantry.refresh_from_db()
    at, outside = now() - timedelta(hours=1), Outside()
    request = make_request(pantry, owner, make_badge(pantry, owner, at=at), at=at)
    services.send(request=request, actor=owner, at=at)
    unsigned = read_object(services.unsigned(request=request, issuer_id=outside.did, comment="Yes.", until=None, at=at))
    method = outside.signer.verification_method
    key = openvc.signing_key_from_jwk(jwk.write_private(outside.private), method)

    document = DataIntegrityProofSuite().add_proof(
        unsigned, signing_key=key, verification_method=method, created=at, extra_contexts=CONTEXTS
    )
    made = services.sign_own(request=request, data=write(document), answer=answer_to(request), at=now())

    assert (made.key, made.comment) == ("own", "Yes.")

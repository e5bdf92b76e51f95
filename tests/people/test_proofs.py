"""When somebody last showed that an address is hers: by any code that was sent to it, and by nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import authentication_step_completed, email_confirmed
from hypothesis import given
from hypothesis import strategies as st
from laurels.people import proofs
from laurels.people.models import AddressProof
from laurels.people.proofs import digest_of
from laurels.people.services import claim_code
from laurels.people.services.codes import letter_code
from tests.making import NOON, make_member, make_person

pytestmark = pytest.mark.django_db


def test_a_code_that_lets_her_in_proves_the_address(colleague):
    authentication_step_completed.send(
        sender=type(colleague), request=None, user=colleague, method="code", email="jonas@kettle.example", phone=None
    )

    assert proofs.last(colleague, digest_of("jonas@kettle.example")) is not None


@pytest.mark.parametrize(("method", "email"), [("mfa", None), ("password", "jonas@kettle.example"), ("code", None)])
def test_another_way_in_proves_no_address(method, email, colleague):
    authentication_step_completed.send(sender=type(colleague), request=None, user=colleague, method=method, email=email)

    assert not AddressProof.objects.exists()


def test_confirming_an_address_proves_it(colleague):
    email_confirmed.send(sender=EmailAddress, request=None, email_address=colleague.emailaddress_set.get())

    assert proofs.last(colleague, digest_of("jonas@kettle.example")) is not None


def test_the_code_in_an_invitation_proves_the_address_that_it_was_sent_to(pantry):
    membership = make_member(pantry, make_person("Ola Berg"))
    code = letter_code(membership=membership, address="ola@kettle.example", at=NOON)

    claim_code(typed=code, claimant=None, at=NOON)

    assert proofs.last(membership.person, digest_of("ola@kettle.example")) == NOON


def test_the_last_proof_counts_and_stays_when_the_address_is_gone(colleague):
    for days in (30, 2):
        proofs.note(person=colleague, address="jonas@kettle.example", at=NOON - timedelta(days=days))
    colleague.emailaddress_set.all().delete()

    assert proofs.last(colleague, digest_of("jonas@kettle.example")) == NOON - timedelta(days=2)
    assert AddressProof.objects.count() == 1


def test_an_outsider_has_no_proof_of_it(colleague, outsider):
    proofs.note(person=colleague, address="jonas@kettle.example", at=NOON)

    assert proofs.last(outsider, digest_of("jonas@kettle.example")) is None


@given(st.emails())
def test_one_address_has_one_digest_that_does_not_tell_it(address):
    assert digest_of(f" {address.upper().lower()} ") == digest_of(address)
    assert len(digest_of(address)) == 64
    assert address not in digest_of(address)

"""My badges takes any badge from anyone, keeps it as it came, and shows it to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.backpack import rules, services
from laurels.backpack.errors import NotABadge
from laurels.backpack.models import Item
from tests.making import NOON

from openbadgekit.issue import Form, badge, hashed_identifier, lint, seal
from openbadgekit.keys import did_key, generate
from openbadgekit.keys.signer import LocalSigner

pytestmark = pytest.mark.django_db


def foreign(address: str = "jonas@kettle.example", *, name: str = "Forklift", **changes) -> bytes:
    private = generate()
    signer = LocalSigner(private, did_key.method_of(private.public()))
    draft = badge(
        credential_id=changes.pop("credential_id", "urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d10"),
        issuer={"id": did_key.did_of(private.public()), "type": ["Profile"], "name": "Harbour Training"},
        achievement={
            "id": "https://harbour.example/badges/1",
            "type": ["Achievement"],
            "name": name,
            "description": "Drives a forklift.",
            "criteria": {"narrative": "Drove one."},
        },
        subject={"identifier": [hashed_identifier(address, salt="0123456789abcdef")]},
        name=name,
        valid_from=NOON - timedelta(days=30),
        **changes,
    )
    return seal(lint(draft), signer, forms=[Form.EDDSA_JCS_2022], created=NOON)[Form.EDDSA_JCS_2022]


@pytest.mark.scenario("25")
def test_a_badge_of_another_issuer_is_kept_exactly_and_checked(colleague):
    data = foreign()

    item = services.take_in(person=colleague, data=data, at=NOON)

    assert bytes(item.raw) == data
    assert (item.verdict, item.state, item.origin, item.issuer) == ("valid", "mine", "foreign", "Harbour Training")


def test_somebody_elses_badge_is_kept_but_not_confirmed(colleague):
    item = services.take_in(person=colleague, data=foreign("somebody@else.example"), at=NOON)

    assert item.state == "not-confirmed"
    assert not rules.may_be_public(state=item.state, verdict=item.verdict)


def test_an_ended_badge_is_kept_and_says_so(colleague):
    item = services.take_in(person=colleague, data=foreign(valid_until=NOON - timedelta(days=1)), at=NOON)

    assert (item.verdict, item.verdict_code) == ("invalid", "expired")


def test_the_same_badge_a_thousand_times_is_one(colleague):
    data = foreign()

    for _ in range(10):
        services.take_in(person=colleague, data=data, at=NOON)

    assert Item.objects.count() == 1


def test_a_forgery_does_not_push_out_the_true_one(colleague):
    data = foreign()
    services.take_in(person=colleague, data=data, at=NOON)

    services.take_in(person=colleague, data=data.replace(b"Drove one.", b"Drove two."), at=NOON)

    assert bytes(Item.objects.get().raw) == data


@pytest.mark.parametrize(
    "data", [b"", b"noise", b"{}", b"\x89PNG\r\n\x1a\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"a.b.c"]
)
def test_what_is_no_badge_is_refused_in_words(data, colleague):
    with pytest.raises(NotABadge) as refused:
        services.take_in(person=colleague, data=data, at=NOON)

    assert refused.value.for_people()


def test_the_page_keeps_what_was_typed(as_colleague):
    answer = as_colleague.post("/my-badges/take-in/", {"text": "this is no badge"})

    assert answer.status_code == 422
    assert "this is no badge" in answer.content.decode()


def test_nobody_else_reads_a_backpack(as_owner, as_outsider, as_stranger, colleague):
    item = services.take_in(person=colleague, data=foreign(), at=NOON)

    for path in (f"/my-badges/{item.code}/", f"/my-badges/{item.code}/download/json/", f"/my-badges/{item.code}/take-out/"):
        assert as_owner.get(path).status_code == 404
        assert as_outsider.get(path).status_code == 404
        assert as_stranger.get(path).status_code == 302


@pytest.mark.conformance("OB3-M-18")
def test_it_leaves_as_it_came(as_colleague, colleague):
    data = foreign()
    item = services.take_in(person=colleague, data=data, at=NOON)

    answer = as_colleague.get(f"/my-badges/{item.code}/download/json/")

    assert answer.content == data
    assert "attachment" in answer["Content-Disposition"]


def test_a_badge_that_was_taken_out_is_gone(as_colleague, colleague):
    item = services.take_in(person=colleague, data=foreign(), at=NOON)

    as_colleague.post(f"/my-badges/{item.code}/take-out/")

    assert not Item.objects.exists()


def test_my_badges_costs_the_same_for_one_and_for_twenty(as_colleague, colleague, django_assert_max_num_queries):
    for number in range(20):
        services.take_in(person=colleague, data=foreign(credential_id=f"urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-{number:012d}"), at=NOON)

    with django_assert_max_num_queries(12):
        as_colleague.get("/my-badges/")


@given(st.text(min_size=1), st.text(min_size=1))
def test_the_same_ids_are_the_same_credential(issuer, credential):
    one = {"issuer": issuer, "id": credential, "name": "x"}
    other = {"issuer": {"id": f" {issuer} "}, "id": f"{credential} ", "name": "y"}

    if issuer.strip() and credential.strip():
        assert rules.digest(one) == rules.digest(other)

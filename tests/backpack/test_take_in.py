"""A badge from any issuer comes in by file, text or address, is checked, and is one however often it comes."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from hypothesis import given
from hypothesis import strategies as st
from laurels.backpack import rules, services
from laurels.backpack.errors import BackpackFull, NotABadge
from laurels.backpack.models import Item
from tests.backpack.pictures import DRAWING, picture
from tests.foreign import LIST, entry, foreign
from tests.making import NOON

from openbadgekit.baking import png, svg
from openbadgekit.issue import Form, hashed_identifier
from openbadgekit.reading import read_object, write

pytestmark = pytest.mark.django_db


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


def test_the_same_badge_again_and_again_in_any_form_is_one(colleague, harbour, network):
    data, token = harbour.badge(), harbour.badge(form=Form.VC_JWT)
    forms = [data, token, png.bake(picture(), data), svg.bake(DRAWING, data)]

    for number in range(100):
        services.take_in(person=colleague, data=forms[number % 4], at=NOON)

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


@pytest.mark.conformance("OB3-M-18")
def test_it_leaves_as_it_came(as_colleague, colleague):
    data = foreign()
    item = services.take_in(person=colleague, data=data, at=NOON)

    answer = as_colleague.get(f"/my-badges/{item.code}/download/json/")

    assert answer.content == data
    assert "attachment" in answer["Content-Disposition"]


@given(st.text(min_size=1), st.text(min_size=1))
def test_the_same_ids_are_the_same_credential(issuer, credential):
    one = {"issuer": issuer, "id": credential, "name": "x"}
    other = {"issuer": {"id": f" {issuer} "}, "id": f"{credential} ", "name": "y"}

    if issuer.strip() and credential.strip():
        assert rules.digest(one) == rules.digest(other)


def upload(data: bytes, name: str = "badge.json") -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


class TestOneDoor:
    @pytest.mark.parametrize("form", ["json", "jwt", "png", "svg"])
    def test_every_form_comes_in_and_leaves_as_it_came(self, form, as_colleague, colleague):
        data = foreign()
        given = {
            "json": data,
            "jwt": foreign(form=Form.VC_JWT),
            "png": png.bake(picture(), data),
            "svg": svg.bake(DRAWING, data),
        }[form]

        answer = as_colleague.post("/my-badges/take-in/", {"file": upload(given, f"badge.{form}")})

        item = Item.objects.get()
        assert answer["Location"] == f"/my-badges/{item.code}/"
        assert (bytes(item.raw), item.form, item.verdict, item.state) == (given, form, "valid", "mine")
        assert as_colleague.get(f"/my-badges/{item.code}/download/{form}/").content == given

    def test_a_pasted_text_comes_in(self, as_colleague):
        as_colleague.post("/my-badges/take-in/", {"text": f"\n  {foreign().decode()}  \n"})

        assert Item.objects.get().verdict == "valid"

    def test_an_address_comes_in(self, as_colleague, network, harbour):
        network.answers["https://harbour.example/7"] = harbour.badge()

        as_colleague.post("/my-badges/take-in/", {"address": "https://harbour.example/7"})

        assert bytes(Item.objects.get().raw) == network.answers["https://harbour.example/7"]

    def test_an_address_that_gives_nothing_is_kept_in_the_form(self, as_colleague, network):
        answer = as_colleague.post("/my-badges/take-in/", {"address": "https://nobody.example/7"})

        assert answer.status_code == 422
        assert 'value="https://nobody.example/7"' in answer.content.decode()
        assert not Item.objects.exists()

    @pytest.mark.parametrize("given", [{}, {"text": "   "}, {"address": "no address"}])
    def test_nothing_is_said_in_words(self, given, as_colleague):
        assert as_colleague.post("/my-badges/take-in/", given).status_code == 422

    def test_two_badges_in_one_file_are_refused_and_said(self, as_colleague):
        baked = png.bake(picture(), foreign())
        second = png.bake(picture(), foreign(credential_id="urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d99"))
        chunk = second[second.index(b"iTXt") - 4 : -12]
        both = baked[:-12] + chunk + baked[-12:]

        answer = as_colleague.post("/my-badges/take-in/", {"file": upload(both, "two.png")})

        assert answer.status_code == 422
        assert "two badges" in answer.content.decode()

    def test_the_door_counts_like_that_of_checking(self, as_colleague, monkeypatch):
        monkeypatch.setattr("laurels.common.limits.CHECKS_A_MINUTE", 0)

        answer = as_colleague.post("/my-badges/take-in/", {"text": foreign().decode()})

        assert "Wait a minute" in answer.content.decode()
        assert "0d7d1a3c" in answer.content.decode()

    def test_a_full_backpack_says_so(self, colleague, monkeypatch):
        data = foreign()
        services.take_in(person=colleague, data=data, at=NOON)
        monkeypatch.setattr("laurels.common.limits.BACKPACK_ITEMS", 1)

        services.take_in(person=colleague, data=data, at=NOON)  # the same one needs no room
        with pytest.raises(BackpackFull):
            services.take_in(person=colleague, data=foreign(credential_id="urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d98"), at=NOON)

    @pytest.mark.parametrize("verdict", ["revoked", "unknown", "forged"])
    def test_no_badge_is_refused_for_its_verdict(self, verdict, colleague, network, harbour):
        data = harbour.badge(status=[entry()])
        if verdict == "revoked":
            network.answers[LIST] = harbour.status_list(7)
        elif verdict == "unknown":
            network.answers.clear()
        else:
            data = data.replace(b"Drove one.", b"Drove two.")

        item = services.take_in(person=colleague, data=data, at=NOON)

        assert (item.verdict, bytes(item.raw)) == ("unknown" if verdict == "unknown" else "invalid", data)


class TestSameness:
    def test_a_forgery_that_came_first_does_not_keep_the_true_one_out(self, colleague):
        data = foreign()
        services.take_in(person=colleague, data=data.replace(b"Drove one.", b"Drove two."), at=NOON)

        services.take_in(person=colleague, data=data, at=NOON)

        item = Item.objects.get()
        assert (bytes(item.raw), item.verdict) == (data, "valid")

    def test_a_renewed_one_takes_the_place_of_the_old(self, colleague, network, harbour):
        services.take_in(person=colleague, data=harbour.badge(), at=NOON)
        newer = harbour.badge(valid_from=NOON - timedelta(days=1))

        services.take_in(person=colleague, data=newer, at=NOON)
        services.take_in(person=colleague, data=harbour.badge(), at=NOON)

        assert bytes(Item.objects.get().raw) == newer

    def test_the_same_ids_of_another_issuer_are_another_badge(self, colleague, network, harbour):
        services.take_in(person=colleague, data=harbour.badge(), at=NOON)
        services.take_in(person=colleague, data=foreign(), at=NOON)

        assert Item.objects.count() == 2

    def test_two_people_keep_the_same_badge_each(self, colleague, owner):
        for person in (colleague, owner):
            services.take_in(person=person, data=foreign(did="", name="Forklift"), at=NOON)

        assert Item.objects.count() == 2


class TestWhoseItIs:
    def test_proving_the_address_later_makes_it_hers(self, as_colleague, colleague):
        item = services.take_in(person=colleague, data=foreign("jonas@home.example"), at=NOON)
        assert item.state == "not-confirmed"
        assert "Not confirmed as yours." in as_colleague.get(f"/my-badges/{item.code}/").content.decode()
        EmailAddress.objects.create(user=colleague, email="jonas@home.example", verified=True)

        as_colleague.post(f"/my-badges/{item.code}/look-again/")

        item.refresh_from_db()
        assert item.state == "mine"

    def test_an_address_that_she_only_typed_proves_nothing(self, colleague):
        EmailAddress.objects.create(user=colleague, email="jonas@home.example", verified=False)

        assert services.take_in(person=colleague, data=foreign("jonas@home.example"), at=NOON).state == "not-confirmed"

    def test_a_forged_copy_in_her_name_does_not_make_the_true_one_hers(self, colleague, as_colleague):
        true = foreign("somebody@else.example")
        services.take_in(person=colleague, data=true, at=NOON)
        document = read_object(true)
        document["credentialSubject"] = {
            **document["credentialSubject"],
            "identifier": [hashed_identifier("jonas@kettle.example", salt="0123456789abcdef")],
        }

        services.take_in(person=colleague, data=write(document), at=NOON)

        item = Item.objects.get()
        assert (bytes(item.raw), item.state) == (true, "not-confirmed")

    def test_what_is_not_hers_is_never_public(self, as_colleague, colleague):
        item = services.take_in(person=colleague, data=foreign("somebody@else.example"), at=NOON)

        as_colleague.post(f"/my-badges/{item.code}/share/", {"name": "yes"})

        assert not item.shares.exists()

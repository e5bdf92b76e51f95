"""One public page of one badge: by consent, with or without the name, for previews and machines, and gone at once."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.backpack import services as backpack
from laurels.common.text import data_block
from laurels.issuing import services as issuing
from laurels.issuing.models import Revocation
from laurels.journal.models import FactRow
from laurels.people import proofs
from laurels.people.models import AddressProof
from laurels.sharing import services
from laurels.sharing.errors import NotForSharing
from laurels.sharing.models import Share
from tests.foreign import foreign
from tests.making import NOON

from openbadgekit.baking import png

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return answer.content.decode()


def meta(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta property="(og:[a-z:]+)" content="([^"]*)">', page))


def linked(page: str) -> dict[str, object]:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, flags=re.S)[1])


@pytest.fixture
def share(item, colleague) -> Share:
    return services.share(item=item, person=colleague, show_name=True, at=NOON)


class TestConsent:
    def test_without_her_wish_there_is_no_page(self, item, as_colleague):
        as_colleague.get(f"/my-badges/{item.code}/")

        assert not Share.objects.exists()

    def test_the_name_stands_there_only_when_she_says_so(self, item, as_colleague, as_stranger):
        for given_name, shown in (({}, False), ({"name": "yes"}, True)):
            as_colleague.post(f"/my-badges/{item.code}/share/", given_name)
            page = text_of(as_stranger.get(f"/s/{Share.objects.get(withdrawn_at=None).token}/"))

            assert ("Jonas Hale" in page) is shown
            assert ("Jonas Hale" in meta(page)["og:description"]) is shown
            assert ("about" in linked(page)) is shown

    def test_the_sentence_names_her_and_says_that_she_chose_it(self, share, as_stranger):
        page = text_of(as_stranger.get(f"/s/{share.token}/"))

        assert "to <bdi>Jonas Hale</bdi> on" in page
        assert "<bdi>Jonas Hale</bdi> chose to show this name." in page

    def test_a_later_change_of_name_changes_no_page(self, share, colleague, as_stranger):
        type(colleague).objects.filter(pk=colleague.pk).update(name="Jonas Berg")

        assert "Jonas Hale" in text_of(as_stranger.get(f"/s/{share.token}/"))

    def test_sharing_again_ends_the_address_before(self, share, item, colleague, as_stranger):
        again = services.share(item=item, person=colleague, show_name=False, at=NOON)

        assert as_stranger.get(f"/s/{share.token}/").status_code == 404
        assert as_stranger.get(f"/s/{again.token}/").status_code == 200

    def test_a_name_inside_a_foreign_badge_is_not_told_without_her_consent(self, colleague, as_stranger):
        item = backpack.take_in(person=colleague, data=named_badge("Jonas Secretly"), at=NOON)
        share = services.share(item=item, person=colleague, show_name=False, at=NOON)

        page = text_of(as_stranger.get(f"/s/{share.token}/"))

        assert "Jonas" not in page
        assert 'class="says is-good"' in page
        assert "identityHash" not in page
        assert 'name="text"' not in page  # the document itself is not carried in the page

    def test_facts_hold_no_name(self, share, item, colleague):
        services.withdraw(item=item, person=colleague, at=NOON)

        kinds = ("share.made", "share.withdrawn")
        assert [row.data for row in FactRow.objects.filter(kind__in=kinds).order_by("at", "kind")] == [{"named": True}, {}]

    @pytest.mark.parametrize("reason", ["not hers", "ended", "revoked"])
    def test_only_what_is_hers_and_valid_gets_a_page(self, reason, colleague, item, award, owner):
        if reason == "revoked":
            revoke(award, owner)
            item = backpack.look_again(item=item, at=NOON)
        else:
            address = "somebody@else.example" if reason == "not hers" else "jonas@kettle.example"
            end = {"valid_until": NOON - timedelta(days=1)} if reason == "ended" else {}
            item = backpack.take_in(person=colleague, data=foreign(address, **end), at=NOON)

        with pytest.raises(NotForSharing):
            services.share(item=item, person=colleague, show_name=True, at=NOON)

    def test_the_refusal_is_said_on_the_page(self, colleague, as_colleague):
        item = backpack.take_in(person=colleague, data=foreign("somebody@else.example"), at=NOON)

        page = text_of(as_colleague.post(f"/my-badges/{item.code}/share/", follow=True))

        assert "This badge cannot have a public page now." in page


def named_badge(name: str) -> bytes:
    """A valid badge whose document itself names its subject, as Verifiable Credentials of older kinds do."""
    return foreign(subject={"name": name})


def revoke(award, owner) -> None:
    revocation = Revocation.objects.create(
        award=award, reason="wrong-person", words="Sorry, private.", asked_by=owner, asked_at=NOON, effective_at=NOON
    )
    issuing.carry_out(revocation=revocation, at=NOON)


class TestWithdrawal:
    def test_it_works_at_once_for_page_and_picture(self, colleague, as_colleague, as_stranger):
        item = backpack.take_in(person=colleague, data=png.bake(picture(), foreign()), at=NOON)
        share = services.share(item=item, person=colleague, show_name=True, at=NOON)
        assert as_stranger.get(f"/s/{share.token}/picture.png").content.startswith(b"\x89PNG")

        as_colleague.post(f"/my-badges/{item.code}/unshare/")

        for path in (f"/s/{share.token}/", f"/s/{share.token}/picture.png"):
            assert as_stranger.get(path).status_code == 404, path
            assert as_stranger.post(path).status_code in (404, 405), path

    @pytest.mark.conformance("WEB-02")
    def test_a_withdrawn_page_looks_like_one_that_never_was(self, share, item, colleague, as_stranger):
        services.withdraw(item=item, person=colleague, at=NOON)

        gone, never = as_stranger.get(f"/s/{share.token}/"), as_stranger.get("/s/AAAAAAAAAAAAAAAAAAAAAA/")

        assert gone.status_code == never.status_code == 404
        assert without_tokens(gone) == without_tokens(never)
        assert dict(gone.headers) == dict(never.headers) | {"Content-Length": gone.headers["Content-Length"]}

    def test_a_closed_address_looks_like_one_that_never_was(self, item, as_colleague, as_stranger):
        as_colleague.post(f"/my-badges/{item.code}/address/", {"open": "no"})

        gone, never = as_stranger.get(f"/c/{item.sealed.token}"), as_stranger.get("/c/AAAAAAAAAAAAAAAAAAAAAA")

        assert gone.status_code == never.status_code == 404
        assert without_tokens(gone) == without_tokens(never)

    def test_withdrawing_twice_does_nothing_more(self, share, item, colleague):
        for _ in range(2):
            services.withdraw(item=item, person=colleague, at=NOON)

        assert FactRow.objects.filter(kind="share.withdrawn").count() == 1

    def test_my_badges_says_who_sees_it_before_and_after(self, share, item, as_colleague, colleague):
        assert "your public page’s address" in text_of(as_colleague.get("/my-badges/"))

        services.withdraw(item=item, person=colleague, at=NOON)

        assert "your public page’s address" not in text_of(as_colleague.get("/my-badges/"))

    def test_the_history_of_consent_stays(self, share, item, colleague):
        services.withdraw(item=item, person=colleague, at=NOON + timedelta(days=1))

        share.refresh_from_db()
        assert (share.consented_at, share.withdrawn_at) == (NOON, NOON + timedelta(days=1))


def without_tokens(answer) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text_of(answer))


def picture() -> bytes:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (28, 91, 61, 255)).save(out, "PNG")
    return out.getvalue()


class TestStrangers:
    @pytest.mark.conformance("WEB-02")
    @pytest.mark.parametrize("what", ["share", "credential"])
    def test_pages_are_neither_found_nor_kept(self, what, share, item, as_stranger):
        path = f"/s/{share.token}/" if what == "share" else f"/c/{item.sealed.token}"

        answer = as_stranger.get(path)

        assert answer["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in text_of(answer)
        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]

    def test_the_unlisted_address_names_nobody(self, share, item, as_stranger):
        page = text_of(as_stranger.get(f"/c/{item.sealed.token}"))

        assert "Jonas" not in page
        assert "Kettle Lane" in page

    @pytest.mark.conformance("WEB-02")
    def test_previews_and_machines_read_what_people_read(self, share, as_stranger, settings, item):
        page = text_of(as_stranger.get(f"/s/{share.token}/"))

        told = meta(page)
        address = f"{settings.ORIGIN}/s/{share.token}/"
        assert told["og:title"] == "Valid. Safe Shelf"
        assert told["og:url"] == address
        assert told["og:image"] == f"{settings.ORIGIN}/badges/{item.sealed.achievement_version_code}/picture.png"
        data = linked(page)
        assert data["@type"] == "EducationalOccupationalCredential"
        assert (data["name"], data["recognizedBy"]["name"], data["url"]) == ("Safe Shelf", "Kettle Lane", address)
        assert data["expires"] == "2028-11-24"

    def test_forms_are_offered_only_while_the_address_is_open(self, share, item, as_colleague, as_stranger):
        assert f"/c/{item.sealed.token}.json" in text_of(as_stranger.get(f"/s/{share.token}/"))

        as_colleague.post(f"/my-badges/{item.code}/address/", {"open": "no"})

        assert f"/c/{item.sealed.token}" not in text_of(as_stranger.get(f"/s/{share.token}/"))

    def test_a_revocation_shows_at_once_with_its_day_and_without_private_words(self, share, award, owner, as_stranger):
        revoke(award, owner)

        page = text_of(as_stranger.get(f"/s/{share.token}/"))

        assert 'class="says is-bad"' in page
        assert "took back “<bdi>Safe Shelf</bdi>” from <bdi>Jonas Hale</bdi>" in page
        assert "The register says: Awarded to the wrong person, on 24 November 2026." in page
        assert "Sorry, private." not in page
        assert meta(page)["og:title"] == "Revoked. Safe Shelf"
        assert linked(page)["@type"] == "WebPage"

    def test_malpractice_is_not_told_to_strangers(self, share, award, owner, as_stranger):
        revoke(award, owner)
        Revocation.objects.update(reason="malpractice")

        page = text_of(as_stranger.get(f"/s/{share.token}/"))

        assert "alpractice" not in page
        assert "Revoked." in page

    def test_the_recipient_is_compared_on_the_page_and_kept_nowhere(self, share, as_stranger):
        page = text_of(as_stranger.post(f"/s/{share.token}/", {"recipient": "jonas@kettle.example"}))
        assert "Yes. It was awarded to the address that you typed." in page
        assert "jonas@kettle.example" not in page

        page = text_of(as_stranger.post(f"/s/{share.token}/", {"recipient": "other@kettle.example"}))
        assert "Valid, but not about this person." in page
        assert 'class="says is-soon"' in page

    def test_another_day_is_asked_on_the_page(self, item, as_stranger):
        page = text_of(as_stranger.post(f"/c/{item.sealed.token}", {"on": "2020-01-01"}))

        assert "As on 1 January 2020" in page
        assert "Not yet valid." in page

    def test_a_day_to_come_is_refused_in_words_beside_the_verdict(self, item, as_stranger):
        answer = as_stranger.post(f"/c/{item.sealed.token}", {"on": "2999-01-01", "recipient": "her@kettle.example"})

        assert answer.status_code == 422
        assert "Choose a day between 1 January 2011 and today." in text_of(answer)
        assert 'value="her@kettle.example"' in text_of(answer)

    def test_asking_too_often_is_said_beside_the_verdict(self, item, as_stranger, monkeypatch):
        monkeypatch.setattr("laurels.common.limits.CHECKS_A_MINUTE", 0)

        answer = as_stranger.post(f"/c/{item.sealed.token}", {"recipient": "her@kettle.example"})

        assert "Wait a minute" in text_of(answer)
        assert as_stranger.get(f"/c/{item.sealed.token}").status_code == 200

    @pytest.mark.parametrize("path", ["/s/{share}/", "/c/{credential}"])
    def test_a_page_costs_few_questions(self, path, share, item, as_stranger, django_assert_max_num_queries):
        where = path.format(share=share.token, credential=item.sealed.token)
        as_stranger.get(where)

        with django_assert_max_num_queries(12):
            as_stranger.get(where)

    @pytest.mark.conformance("WEB-02")
    def test_addresses_cannot_be_guessed(self, item, colleague):
        tokens = {services.share(item=item, person=colleague, show_name=False, at=NOON).token for _ in range(20)}

        assert len(tokens) == 20
        assert all(len(token) == 22 for token in tokens)


class TestAddressProof:
    def test_the_page_says_when_the_address_was_last_proven_also_when_it_is_gone(self, share, colleague, as_stranger):
        page = text_of(as_stranger.get(f"/s/{share.token}/"))
        assert "last proved to be hers" not in page  # no proof was noted: nothing is said
        proofs.note(person=colleague, address="Jonas@kettle.example", at=NOON - timedelta(days=22))
        proofs.note(person=colleague, address="jonas@home.example", at=NOON)
        colleague.emailaddress_set.all().delete()

        page = text_of(as_stranger.get(f"/s/{share.token}/"))

        assert "The address to which the badge was awarded was last proved to be hers on 2 November 2026." in page

    def test_the_unlisted_address_tells_nothing_of_her(self, item, colleague, as_stranger):
        proofs.note(person=colleague, address="jonas@kettle.example", at=NOON)

        assert "last proved to be hers" not in text_of(as_stranger.get(f"/c/{item.sealed.token}"))

    def test_the_address_itself_is_not_kept(self, colleague):
        proofs.note(person=colleague, address="jonas@kettle.example", at=NOON)

        assert "jonas" not in AddressProof.objects.get().digest

    def test_somebody_elses_proof_is_not_hers(self, colleague, owner):
        proofs.note(person=owner, address="jonas@kettle.example", at=NOON)

        assert proofs.last(colleague, proofs.digest_of("jonas@kettle.example")) is None


class TestOthers:
    @pytest.mark.parametrize("path", ["share/", "unshare/"])
    def test_nobody_else_opens_or_closes_it(self, path, share, item, as_owner, as_outsider, as_stranger):
        for client in (as_owner, as_outsider):
            assert client.post(f"/my-badges/{item.code}/{path}", {"name": "yes"}).status_code == 404
        assert as_stranger.post(f"/my-badges/{item.code}/{path}")["Location"].startswith("/sign-in/")

        assert Share.objects.get().withdrawn_at is None

    def test_a_look_changes_nothing(self, item, as_colleague):
        for path in ("share/", "unshare/"):
            assert as_colleague.get(f"/my-badges/{item.code}/{path}").status_code == 405


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20) | st.sampled_from(["</script>", "<!--", "&amp;", "\u2028"])))
def test_no_word_ends_the_block_of_linked_data(value):
    block = data_block(value)

    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&") & set(inner)
    assert json.loads(inner) == value


HOSTILE = ["</script><script>badinput()</script>", '"><meta http-equiv=refresh content=0>', "\u202eevil", "{{ x }}"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_head_and_body(words, colleague, as_stranger):
    data = foreign(name=words, issuer={"name": words}, achievement={"description": words})
    item = backpack.take_in(person=colleague, data=data, at=NOON)
    share = services.share(item=item, person=colleague, show_name=False, at=NOON)

    page = text_of(as_stranger.get(f"/s/{share.token}/"))

    assert "<script>badinput" not in page
    assert "<meta http-equiv=refresh" not in page
    assert "\u202e" not in page
    assert linked(page)["@type"] == "EducationalOccupationalCredential"

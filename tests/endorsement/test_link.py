"""The endorser's pages by her link: no account, nothing on a fetch, a clear sentence for every link that opens nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from laurels.common import limits
from laurels.endorsement import services
from laurels.endorsement.models import Comment, Endorsement, EndorsementRequest, Link
from laurels.endorsement.rules import State
from laurels.journal.models import FactRow
from laurels.mail.models import Letter
from tests.catalogue.pages import words
from tests.endorsement.making import DAY, answer_to, newest_link, settled_letters
from tests.foreign import Answers
from tests.making import NOON

pytestmark = pytest.mark.django_db
SIGNED = {"comment": "We endorse it.", "lasts": "2", "signed_by": "Dora Quist"}


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def form_of(client, path: str) -> dict[str, str]:
    """Hidden fields of a page, as a browser would send them."""
    page = client.get(path).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(read)" value="([^"]*)"', page))


def state_of(request) -> str:
    return EndorsementRequest.objects.get(pk=request.pk).state


class TestTheLetter:
    def test_it_names_who_asks_what_and_until_when_and_nothing_that_was_typed(self, owner, pantry, version):
        from tests.endorsement.making import make_request, sent

        sent(make_request(pantry, owner, version, message="BUY NOW at evil.example"), owner)

        letter = Letter.objects.get()
        assert letter.to == "chair@isp.example"
        assert letter.subject == "Kettle Lane asks Institute of Service Practice to endorse “Safe Shelf”"
        assert "until 22 February 2027" in letter.text
        assert "evil" not in letter.text + letter.html

    def test_the_link_is_kept_as_a_digest_alone(self, link):
        row = Link.objects.get()

        assert len(link) >= 43
        assert link not in {row.digest, row.occasion}

    def test_the_same_fact_twice_writes_one_letter(self, link, draft):
        from laurels.endorsement.handlers import write_to_endorsers

        fact = FactRow.objects.get(kind="endorsement.asked").as_fact()
        write_to_endorsers([fact], at=NOON)

        assert (Letter.objects.count(), Link.objects.count()) == (1, 1)


class TestThePage:
    def test_it_shows_exactly_the_version_with_its_rubric_its_record_and_its_label(self, as_stranger, link):
        page = words(as_stranger.get(f"/endorse/{link}/"))

        assert "Will you put your name to “Safe Shelf”?" in page
        assert "Checks dates and packaging." in page
        assert "Seen at work, as the line says." in page
        assert "You speak for version 1 alone" in page
        assert "Credentials signed Fewer than 10" in page
        assert "One person wrote and published it" in page
        assert "Mira Lund, who also wrote the badge" in page

    def test_a_fetch_changes_nothing(self, as_stranger, link, draft):
        for path in ("", "sign/", "changes/", "decline/", "own-key/", "pack.pdf", "picture.svg"):
            assert as_stranger.get(f"/endorse/{link}/{path}").status_code == 200, path

        assert state_of(draft) == State.SENT
        assert FactRow.objects.filter(kind="endorsement.opened").count() == 0

    def test_no_cache_keeps_it_and_no_search_engine_finds_it(self, as_stranger, link):
        answer = as_stranger.get(f"/endorse/{link}/")

        assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")

    @pytest.mark.parametrize("path", ["", "sign/", "changes/", "decline/", "own-key/"])
    def test_it_costs_few_questions(self, path, as_stranger, link, django_assert_max_num_queries):
        with django_assert_max_num_queries(12):
            as_stranger.get(f"/endorse/{link}/{path}")

    def test_a_press_says_that_it_is_looked_at_once(self, as_stranger, link, draft):
        for _ in range(2):
            as_stranger.post(f"/endorse/{link}/opened/")

        assert state_of(draft) == State.IN_REVIEW
        assert FactRow.objects.filter(kind="endorsement.opened").count() == 1

    def test_of_a_version_that_is_only_approved_the_picture_comes_by_the_link(self, as_stranger, link, version):
        from laurels.catalogue.models import AchievementVersion

        AchievementVersion.objects.filter(pk=version.pk).update(state="approved")

        assert as_stranger.get(f"/badges/{version.code}/full.svg").status_code == 404
        assert as_stranger.get(f"/endorse/{link}/picture.svg").content.startswith(b"<svg")
        assert f"/endorse/{link}/picture.svg" in as_stranger.get(f"/endorse/{link}/").content.decode()


class TestColleagues:
    def test_they_comment_on_one_link_by_the_names_that_they_type(self, as_stranger, link, draft):
        for name in ("Dora Quist", "Emil Rask"):
            as_stranger.post(f"/endorse/{link}/comment/", {"name": name, "text": f"{name} says yes."})

        page = words(as_stranger.get(f"/endorse/{link}/"))
        assert page.index("Dora Quist says yes.") < page.index("Emil Rask says yes.")
        assert state_of(draft) == State.IN_REVIEW

    @pytest.mark.parametrize(("name", "text"), [("", "Yes."), ("Dora", " "), ("Dora", "x" * 2001)])
    def test_without_a_name_or_words_nothing_is_kept_and_nothing_lost(self, as_stranger, link, name, text):
        answer = as_stranger.post(f"/endorse/{link}/comment/", {"name": name, "text": text})

        assert answer.status_code == 422
        assert Comment.objects.count() == 0
        assert (f'value="{name}"' if name else "Yes.") in answer.content.decode()

    def test_a_link_that_went_astray_fills_no_disk(self, as_stranger, link, draft):
        for _ in range(limits.COMMENTS):
            Comment.objects.create(request=draft, name="A", text="B", said_at=NOON)

        answer = as_stranger.post(f"/endorse/{link}/comment/", {"name": "Dora", "text": "One more."}, follow=True)

        assert "There is no room for another comment here." in words(answer)
        assert Comment.objects.count() == limits.COMMENTS

    def test_mark_up_is_shown_as_it_was_typed(self, as_stranger, link):
        as_stranger.post(f"/endorse/{link}/comment/", {"name": "<b>Dora</b>", "text": "<script>badinput()</script>"})

        page = as_stranger.get(f"/endorse/{link}/").content.decode()
        assert "<script>badinput" not in page
        assert "&lt;script&gt;badinput()&lt;/script&gt;" in page


class TestTheAnswer:
    def test_two_presses_sign_it(self, as_stranger, link, draft):
        answer = as_stranger.post(f"/endorse/{link}/sign/", SIGNED | form_of(as_stranger, f"/endorse/{link}/sign/"), follow=True)

        assert "Signed and checked. Thank you." in words(answer)
        assert "You endorse “Safe Shelf”." in words(answer)
        assert "The key that signed for Institute of Service Practice is kept by this installation" in words(answer)
        assert state_of(draft) == State.ENDORSED
        assert Endorsement.objects.get().signed_by == "Dora Quist"

    def test_with_conditions(self, as_stranger, link, draft):
        typed = SIGNED | {"condition_0": "Train two more judges.", "due_0": "2027-06-01"}

        as_stranger.post(f"/endorse/{link}/sign/", typed | form_of(as_stranger, f"/endorse/{link}/sign/"))

        assert state_of(draft) == State.CONDITIONAL
        assert "Due on 1 June 2027" in words(as_stranger.get(f"/endorse/{link}/"))

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"comment": ""}, "This field is required."),
            ({"signed_by": " "}, "This field is required."),
            ({"condition_0": "Train."}, "Say by when: a condition needs a day."),
            ({"due_0": "2027-06-01"}, "Say what must be done by this day."),
            ({"condition_0": "Train.", "due_0": "2026-11-24"}, "Choose a day that is still to come."),
            ({"condition_0": "Train.", "due_0": "soon"}, "Enter a valid date."),
            ({"lasts": "9"}, "Select a valid choice."),
            ({"read": "0" * 64}, "The badge was changed since you opened this page, so nothing was signed."),
        ],
    )
    def test_what_is_missing_is_named_and_everything_typed_is_kept(self, as_stranger, link, draft, changes, sentence):
        path = f"/endorse/{link}/sign/"

        answer = as_stranger.post(path, SIGNED | form_of(as_stranger, path) | changes)

        assert answer.status_code == 422
        assert sentence in words(answer)
        assert (state_of(draft), Endorsement.objects.count()) == (State.SENT, 0)

    def test_a_master_key_that_is_gone_is_told_and_nothing_is_signed(self, as_stranger, link, settings):
        path = f"/endorse/{link}/sign/"
        hidden = form_of(as_stranger, path)
        settings.MASTER_KEY_FILE = "/nowhere/master.key"

        answer = as_stranger.post(path, SIGNED | hidden)

        assert answer.status_code == 503
        assert "the master key is missing" in words(answer)

    def test_changes_are_asked_for_in_words(self, as_stranger, link, draft):
        assert as_stranger.post(f"/endorse/{link}/changes/", {"words": " "}).status_code == 422

        answer = as_stranger.post(f"/endorse/{link}/changes/", {"words": "Say how often."}, follow=True)

        assert "You asked for changes to “Safe Shelf”." in words(answer)
        assert state_of(draft) == State.CHANGES_ASKED

    def test_it_is_declined_without_words(self, as_stranger, link, draft):
        answer = as_stranger.post(f"/endorse/{link}/decline/", {"words": ""}, follow=True)

        assert "You declined to endorse “Safe Shelf”." in words(answer)
        assert state_of(draft) == State.DECLINED


class TestLinksThatOpenNothing:
    @pytest.mark.parametrize("token", ["x", "A" * 43, "..", "%00", "a" * 5000])
    @pytest.mark.parametrize("path", ["", "sign/", "pack.pdf"])
    def test_a_forged_one_says_so(self, as_stranger, link, token, path):
        answer = as_stranger.get(f"/endorse/{token}/{path}")

        assert answer.status_code == 404

    def test_a_forged_one_says_what_to_do(self, as_stranger, link):
        page = words(as_stranger.get(f"/endorse/{link[:-1]}/"))

        assert "This link opens nothing here." in page
        assert "Copy it whole from the letter" in page

    @pytest.mark.parametrize("path", ["", "sign/", "changes/", "decline/", "own-key/", "pack.pdf"])
    def test_one_of_ninety_days_ago_says_so(self, as_stranger, link, path):
        with time_machine.travel(NOON + 90 * DAY, tick=False):
            answer = as_stranger.get(f"/endorse/{link}/{path}")

        assert answer.status_code == 409
        assert "This link is too old: it could be answered for 90 days." in words(answer)

    def test_so_does_one_whose_request_the_clock_has_ended(self, as_stranger, link):
        services.expire_due(at=NOON + 90 * DAY)

        assert "This link is too old" in words(as_stranger.get(f"/endorse/{link}/"))

    def test_one_that_was_answered_shows_how_it_stands_and_takes_no_second_answer(self, as_stranger, link, draft):
        as_stranger.post(f"/endorse/{link}/decline/", {"words": "Not ours."})

        assert as_stranger.get(f"/endorse/{link}/").status_code == 200
        for path in ("sign/", "changes/", "decline/", "own-key/"):
            answer = as_stranger.post(f"/endorse/{link}/{path}", SIGNED)
            assert (answer.status_code, "This request was answered before." in words(answer)) == (409, True), path
        assert state_of(draft) == State.DECLINED

    def test_one_that_was_replaced_names_the_newer_letter(self, as_stranger, link, draft, owner):
        as_stranger.post(f"/endorse/{link}/changes/", {"words": "Say how often."})
        draft.refresh_from_db()
        services.resend(request=draft, actor=owner, at=NOON + DAY)

        page = words(as_stranger.get(f"/endorse/{link}/"))

        assert "A newer link was sent in the place of this one." in page
        assert as_stranger.get(f"/endorse/{newest_link(at=NOON + DAY)}/").status_code == 200

    def test_while_publishing_is_taken_back_it_waits_and_what_was_read_before_is_not_signed(
        self, as_stranger, link, draft, version, owner
    ):
        from laurels.catalogue import services as catalogue
        from laurels.catalogue.models import AchievementVersion
        from tests.catalogue.making import make_fields

        hidden = form_of(as_stranger, f"/endorse/{link}/sign/")
        catalogue.take_back(version=version, actor=owner, awards=0, at=NOON)
        assert "is changing this badge just now" in words(as_stranger.get(f"/endorse/{link}/"))
        version = AchievementVersion.objects.get(pk=version.pk)
        catalogue.update_draft(version=version, fields=make_fields(owner, can_do=("Looks away.",)), author=owner, at=NOON)
        catalogue.publish(version=AchievementVersion.objects.get(pk=version.pk), actor=owner, at=NOON + timedelta(minutes=1))

        answer = as_stranger.post(f"/endorse/{link}/sign/", SIGNED | hidden)

        assert (answer.status_code, Endorsement.objects.count()) == (422, 0)
        assert "The badge was changed since you opened this page" in words(answer)

    def test_what_was_read_while_it_was_approved_is_signed_after_it_was_published_unchanged(self, draft, link, version):
        from laurels.catalogue.models import AchievementVersion
        from laurels.endorsement import targets

        AchievementVersion.objects.filter(pk=version.pk).update(state="approved")
        read = targets.mark_of(AchievementVersion.objects.get(pk=version.pk))
        AchievementVersion.objects.filter(pk=version.pk).update(state="published")
        draft = EndorsementRequest.objects.get(pk=draft.pk)

        made = services.sign_hosted(request=draft, answer=answer_to(draft, read=read), at=NOON)

        assert made.text_digest == targets.digest_of(version)

    def test_the_letter_once_more_leaves_the_first_link_good(self, as_stranger, link, draft, owner):
        draft.refresh_from_db()
        services.send_again(request=draft, actor=owner, at=NOON + DAY)
        second = newest_link(at=NOON + DAY)

        assert second != link
        assert [as_stranger.get(f"/endorse/{one}/").status_code for one in (link, second)] == [200, 200]


class TestLookingAfterIt:
    @pytest.fixture
    def signed(self, draft, link) -> Endorsement:
        from datetime import date

        draft.refresh_from_db()
        conditions = [("Train two more judges.", date(2027, 6, 1)), ("Publish the rubric.", date(2027, 1, 1))]
        return services.sign_hosted(request=draft, answer=answer_to(draft, conditions=conditions), at=NOON)

    def test_a_letter_with_a_link_to_keep_goes_out(self, signed, link):
        letters = settled_letters(at=NOON)

        assert letters[-2].subject == "Institute of Service Practice endorses “Safe Shelf” of Kettle Lane"
        assert {letter.to for letter in letters[-2:]} == {"chair@isp.example", "mira@kettle.example"}

    def test_conditions_are_settled_one_by_one_and_the_last_makes_it_whole(self, as_stranger, signed, link, draft):
        first, second = signed.conditions.all()

        as_stranger.post(f"/endorse/{link}/condition/{first.code}/", {"as": "met"})
        assert state_of(draft) == State.CONDITIONAL
        as_stranger.post(f"/endorse/{link}/condition/{second.code}/", {"as": "waived"})

        assert state_of(draft) == State.ENDORSED
        page = words(as_stranger.get(f"/endorse/{link}/"))
        assert "Publish the rubric. Met" in page
        assert "Train two more judges. Waived by the endorser" in page

    def test_a_condition_gets_a_later_day_and_no_earlier_one(self, as_stranger, signed, link):
        first = signed.conditions.first()
        path = f"/endorse/{link}/condition/{first.code}/"

        assert "a day that is later" in words(as_stranger.post(path, {"due": "2026-12-01"}, follow=True))
        as_stranger.post(path, {"due": "2027-03-01"})

        first.refresh_from_db()
        assert str(first.due) == "2027-03-01"

    def test_a_condition_of_somebody_elses_endorsement_is_not_hers(self, as_stranger, signed, link, owner, pantry):
        from datetime import date

        from tests.endorsement.making import endorsed, make_request
        from tests.issuing.making import make_badge

        other = endorsed(
            make_request(pantry, owner, make_badge(pantry, owner, name="Warm Shelf")),
            owner,
            conditions=[("Else.", date(2027, 1, 1))],
        )

        answer = as_stranger.post(f"/endorse/{link}/condition/{other.conditions.get().code}/", {"as": "met"})

        assert answer.status_code == 409
        assert other.conditions.get().state == "open"

    def test_she_withdraws_with_a_reason_that_everybody_reads(self, as_stranger, signed, link, draft):
        assert as_stranger.post(f"/endorse/{link}/withdraw/", {"reason": ""}).status_code == 422

        answer = as_stranger.post(f"/endorse/{link}/withdraw/", {"reason": "The rubric was never published."}, follow=True)

        assert "You no longer endorse “Safe Shelf”." in words(answer)
        assert state_of(draft) == State.WITHDRAWN
        assert "Withdrawn on 24 November 2026: The rubric was never published." in words(
            as_stranger.get(f"/endorsements/{signed.code}")
        )
        assert as_stranger.get(f"/endorse/{link}/withdraw/").status_code == 409

    def test_she_stands_by_it_for_another_year(self, as_stranger, signed, link):
        with time_machine.travel(NOON + timedelta(days=400), tick=False):
            as_stranger.post(f"/endorse/{link}/stand-by/")

        signed.refresh_from_db()
        assert signed.reconfirmed_at == NOON + timedelta(days=400)

    @pytest.mark.parametrize(
        ("served", "found"),
        [("{issuer}\n", True), ("# ours\n  {issuer}  \r\n", True), ("x{issuer}", False), ("", False), (None, False)],
    )
    def test_her_own_web_site_confirms_her_when_it_names_the_key(self, as_stranger, signed, link, monkeypatch, served, found):
        place = "https://isp.example/.well-known/laurels-endorser.txt"
        shown = {} if served is None else {place: served.format(issuer=signed.sealed.issuer).encode()}
        monkeypatch.setattr("laurels.verification.caching.safe_network", lambda: Answers(shown))
        assert place in words(as_stranger.get(f"/endorse/{link}/"))

        page = words(as_stranger.post(f"/endorse/{link}/prove-domain/", follow=True))

        assert ("Its identity was confirmed by its own web address, isp.example." in page) is found
        assert (f"The line was not found at {place}." in page) is not found
        assert FactRow.objects.filter(kind="endorsement.domain-proven").count() == found

    def test_long_after_the_ninety_days_the_same_link_still_looks_after_it(self, as_stranger, signed, link):
        with time_machine.travel(NOON + timedelta(days=700), tick=False):
            assert "You endorse “Safe Shelf”." in words(as_stranger.get(f"/endorse/{link}/"))

    def test_a_fresh_link_goes_to_her_address_once_a_day_whoever_asks(self, as_stranger, signed, link):
        settled_letters(at=NOON)
        before = Link.objects.count()
        for days in (2, 2, 4):
            with time_machine.travel(NOON + days * DAY, tick=False):
                as_stranger.post(f"/endorsements/{signed.code}/link/")
                settled_letters(at=NOON + days * DAY)

        assert Link.objects.count() == before + 2
        assert Letter.objects.order_by("pk").last().to == "chair@isp.example"

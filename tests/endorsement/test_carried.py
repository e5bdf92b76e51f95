"""Later badges carry what stands on the day of their award; verdicts and pages say what must be read beside it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from laurels.catalogue import services as catalogue
from laurels.catalogue.models import Listing
from laurels.catalogue.rules import FiveFields
from laurels.endorsement import services
from laurels.endorsement.models import Endorsement
from laurels.endorsement.rules import ConditionState, State
from laurels.issuing import services as issuing
from laurels.people.models import Organisation
from laurels.verification import services as verification
from laurels.verification.selectors import verdict_page
from tests.catalogue.pages import words
from tests.endorsement.making import DAY, Outside, answer_to, endorsed, make_endorsed_badge, make_request, settled_letters
from tests.issuing.making import make_award, make_badge
from tests.making import NOON, make_member

from openbadgekit.issue import Form
from openbadgekit.reading import read_object, write
from openbadgekit.verify.report import Outcome, Verdict

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def inside(award) -> dict:
    """The achievement in a badge."""
    return read_object(bytes(award.sealed.json))["credentialSubject"]["achievement"]


def backed(body: bytes, *, at=LATER) -> str:
    """What a verdict answers to "Who backs it?"."""
    page = verdict_page(verification.check(bytes(body), at=at), at=at)
    return next(row.sentence for row in page.rows if row.name == "backed")


class TestLaterAwards:
    @pytest.fixture
    def badge(self, owner, pantry):
        return make_endorsed_badge(pantry, owner)

    def test_carry_it_and_both_forms_are_valid_and_say_who_backs_them(self, badge, owner, colleague):
        version, made = badge

        award = make_award(version, colleague, owner, at=LATER)

        assert inside(award)["endorsement"] == [read_object(bytes(made.sealed.json))]
        for body in (award.sealed.json, award.sealed.jwt):
            report = verification.check(bytes(body), at=LATER)
            check = next(check for check in report.checks if check.step == "endorsements")
            assert (report.verdict, check.outcome) == (Verdict.VALID, Outcome.PASSED)
            assert "Institute of Service Practice" in check.detail

    def test_an_earlier_award_does_not_carry_it(self, owner, colleague, pantry):
        version = make_badge(pantry, owner)
        award = make_award(version, colleague, owner)

        endorsed(make_request(pantry, owner, version), owner, at=LATER)

        assert "endorsement" not in inside(award)

    def test_nor_does_one_of_a_day_before_it_was_given(self, badge, owner, colleague):
        version, _ = badge
        intended = issuing.intend(version=version, learner=colleague, judge=owner, awarded_on=date(2026, 11, 20), at=LATER)

        assert "endorsement" not in inside(issuing.seal(award=intended, at=LATER))

    def test_changed_inside_a_badge_it_is_told_and_the_badge_is_not_valid_either(self, badge, owner, colleague):
        version, _ = badge
        document = read_object(bytes(make_award(version, colleague, owner, at=LATER).sealed.json))
        document["credentialSubject"]["achievement"]["endorsement"][0]["issuer"]["name"] = "Somebody else"

        report = verification.check(write(document), at=LATER)

        assert report.verdict is Verdict.INVALID
        assert next(check for check in report.checks if check.step == "endorsements").outcome is Outcome.FAILED

    def test_after_a_withdrawal_new_ones_do_not_carry_it_and_old_ones_say_so(self, badge, owner, colleague, pantry):
        version, made = badge
        old = make_award(version, colleague, owner, at=LATER)

        services.withdraw(endorsement=made, reason="The rubric was never published.", at=LATER)
        new = make_award(version, make_member(pantry).person, owner, at=LATER)

        assert "endorsement" not in inside(new)
        report = verification.check(bytes(old.sealed.json), at=LATER)
        assert report.verdict is Verdict.VALID
        assert next(check for check in report.checks if check.step == "endorsements").code == "endorsement_invalid"
        assert "Institute of Service Practice withdrew it on 24 November 2026." in backed(old.sealed.json)
        alone = verification.check(bytes(made.sealed.json), at=LATER)
        assert (alone.verdict, alone.code) == (Verdict.INVALID, "revoked")

    def test_after_its_last_day_new_ones_do_not_carry_it(self, owner, colleague, pantry):
        version = make_badge(pantry, owner)
        made = endorsed(make_request(pantry, owner, version), owner, until=date(2027, 1, 31))

        award = make_award(version, colleague, owner, at=NOON + 100 * DAY)

        assert "endorsement" not in inside(award)
        assert services.lapse_due(at=NOON + 100 * DAY) == 1
        made.request.refresh_from_db()
        assert made.request.state == State.LAPSED

    def test_with_conditions_they_carry_it_and_the_verdict_names_each(self, owner, colleague, pantry):
        version = make_badge(pantry, owner)
        endorsed(make_request(pantry, owner, version), owner, conditions=[("Train two more judges.", date(2027, 6, 1))])

        award = make_award(version, colleague, owner, at=LATER)

        told = backed(award.sealed.json)
        assert "endorsed with conditions." in told
        assert "Condition: Train two more judges. (Due on 1 June 2027)." in told

    def test_a_key_that_is_kept_here_is_labelled_in_the_verdict(self, badge, owner, colleague):
        version, _ = badge

        told = backed(make_award(version, colleague, owner, at=LATER).sealed.json)

        assert "The key that signed for Institute of Service Practice is kept by this installation, http://localhost:8000." in told
        assert "Its identity was confirmed by an e-mail address at isp.example, to which the link was sent." in told

    def test_an_issuer_is_backed_in_its_profile(self, owner, colleague, pantry):
        version = make_badge(pantry, owner)
        made = endorsed(make_request(pantry, owner), owner)

        award = make_award(version, colleague, owner, at=LATER)

        document = read_object(bytes(award.sealed.json))
        assert document["issuer"]["endorsement"] == [read_object(bytes(made.sealed.json))]
        assert verification.check(bytes(award.sealed.json), at=LATER).verdict is Verdict.VALID
        assert "Institute of Service Practice endorses it." in backed(award.sealed.json)

    def test_five_of_the_newest_are_carried_and_no_more(self, owner, colleague, pantry):
        version = make_badge(pantry, owner)
        made = [endorsed(make_request(pantry, owner, version), owner, at=NOON + timedelta(minutes=n)) for n in range(6)]

        award = make_award(version, colleague, owner, at=LATER)

        carried = [one["id"] for one in inside(award)["endorsement"]]
        assert carried == [one.sealed.credential_id for one in reversed(made[1:])]

    def test_a_token_of_her_own_is_carried_as_a_token(self, owner, colleague, pantry):
        version = make_badge(pantry, owner)
        request = make_request(pantry, owner, version)
        services.send(request=request, actor=owner, at=NOON)
        token = Outside().document(request.about, form=Form.VC_JWT)
        services.sign_own(request=request, data=token, answer=answer_to(request), at=NOON)

        award = make_award(version, colleague, owner, at=LATER)

        assert inside(award)["endorsementJwt"] == [token.decode()]
        for body in (award.sealed.json, award.sealed.jwt):
            assert verification.check(bytes(body), at=LATER).verdict is Verdict.VALID
        assert "Institute of Service Practice endorses it." in backed(award.sealed.json)


@pytest.mark.scenario("T3")
class TestTheNextVersion:
    def next_of(self, version, owner):
        draft = catalogue.begin_next(version=version, author=owner, at=LATER)
        fields = FiveFields("Safe Shelf", ("Checks dates and packaging every day.",), (str(owner.code),), "2")
        catalogue.update_draft(version=draft, fields=fields, author=owner, at=LATER)
        return catalogue.publish(version=draft, actor=owner, at=LATER)

    def test_is_not_endorsed_until_the_endorser_says_so_and_the_first_keeps_its_own(self, owner, pantry, as_stranger):
        first, _ = make_endorsed_badge(pantry, owner)

        second = self.next_of(first, owner)

        assert "Institute of Service Practice" in words(as_stranger.get(f"/badges/{first.code}"))
        assert "Institute of Service Practice" not in words(as_stranger.get(f"/badges/{second.code}"))
        assert [row.endorsed for row in Listing.objects.filter(version=second)] == [False]

        endorsed(make_request(pantry, owner, second), owner, at=LATER)

        assert "Institute of Service Practice" in words(as_stranger.get(f"/badges/{second.code}"))
        assert [row.endorsed for row in Listing.objects.filter(version=second)] == [True]

    def test_its_badges_do_not_carry_what_the_first_has(self, owner, colleague, pantry):
        first, _ = make_endorsed_badge(pantry, owner)

        award = make_award(self.next_of(first, owner), colleague, owner, at=LATER)

        assert "endorsement" not in inside(award)


class TestABadgesPage:
    @pytest.fixture
    def badge(self, owner, pantry):
        version = make_badge(pantry, owner)
        conditions = [("Train two more judges.", date(2027, 6, 1))]
        return version, endorsed(make_request(pantry, owner, version), owner, conditions=conditions)

    @pytest.mark.scenario("T3")
    def test_the_condition_shows_beside_the_endorsement_until_it_is_met(self, badge, as_stranger):
        version, made = badge

        assert "Train two more judges. Due on 1 June 2027" in words(as_stranger.get(f"/badges/{version.code}"))
        services.settle(condition=made.conditions.get(), state=ConditionState.MET, at=NOON)

        page = words(as_stranger.get(f"/badges/{version.code}"))
        assert "Train two more judges. Met" in page
        assert "Endorsed with conditions" not in page

    @pytest.mark.scenario("10")
    def test_it_says_who_endorses_it_with_dates_and_who_keeps_the_key(self, badge, as_stranger):
        page = words(as_stranger.get(f"/badges/{badge[0].code}"))

        assert "Who endorses it Institute of Service Practice Endorsed with conditions" in page
        assert "Professional institute · since 24 November 2026 · until 24 November 2028" in page
        assert "is kept by this installation" in page
        assert "Ask somebody to endorse it" not in page

    def test_of_a_badge_that_nobody_endorsed_a_stranger_sees_no_such_part(self, as_stranger, version):
        assert "Who endorses it" not in words(as_stranger.get(f"/badges/{version.code}"))

    def test_history_stays_on_it(self, badge, as_stranger):
        services.withdraw(endorsement=badge[1], reason="Nothing was done.", at=NOON)

        page = words(as_stranger.get(f"/badges/{badge[0].code}"))

        assert "Withdrawn on 24 November 2026: Nothing was done." in page
        assert "We endorse it." not in page

    def test_it_costs_the_same_for_one_endorsement_and_for_six(self, as_stranger, owner, pantry, django_assert_max_num_queries):
        version, _ = make_endorsed_badge(pantry, owner)
        for number in range(5):
            endorsed(make_request(pantry, owner, version), owner, at=NOON + timedelta(minutes=number))

        with django_assert_max_num_queries(12):
            as_stranger.get(f"/badges/{version.code}")

    @pytest.mark.parametrize(("switches", "there"), [(["endorsements"], True), ([], False)])
    def test_its_owner_asks_from_there_where_it_is_turned_on(self, as_owner, version, pantry, switches, there):
        Organisation.objects.update(switches=switches)

        assert (f'endorsements/ask/?badge={version.code}"' in as_owner.get(f"/badges/{version.code}").content.decode()) is there

    def test_a_version_that_was_endorsed_while_approved_shows_so_only_if_it_says_the_same(self, owner, pantry, as_stranger):
        version, made = make_endorsed_badge(pantry, owner)
        Endorsement.objects.filter(pk=made.pk).update(signed_at=NOON - DAY, text_digest="0" * 64)

        assert "Who endorses it" not in words(as_stranger.get(f"/badges/{version.code}"))
        award_of = make_award(version, make_member(pantry).person, owner, at=LATER)
        assert "endorsement" not in inside(award_of)


class TestTheCatalogue:
    def test_its_filter_follows_what_stands(self, owner, pantry):
        version, made = make_endorsed_badge(pantry, owner)
        assert Listing.objects.get(version=version).endorsed

        services.withdraw(endorsement=made, reason="No.", at=NOON)

        assert not Listing.objects.get(version=version).endorsed

    def test_what_was_endorsed_before_it_was_published_is_listed_so_afterwards(self, owner, pantry):
        version, _ = make_endorsed_badge(pantry, owner)
        Listing.objects.update(endorsed=False)  # as a row is made when it is published

        settled_letters(at=NOON)

        assert Listing.objects.get(version=version).endorsed

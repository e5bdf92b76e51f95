"""The owner asks: what may be asked about, whom, and who may ask."""

from __future__ import annotations

from uuid import uuid4

import pytest
from laurels.backpack import services as backpack
from laurels.catalogue.models import AchievementVersion
from laurels.common import limits
from laurels.endorsement import services
from laurels.endorsement.errors import AlreadyAsked, MovedMeanwhile, NotAskable, OwnEndorser, TooManyLetters, TooManyRequests
from laurels.endorsement.models import EndorsementRequest, Endorser
from laurels.endorsement.rules import Kind, Role, State
from laurels.endorsement.services import EndorserData, Wanted
from laurels.journal.models import FactRow
from laurels.mail.models import Letter
from laurels.people.errors import NotYours, OrganisationNotFound, TurnedOff
from laurels.people.models import Organisation
from laurels.people.rules import Role as Member
from tests.catalogue.pages import words
from tests.endorsement.making import DAY, INSTITUTE, endorsed, make_request, settled_letters
from tests.issuing.making import make_award, make_badge, make_levelled_badge
from tests.making import NOON, make_member, make_person

pytestmark = pytest.mark.django_db
LIST = "/o/kettle-lane/endorsements/"
TYPED = {
    "name": "Institute of Service Practice",
    "role": "institute",
    "contact": "chair@isp.example",
    "url": "https://isp.example",
    "message": "You know our kitchen.",
}


def by_address(organisation, owner, contact: str, version) -> EndorsementRequest:
    endorser = EndorserData("Us", Role.INSTITUTE, contact)
    return services.draft_request(organisation=organisation, actor=owner, endorser=endorser, wanted=Wanted(version), at=NOON)


class TestAsking:
    def test_from_a_badges_page_to_the_letter(self, as_owner, version):
        answer = as_owner.post(f"{LIST}ask/?badge={version.code}", TYPED, follow=True)

        request = EndorsementRequest.objects.get()
        assert "The letter goes to chair@isp.example." in words(answer)
        assert (request.state, request.kind, request.version) == (State.SENT, Kind.VERSION, version)
        assert request.about.endswith(f"/badges/{version.code}")
        assert request.expires_at - request.sent_at == 90 * DAY
        settled_letters(at=NOON)
        assert Letter.objects.get().to == "chair@isp.example"

    def test_a_draft_is_kept_sent_later_or_thrown_away(self, as_owner, version):
        as_owner.post(f"{LIST}ask/?badge={version.code}", TYPED | {"keep": "yes"})
        request = EndorsementRequest.objects.get()
        assert (request.state, request.expires_at) == (State.DRAFT, None)

        as_owner.post(f"{LIST}{request.code}/send/")
        request.refresh_from_db()
        assert request.state == State.SENT

        answer = as_owner.post(f"{LIST}{request.code}/discard/", follow=True)
        assert "Somebody else has answered or changed this meanwhile." in words(answer)
        other = make_request(request.organisation, request.asked_by, version)
        as_owner.post(f"{LIST}{other.code}/discard/")
        assert list(EndorsementRequest.objects.all()) == [request]

    def test_somebody_known_is_chosen_from_a_list(self, as_owner, owner, pantry, version):
        make_request(pantry, owner, version)
        known = Endorser.objects.get()

        as_owner.post(f"{LIST}ask/?badge={version.code}", {"known": str(known.code)})

        assert EndorsementRequest.objects.filter(endorser=known, state=State.SENT).count() == 1
        assert Endorser.objects.count() == 1

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"name": ""}, "This is needed to ask somebody new."),
            ({"contact": ""}, "This is needed to ask somebody new."),
            ({"contact": "chair"}, "Enter a valid email address."),
            ({"contact": "chair@isp.example\r\nBcc: x@evil.example"}, "Enter a valid email address."),
            ({"role": "friend"}, "Select a valid choice."),
            ({"url": "javascript:badinput()"}, "Enter a valid URL."),
            ({"due": "soon"}, "Enter a valid date."),
            ({"contact": "MIRA@kettle.example"}, "An organisation cannot endorse itself."),
        ],
    )
    def test_what_cannot_be_is_named_and_nothing_is_sent(self, as_owner, version, changes, sentence):
        answer = as_owner.post(f"{LIST}ask/?badge={version.code}", TYPED | changes)

        assert (answer.status_code, sentence in words(answer)) == (422, True)
        assert EndorsementRequest.objects.count() == 0

    @pytest.mark.parametrize("state", ["draft", "in_review", "suspended", "superseded", "retired"])
    def test_only_a_published_or_approved_version_is_sent(self, owner, draft, version, state):
        AchievementVersion.objects.filter(pk=version.pk).update(state=state)
        request = EndorsementRequest.objects.select_related("version", "organisation").get(pk=draft.pk)

        with pytest.raises(NotAskable):
            services.send(request=request, actor=owner, at=NOON)

        request.refresh_from_db()
        assert request.state == State.DRAFT

    def test_an_organisation_writes_to_so_many_a_day(self, owner, pantry, version, monkeypatch):
        monkeypatch.setattr(limits, "REQUESTS_A_DAY", 2)
        badges = [version, make_badge(pantry, owner, name="Warm Shelf"), make_badge(pantry, owner, name="Cold Shelf")]
        first, second, third = (make_request(pantry, owner, badge) for badge in badges)
        services.send(request=first, actor=owner, at=NOON)
        services.send(request=second, actor=owner, at=NOON)

        with pytest.raises(TooManyRequests):
            services.send(request=third, actor=owner, at=NOON)

        services.send(request=third, actor=owner, at=NOON + DAY)

    def test_the_same_body_is_not_asked_twice_about_the_same_thing_while_it_may_answer(self, owner, pantry, version):
        first, second = make_request(pantry, owner, version), make_request(pantry, owner, version)
        services.send(request=first, actor=owner, at=NOON)

        with pytest.raises(AlreadyAsked):
            services.send(request=second, actor=owner, at=NOON)

        services.decline(request=first, words="", at=NOON)
        services.send(request=second, actor=owner, at=NOON)

    def test_a_letter_goes_out_three_times_a_day_however_often_somebody_presses(self, owner, draft):
        services.send(request=draft, actor=owner, at=NOON)
        for _ in range(3):
            settled_letters(at=NOON)
            if Letter.objects.count() < 3:
                services.send_again(request=draft, actor=owner, at=NOON)

        with pytest.raises(TooManyLetters):
            services.send_again(request=draft, actor=owner, at=NOON)
        services.send_again(request=draft, actor=owner, at=NOON + DAY)

    def test_nobody_endorses_herself_by_an_address_of_the_house(self, owner, pantry, colleague, version):
        pantry.contact = "hello@kettle.example"
        pantry.save()
        for contact in ("hello@kettle.example", "Mira@Kettle.example"):
            with pytest.raises(OwnEndorser):
                services.draft_request(
                    organisation=pantry,
                    actor=owner,
                    endorser=EndorserData("Us", Role.INSTITUTE, contact),
                    wanted=Wanted(version),
                    at=NOON,
                )


class TestAfterChanges:
    @pytest.fixture
    def asked(self, draft, owner) -> EndorsementRequest:
        services.send(request=draft, actor=owner, at=NOON)
        services.ask_changes(request=draft, words="Say how often.", at=NOON)
        return draft

    def test_designers_find_it_as_work(self, as_owner, asked):
        page = words(as_owner.get("/o/kettle-lane/design/"))

        assert "Institute of Service Practice asks for changes to “Safe Shelf”." in page
        assert "Say how often." in words(as_owner.get(f"{LIST}{asked.code}/"))

    def test_it_is_asked_anew_about_the_next_version_as_soon_as_that_stands(self, asked, owner, version, as_owner):
        from laurels.catalogue import services as catalogue

        successor = catalogue.begin_next(version=version, author=owner, at=NOON)
        as_owner.post(f"{LIST}{asked.code}/resend/")
        asked = EndorsementRequest.objects.get()
        assert asked.version == version  # the next one is a draft still
        services.ask_changes(request=asked, words="No, the other.", at=NOON)
        catalogue.publish(version=successor, actor=owner, at=NOON)

        as_owner.post(f"{LIST}{asked.code}/resend/")

        asked.refresh_from_db()
        assert (asked.state, asked.version, asked.words) == (State.SENT, successor, "")
        assert asked.about.endswith(f"/badges/{successor.code}")

    @pytest.mark.parametrize("state", [state for state in State if state is not State.CHANGES_ASKED])
    def test_from_nowhere_else(self, draft, owner, state):
        columns = {"expires_at": NOON + DAY} if state in ("sent", "in_review") else {}
        EndorsementRequest.objects.filter(pk=draft.pk).update(state=state, **columns)
        draft.refresh_from_db()

        with pytest.raises(MovedMeanwhile):
            services.resend(request=draft, actor=owner, at=NOON)


class TestOtherThings:
    def test_the_organisation_itself_from_its_settings(self, as_owner, pantry, version):
        assert 'endorsements/ask/"' in as_owner.get("/o/kettle-lane/settings/").content.decode()

        as_owner.post(f"{LIST}ask/", TYPED)

        request = EndorsementRequest.objects.get()
        assert (request.kind, request.state) == (Kind.ISSUER, State.SENT)
        assert request.about.startswith("did:key:")

    def test_one_award_that_its_holder_keeps_open(self, as_owner, owner, colleague, version, as_stranger):
        from laurels.backpack.models import Offer
        from tests.journeys import settle

        award = make_award(version, colleague, owner)
        path = f"{LIST}ask/?credential={award.sealed.code}"
        assert "Nobody can be asked to endorse this yet." in words(as_owner.post(path, TYPED))
        settle(NOON)
        backpack.accept(offer=Offer.objects.get(), person=colleague, identity="address", open_address=True, at=NOON)
        assert (
            f"endorsements/ask/?credential={award.sealed.code}"
            in as_owner.get(f"/o/kettle-lane/awards/{award.code}/").content.decode()
        )

        EndorsementRequest.objects.all().delete()
        as_owner.post(path, TYPED)
        request = EndorsementRequest.objects.get()
        assert (request.kind, request.state) == (Kind.CREDENTIAL, State.SENT)
        made = endorsed(request, owner)

        assert made.sealed.about == award.sealed.credential_id
        page = words(as_stranger.get(f"/c/{award.sealed.token}"))
        assert "Institute of Service Practice endorses this very award." in page
        assert "Institute of Service Practice" in words(as_owner.get(f"/o/kettle-lane/awards/{award.code}/"))

    def test_another_organisations_badge_or_award_is_not_found(self, as_owner, outsider, trust, owner):
        theirs = make_levelled_badge(trust, outsider)
        learner = make_member(trust).person
        award = make_award(theirs, learner, outsider)

        assert as_owner.get(f"{LIST}ask/?badge={theirs.code}").status_code == 404
        assert as_owner.get(f"{LIST}ask/?credential={award.sealed.code}").status_code == 404
        assert as_owner.get(f"{LIST}ask/?credential={uuid4()}").status_code == 404


class TestWho:
    PATHS = ("", "ask/")

    @pytest.mark.parametrize("path", PATHS)
    def test_an_outsider_finds_nothing(self, as_outsider, draft, path):
        assert as_outsider.get(LIST + path).status_code == 404

    @pytest.mark.parametrize("move", ["", "send/", "again/", "resend/", "discard/"])
    def test_an_outsider_moves_nothing_also_beneath_her_own_address(self, as_outsider, draft, move):
        for path in (LIST, "/o/northgate-trust/endorsements/"):
            answer = as_outsider.post(f"{path}{draft.code}/{move}") if move else as_outsider.get(f"{path}{draft.code}/")
            assert answer.status_code == 404, path
        draft.refresh_from_db()
        assert draft.state == State.DRAFT

    @pytest.mark.parametrize("roles", [(), (Member.DESIGNER,), (Member.ASSESSOR, Member.ADMIN, Member.MANAGER)])
    def test_a_colleague_who_is_no_owner_may_not(self, as_colleague, pantry, colleague, draft, version, roles):
        from laurels.people.models import Membership
        from laurels.people.services import grant_role

        for role in roles:
            grant_role(membership=Membership.objects.get(person=colleague), role=role, actor=None, at=NOON)

        assert as_colleague.get(LIST).status_code == 403
        with pytest.raises(NotYours):
            services.send(request=draft, actor=colleague, at=NOON)
        assert "Ask somebody to endorse it" not in words(as_colleague.get(f"/badges/{version.code}"))

    def test_a_stranger_is_sent_to_the_door(self, as_stranger, draft):
        assert as_stranger.get(LIST)["Location"].startswith("/sign-in/")

    def test_where_it_is_not_turned_on_nobody_may(self, as_owner, owner, pantry, draft):
        Organisation.objects.update(switches=[])
        draft.organisation.refresh_from_db()

        assert as_owner.get(LIST).status_code == 404
        with pytest.raises(TurnedOff):
            services.send(request=draft, actor=owner, at=NOON)
        assert "Endorsements" not in words(as_owner.get("/home/"))

    def test_the_verbs_ask_again(self, outsider, pantry, draft, version):
        for verb in (services.send, services.send_again, services.resend, services.discard):
            with pytest.raises(OrganisationNotFound):
                verb(request=draft, actor=outsider, at=NOON)
        with pytest.raises(OrganisationNotFound):
            services.draft_request(organisation=pantry, actor=outsider, endorser=INSTITUTE, wanted=Wanted(version), at=NOON)


class TestTheList:
    def test_it_says_how_each_stands(self, as_owner, owner, pantry, version):
        asked = make_request(pantry, owner, version)
        services.send(request=asked, actor=owner, at=NOON)
        endorsed(make_request(pantry, owner), owner)

        page = words(as_owner.get(LIST))

        assert "Sent, not answered yet" in page
        assert "can be answered until" in page
        assert "Institute of Service Practice: Kettle Lane Endorsed" in page

    def test_it_costs_the_same_for_one_and_for_seven(self, as_owner, owner, pantry, version, django_assert_max_num_queries):
        make_request(pantry, owner, version)
        with django_assert_max_num_queries(12) as one:
            as_owner.get(LIST)
        for _ in range(6):
            make_request(pantry, owner, version)

        with django_assert_max_num_queries(len(one)):
            as_owner.get(LIST)

    def test_every_page_of_it_costs_few_questions(self, as_owner, owner, pantry, version, django_assert_max_num_queries):
        made = endorsed(make_request(pantry, owner, version), owner)
        for path in (
            f"{LIST}ask/?badge={version.code}",
            f"{LIST}ask/",
            f"{LIST}{made.request.code}/",
            f"/endorsements/{made.code}",
        ):
            with django_assert_max_num_queries(12):
                assert as_owner.get(path).status_code == 200, path

    def test_the_menu_leads_there(self, as_owner, pantry):
        assert "/o/kettle-lane/endorsements/" in as_owner.get("/home/").content.decode()

    def test_facts_hold_no_names(self, owner, pantry, version):
        endorsed(make_request(pantry, owner, version), owner)

        for fact in FactRow.objects.filter(kind__contains="endors"):
            assert "Institute" not in str(fact.data)
            assert "@" not in str(fact.data)


def test_a_second_persons_address_is_not_a_way_round(owner, pantry, version):
    """An address that the organisation wrote down for somebody who works there is its own."""
    member = make_member(pantry, make_person("Ola Berg", email="ola@berg.example"))
    member.given_address = "ola@berg.example"
    member.save()

    with pytest.raises(OwnEndorser):
        services.draft_request(
            organisation=pantry,
            actor=owner,
            endorser=EndorserData("Berg", Role.INSTITUTE, "ola@berg.example"),
            wanted=Wanted(version),
            at=NOON,
        )

"""Any member of staff proposes a badge; an answer is promised, late ones show, a yes begins the draft and names her."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from laurels.catalogue.errors import AnsweredAlready, AnswerUnusable, ProposalIncomplete, ProposalNotFound, WriterUnknown
from laurels.catalogue.models import AchievementVersion, Proposal
from laurels.catalogue.rules import proposing as rules
from laurels.catalogue.rules.proposing import Proposed
from laurels.catalogue.selectors import proposing as selectors
from laurels.catalogue.services import proposing as services
from laurels.common.clock import now
from laurels.journal.models import FactRow
from laurels.mail.models import Letter
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.models import Membership
from laurels.people.rules import Role
from tests.catalogue.making import publish
from tests.catalogue.pages import words
from tests.catalogue.planning import plans
from tests.journeys import settle
from tests.making import NOON, make_member, make_person
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db
LIST = "/o/kettle-lane/proposals/"
LINES = ("Sorts gifts by date.", "Says no to what cannot be given on.")
GOOD = Proposed("Sorting gifts", "We throw away less of what people bring.", LINES)
TYPED = {"title": GOOD.title, "need": GOOD.need, "lines": "\n".join(LINES), "together": "", "credited": "on"}


@pytest.fixture
def planning(pantry, owner):
    return plans(pantry, owner)


def propose(organisation, person, *, at=NOON, **more) -> Proposal:
    return services.propose(organisation=organisation, proposed=GOOD, proposer=person, **({"credited": True, "at": at} | more))


@pytest.fixture
def proposal(planning, colleague):
    return propose(planning, colleague)


class TestRules:
    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            ({"title": " "}, "working name"),
            ({"title": "x" * 121}, "longer than 120"),
            ({"need": ""}, "help with"),
            ({"need": "x" * 301}, "at most 300"),
            ({"lines": ()}, "at least one line"),
            ({"lines": ("a",) * 13}, "at most 12 lines"),
            ({"lines": ("x" * 301,)}, "a line is longer"),
        ],
    )
    def test_what_is_missing_or_too_much_is_named(self, changes, fault):
        values = {"title": "A", "need": "B", "lines": ("C",)}
        assert rules.faults(Proposed(**values)) == []

        (found,) = rules.faults(Proposed(**(values | changes)))

        assert fault in found

    def test_an_answer_is_promised_in_working_days_and_late_after_the_last_one(self):
        due = rules.due_on(date(2026, 11, 24), 15)
        assert due == date(2026, 12, 15)

        assert [rules.is_late("open", due, date(2026, 12, day)) for day in (14, 15, 16)] == [False, False, True]
        assert not rules.is_late("later", due, date(2027, 1, 1))

    @pytest.mark.parametrize(
        ("answer", "reason", "fault"),
        [("yes", "", ""), ("no", "Not ours.", ""), ("no", " ", "Say why"), ("later", "", "Say why"), ("perhaps", "x", "Choose")],
    )
    def test_later_and_no_need_a_reason(self, answer, reason, fault):
        assert fault in rules.fault_of_answer(answer, reason)
        assert bool(rules.fault_of_answer(answer, reason)) is bool(fault)

    def test_colleagues_are_found_by_name_or_address_and_nobody_is_guessed(self):
        people = [("1", "Ana Reyes", "ana@kettle.example"), ("2", "Ben Ode", ""), ("3", "Ben Ode", "ben@kettle.example")]

        codes, faults = rules.matched([" ana reyes ", "ANA@kettle.example", "", "ben@kettle.example", "Ben Ode", "Cas"], people)

        assert codes == ("1", "3")
        assert faults == ("Several people here are called “Ben Ode”. Write her address.", "Nobody here is “Cas”.")

    def test_an_empty_address_is_nobody(self):
        assert rules.matched([""], [("2", "Ben Ode", "")]) == ((), ())

    @pytest.mark.parametrize(
        ("names", "line"),
        [
            ([], ""),
            (["Ana"], "First proposed by Ana."),
            (["Ana", "Ben"], "First proposed by Ana and Ben."),
            (["Ana", "Ben", "Cas"], "First proposed by Ana, Ben and Cas."),
        ],
    )
    def test_the_credit_is_one_line(self, names, line):
        assert rules.credit(names) == line


class TestPropose:
    def test_it_waits_with_its_promise(self, proposal):
        assert (proposal.answer, proposal.due_on, proposal.lines) == ("open", date(2026, 12, 15), list(LINES))
        assert FactRow.objects.get(kind="proposal.sent").data == {}

    def test_the_promise_is_the_organisations_own(self, planning, colleague):
        planning.answer_days = 5
        assert propose(planning, colleague).due_on == date(2026, 12, 1)

    def test_colleagues_are_named_and_say_for_themselves_whether_they_are_credited(self, planning, colleague, owner):
        proposal = propose(planning, colleague, together_with=[owner.code, colleague.code])

        assert list(proposal.proposers.values_list("person__name", "credited")) == [("Jonas Hale", True), ("Mira Lund", False)]

    def test_somebody_of_another_house_cannot_be_named(self, planning, colleague, outsider):
        with pytest.raises(ProposalIncomplete, match="does not work there"):
            propose(planning, colleague, together_with=[outsider.code])

        assert not Proposal.objects.exists()

    def test_nobody_proposes_where_she_does_not_work(self, planning, outsider):
        with pytest.raises(OrganisationNotFound):
            propose(planning, outsider)

    def test_whoever_answers_and_whoever_is_named_get_a_letter(self, planning, colleague, owner):
        ana = make_person("Ana Reyes", email="ana@kettle.example")
        make_member(planning, ana)
        propose(planning, colleague, together_with=[ana.code])

        settle(NOON)

        assert {(letter.to, letter.subject) for letter in Letter.objects.all()} == {
            ("mira@kettle.example", "A badge is proposed: Sorting gifts"),
            ("ana@kettle.example", "Jonas Hale proposes a badge together with you"),
        }


class TestAnswer:
    def test_a_yes_begins_the_draft_with_her_lines(self, proposal, owner):
        draft = services.answer(proposal=proposal, answer="yes", reason="", actor=owner, at=NOON)

        assert [element.statement for element in draft.elements.all()] == list(LINES)
        assert (draft.title, draft.strategy.business_need, draft.author) == (GOOD.title, GOOD.need, owner)
        assert Proposal.objects.get().achievement == draft.achievement
        assert FactRow.objects.get(kind="proposal.answered").data == {"answer": "yes"}

    def test_somebody_else_may_write_it(self, proposal, owner, planning):
        dora = make_member(planning, make_person("Dora Quill"), Role.DESIGNER).person

        assert services.answer(proposal=proposal, answer="yes", reason="", actor=owner, writer=dora, at=NOON).author == dora

    def test_nobody_writes_it_who_is_no_designer(self, proposal, owner, colleague):
        with pytest.raises(WriterUnknown):
            services.answer(proposal=proposal, answer="yes", reason="", actor=owner, writer=colleague, at=NOON)

        assert Proposal.objects.get().answer == "open"
        assert not AchievementVersion.objects.exists()

    @pytest.mark.parametrize("answer", ["no", "later"])
    def test_no_and_later_begin_nothing_and_say_why(self, proposal, owner, answer):
        assert services.answer(proposal=proposal, answer=answer, reason="After the move.", actor=owner, at=NOON) is None

        assert (Proposal.objects.get().answer, Proposal.objects.get().reason) == (answer, "After the move.")
        assert not AchievementVersion.objects.exists()
        with pytest.raises(AnswerUnusable):
            services.answer(proposal=proposal, answer=answer, reason="", actor=owner, at=NOON)

    def test_later_can_still_become_yes_and_no_cannot(self, proposal, owner):
        services.answer(proposal=proposal, answer="later", reason="After the move.", actor=owner, at=NOON)
        assert services.answer(proposal=proposal, answer="yes", reason="", actor=owner, at=NOON + timedelta(days=60))

        with pytest.raises(AnsweredAlready):
            services.answer(proposal=proposal, answer="no", reason="Too late.", actor=owner, at=NOON)

    def test_nobody_else_answers(self, proposal, colleague, outsider, planning):
        dora = make_member(planning, make_person("Dora Quill"), Role.DESIGNER).person
        for person, refusal in ((colleague, NotYours), (dora, NotYours), (outsider, OrganisationNotFound)):
            with pytest.raises(refusal):
                services.answer(proposal=proposal, answer="no", reason="No.", actor=person, at=NOON)

    def test_whoever_proposed_it_reads_the_answer_also_a_second_one(self, proposal, owner):
        settle(NOON)
        Letter.objects.all().delete()

        services.answer(proposal=proposal, answer="later", reason="After the move.", actor=owner, at=NOON)
        settle(NOON)
        services.answer(proposal=proposal, answer="no", reason="We moved on.", actor=owner, at=NOON)
        settle(NOON)

        assert [(letter.to, letter.subject) for letter in Letter.objects.order_by("pk")] == [
            ("jonas@kettle.example", "“Sorting gifts” comes later"),
            ("jonas@kettle.example", "“Sorting gifts” will not be written"),
        ]


class TestLate:
    LATE = NOON + timedelta(days=22)  # 16 December, the day after the promise

    def test_it_shows_to_both_and_both_get_one_letter(self, proposal, owner, colleague):
        settle(NOON)
        Letter.objects.all().delete()
        (line,) = selectors.hers(colleague, at=self.LATE, limit=5)
        assert (line.late, line.when) == (True, "an answer was promised by 15 December 2026")
        page = selectors.proposals_page(proposal.organisation, owner, owner=True, all_of_them=True, at=self.LATE)
        assert (page.late, page.waiting[0].state) == (1, "Late")

        settle(self.LATE)
        settle(self.LATE + timedelta(days=1))

        subject = "An answer to “Sorting gifts” is late"
        found = set(Letter.objects.values_list("to", "subject"))
        assert found == {("jonas@kettle.example", subject), ("mira@kettle.example", subject)}

    def test_on_the_last_day_it_is_in_time(self, proposal, colleague):
        settle(NOON)
        before = Letter.objects.count()

        settle(self.LATE - timedelta(days=1))

        assert Letter.objects.count() == before
        assert not selectors.hers(colleague, at=self.LATE - timedelta(days=1), limit=5)[0].late

    def test_an_answered_one_is_never_late(self, proposal, owner):
        services.answer(proposal=proposal, answer="later", reason="After the move.", actor=owner, at=NOON)

        assert selectors.late_ones(at=self.LATE, limit=10) == []


class TestCredit:
    @pytest.fixture
    def badge(self, proposal, owner):
        draft = services.answer(proposal=proposal, answer="yes", reason="", actor=owner, at=now())
        draft.judges.create(person=owner)
        return publish(draft, owner)

    def test_her_name_stands_on_the_badges_page_while_she_agrees(self, proposal, badge, as_stranger, colleague):
        page = words(as_stranger.get(f"/badges/{badge.code}"))
        assert "First proposed by Jonas Hale." in page

        services.set_credit(proposal=proposal, person=colleague, credited=False)

        assert "Jonas Hale" not in words(as_stranger.get(f"/badges/{badge.code}"))

    def test_nobody_says_it_for_her(self, proposal, owner, outsider):
        for person in (owner, outsider):
            with pytest.raises(ProposalNotFound):
                services.set_credit(proposal=proposal, person=person, credited=False)

    def test_she_can_take_it_away_after_she_left(self, proposal, badge, as_colleague, as_stranger, colleague):
        Membership.objects.filter(person=colleague).update(state="left", left_at=NOON)
        assert "Take my name away" in words(as_colleague.get(f"{LIST}{proposal.code}/"))

        as_colleague.post(f"{LIST}{proposal.code}/credit/", {"no": "yes"})

        assert "Jonas Hale" not in words(as_stranger.get(f"/badges/{badge.code}"))


class TestPages:
    @pytest.mark.usefixtures("planning")
    def test_a_colleague_proposes_and_an_owner_answers(self, as_colleague, as_owner):
        answer = as_colleague.post(LIST + "new/", TYPED, follow=True)
        assert "Waits for an answer" in words(answer)
        proposal = Proposal.objects.get()
        assert "1 proposal waits for an answer." in words(as_owner.get(LIST))

        answer = as_owner.post(f"{LIST}{proposal.code}/", {"answer": "no", "reason": "We do this on Fridays."}, follow=True)

        assert "Those who proposed it are told." in words(answer)
        page = words(as_colleague.get(f"{LIST}{proposal.code}/"))
        assert "No, says Mira Lund" in page
        assert "We do this on Fridays." in page

    @pytest.mark.usefixtures("planning")
    def test_a_yes_leads_the_owner_to_the_draft(self, as_owner, as_colleague, owner):
        as_colleague.post(LIST + "new/", TYPED)
        proposal = Proposal.objects.get()

        answer = as_owner.post(f"{LIST}{proposal.code}/", {"answer": "yes", "writer": str(owner.code)})

        assert answer["Location"] == f"/o/kettle-lane/design/{AchievementVersion.objects.get().code}/"

    @pytest.mark.usefixtures("planning")
    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"title": ""}, "This field is required."),
            ({"lines": "\n".join(["a"] * 13)}, "say it in at most 12 lines"),
            ({"together": "Somebody Else"}, "Nobody here is “Somebody Else”."),
        ],
    )
    def test_what_cannot_be_sent_is_said_and_kept(self, as_colleague, changes, said):
        answer = as_colleague.post(LIST + "new/", TYPED | changes)

        assert answer.status_code == 422
        assert said in words(answer)
        assert GOOD.need in answer.content.decode()
        assert not Proposal.objects.exists()

    @pytest.mark.parametrize("changes", [{"answer": "no", "reason": ""}, {"answer": "", "reason": "x"}, {"answer": "maybe"}])
    def test_an_answer_that_cannot_be_is_said(self, as_owner, proposal, changes):
        answer = as_owner.post(f"{LIST}{proposal.code}/", changes)

        assert answer.status_code == 422
        assert Proposal.objects.get().answer == "open"

    def test_another_colleague_does_not_find_it_and_does_not_see_it_in_her_list(self, proposal, planning):
        other = _signed_in(make_member(planning, make_person("Cas Lee")).person)

        assert other.get(f"{LIST}{proposal.code}/").status_code == 404
        assert "Sorting gifts" not in words(other.get(LIST))

    def test_whoever_proposed_it_cannot_answer_it(self, proposal, as_colleague):
        assert as_colleague.post(f"{LIST}{proposal.code}/", {"answer": "yes"}).status_code == 403

    @pytest.mark.parametrize(("who", "status"), [("as_outsider", 404), ("as_stranger", 302)])
    def test_an_outsider_finds_nothing(self, request, proposal, who, status):
        for path in (LIST, LIST + "new/", f"{LIST}{proposal.code}/"):
            assert request.getfixturevalue(who).get(path).status_code == status

    def test_nothing_is_there_where_it_is_turned_off(self, as_owner, pantry):
        assert as_owner.get(LIST).status_code == 404
        assert "Propose a badge" not in as_owner.get("/home/").content.decode()

    def test_a_hostile_proposal_is_shown_as_text(self, as_owner, as_colleague, planning):
        as_colleague.post(LIST + "new/", TYPED | {"title": "<script>alert(1)</script>", "need": "<b>now</b>"})

        for client in (as_owner, as_colleague):
            page = client.get(LIST).content.decode()
            assert "<script>alert" not in page
            assert "<b>now" not in page

    def test_the_list_costs_the_same_for_one_and_thirty(self, as_owner, planning, colleague, django_assert_max_num_queries):
        propose(planning, colleague)
        as_owner.get(LIST)
        with django_assert_max_num_queries(12) as few:
            as_owner.get(LIST)
        for _ in range(29):
            propose(planning, colleague)

        with django_assert_max_num_queries(12) as many:
            page = as_owner.get(LIST)

        assert len(re.findall("answer promised by", page.content.decode())) == 30
        assert len(few) == len(many)

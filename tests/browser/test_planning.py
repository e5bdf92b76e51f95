"""Planning in a real browser: the promises of DOMAIN 1 that a page keeps, and how the pages look."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from laurels.catalogue.models import AchievementVersion, Proposal, ReviewTask
from laurels.catalogue.services import proposing, upkeep
from laurels.catalogue.services.proposing import Proposed
from laurels.common.clock import now
from laurels.frameworks.models import Item
from laurels.frameworks.services import mark_in_demand
from laurels.people.rules import Switch
from laurels.people.services import turn_on
from laurels.people.services.register import begin_job, job_named
from tests.catalogue.making import make_draft
from tests.catalogue.planning import make_planned, resting_on
from tests.catalogue.test_tasks import awarded, keep
from tests.catalogue.test_training import add, make
from tests.frameworks.making import make_framework
from tests.making import NOON, make_member, make_person
from tests.personas import _signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = timedelta(days=1)
LINES = ("Sorts gifts by date.", "Says no to what cannot be given on.")


@pytest.fixture
def planning(pantry, owner):
    switches = [Switch.PLANNING, Switch.FRAMEWORKS]
    turn_on(organisation=pantry, switches=switches, answer_days=15, actor=owner, at=NOON)
    return pantry


def be(page, person) -> None:
    """The browser of this person."""
    cookie = _signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": settings.ORIGIN}])


@pytest.mark.scenario("3")
def test_what_is_in_demand_and_has_no_badge_is_a_gap_with_create_badge(page, planning, owner):
    make_framework(planning)
    mark_in_demand(item=Item.objects.get(key="S1"), wanted=True, actor=owner, at=NOON)
    be(page, owner)

    page.goto("/o/kettle-lane/programme/coverage/")
    assert page.locator("h1").inner_text() == "1 thing in demand has no badge."
    page.get_by_role("button", name="Create a badge for S1 Turn every tin").click()

    page.wait_for_url("**/design/**")
    draft = AchievementVersion.objects.get()
    assert (draft.title, draft.alignments.get().target_url) == ("Turn every tin", "https://skills.example/S1")


@pytest.mark.scenario("4")
def test_the_badges_of_her_new_job_come_first_on_her_start_page(page, planning, owner, colleague):
    shelf, welcome = make_planned(planning, owner), make_planned(planning, owner, handle="W", title="Warm Welcome")
    keep(planning, owner, shelf, welcome, job_roles=[job_named(planning, "Team leader").code])
    begin_job(membership=colleague.memberships.get(), title="Team leader", from_on=date(2026, 5, 1), actor=None, at=NOON)
    add(make(planning, owner, person=colleague), owner, welcome, title="Lead a morning", due=now().date() + 20 * DAY)
    awarded(shelf, colleague, owner)
    be(page, colleague)

    page.goto("/home/")

    lines = page.locator("section[aria-labelledby=job-1] li").all_inner_texts()
    assert "Warm Welcome" in lines[0]
    assert "your plan wants it by" in lines[0]
    assert "Held until" in lines[1]


@pytest.mark.scenario("8")
def test_a_badge_names_and_links_the_work_and_the_items_that_it_serves(page, planning, owner):
    version = make_planned(planning, owner, alignments=(resting_on(uuid4()),))
    keep(planning, owner, version)

    page.goto(f"/badges/{version.code}")

    item = page.get_by_role("link", name="Handle food safely")
    assert item.get_attribute("href").startswith("https://frameworks.example/")
    page.get_by_role("link", name="Open the shop alone").click()
    assert page.locator("h1").inner_text() == "Open the shop alone"
    page.get_by_role("link", name="Safe Shelf").click()
    assert page.url.endswith(str(version.code))


@pytest.mark.scenario("10")
def test_a_badge_says_what_it_is_for_and_how_many_hold_it_from_ten_on(page, planning, owner):
    version = make_planned(planning, owner)
    for number in range(9):
        awarded(version, make_member(planning, make_person(f"Learner {number}")).person, owner)
    page.goto(f"/badges/{version.code}")
    assert "Nobody becomes ill from food that we gave." in page.locator("main").inner_text()
    assert "hold it now" not in page.locator("main").inner_text()

    awarded(version, make_member(planning, make_person("Learner 9")).person, owner)
    page.reload()

    assert "10 people hold it now." in page.locator("main").inner_text()


@pytest.mark.scenario("27")
def test_a_badge_past_its_review_heads_the_queue_and_says_under_review(page, planning, owner):
    make_planned(planning, owner, handle="SOON", title="Due Soon", review_on=now().date() + 9 * DAY)
    version = make_planned(planning, owner, review_on=now().date() - DAY, at=now() - 90 * DAY)
    upkeep.raise_due(at=now())
    be(page, owner)

    page.goto(f"/badges/{version.code}")
    assert "This badge is under review since" in page.locator("main").inner_text()
    page.goto("/o/kettle-lane/programme/reviews/")
    assert "Safe Shelf" in page.locator("main li").first.inner_text()
    page.get_by_role("link", name="Look again at Safe Shelf").click()
    page.get_by_role("button", name="Still right until then").click()

    page.wait_for_url("**/programme/reviews/")
    assert ReviewTask.objects.get(version=version).result == "still-right"
    page.goto(f"/badges/{version.code}")
    assert "under review" not in page.locator("main").inner_text()


@pytest.mark.scenario("48")
def test_a_colleague_proposes_the_owner_says_yes_and_the_draft_has_her_lines(page, planning, owner, colleague):
    be(page, colleague)
    page.goto("/o/kettle-lane/proposals/new/")
    page.get_by_label("What could it be called?").fill("Sorting gifts")
    page.get_by_label("What would it help with?").fill("We throw away less of what people bring.")
    page.get_by_label("What would people be able to do?").fill("\n".join(LINES))
    page.get_by_label("My name may stand").check()
    page.get_by_role("button", name="Send this proposal").click()
    page.wait_for_url("**/proposals/*-*/")
    assert "Waits for an answer" in page.locator("main").inner_text()

    Proposal.objects.update(due_on=now().date() - DAY)  # nobody answered in time
    page.reload()
    assert "This answer is late." in page.locator("main").inner_text()
    be(page, owner)
    page.goto("/o/kettle-lane/proposals/")
    assert page.locator("h1").inner_text() == "1 answer is late."
    page.get_by_role("link", name="Sorting gifts").click()
    page.get_by_label("Yes: begin the draft").check()
    page.get_by_role("button", name="Send the answer").click()

    page.wait_for_url("**/design/**")
    draft = AchievementVersion.objects.get()
    assert [element.statement for element in draft.elements.all()] == list(LINES)
    assert Proposal.objects.get().achievement == draft.achievement


@pytest.mark.scenario("36")
def test_the_programme_names_a_badge_without_a_need_of_its_own(page, planning, owner):
    make_draft(planning, owner)
    be(page, owner)

    page.goto("/o/kettle-lane/programme/?only=gaps")

    assert "a need of its own" in page.locator("tbody tr").inner_text()


def test_a_rule_is_written_by_keyboard_alone(browser_without_scripts, planning, owner):
    make_planned(planning, owner)
    make_planned(planning, owner, handle="W", title="Warm Welcome")
    page = browser_without_scripts.new_page()
    be(page, owner)
    page.goto("/o/kettle-lane/tasks/new/")

    page.get_by_label("What is the work?").focus()
    page.keyboard.type("Open the shop alone")
    page.get_by_role("button", name="Add a choice").first.press("Enter")
    page.wait_for_load_state()
    page.locator("#badge-1").select_option(label="Safe Shelf")
    page.locator("#badge-3").select_option(label="Warm Welcome")
    page.get_by_role("button", name="Keep this job task").press("Enter")

    page.wait_for_url("**/tasks/*")
    assert "Any 1 of these 1" in page.locator("main").inner_text()
    assert page.locator("h1").inner_text() == "Open the shop alone"


@pytest.mark.conformance("WEB-04")
def test_every_page_of_planning_looks_right(page, looks_right, planning, owner, colleague):
    make_framework(planning)
    mark_in_demand(item=Item.objects.get(key="S1"), wanted=True, actor=owner, at=NOON)
    version = make_planned(planning, owner, review_on=now().date() - DAY, at=now() - 90 * DAY, alignments=(resting_on(uuid4()),))
    upkeep.raise_due(at=now())
    said = Proposed("Sorting gifts", "We throw away less.", LINES)
    proposal = proposing.propose(organisation=planning, proposed=said, proposer=colleague, credited=True, at=now())
    task = keep(planning, owner, version, job_roles=[job_named(planning, "Team leader").code])
    plan = make(planning, owner, person=colleague)
    add(plan, owner, version)
    review = ReviewTask.objects.get()
    be(page, owner)

    walk = ["programme/", "programme/reviews/", f"programme/reviews/{review.code}/", "programme/coverage/", "proposals/"]
    walk += ["proposals/new/", f"proposals/{proposal.code}/", "tasks/", "tasks/new/", f"tasks/{task.code}/"]
    walk += ["plans/", "plans/new/", f"plans/{plan.code}/"]
    for path in walk:
        page.goto(f"{settings.ORIGIN}/o/kettle-lane/{path}")
        assert (page.url, page.locator("h1").count()) == (f"{settings.ORIGIN}/o/kettle-lane/{path}", 1)
        looks_right(page, "plan-" + path.strip("/").replace("/", "-")[:30])
    for path in (f"/tasks/{task.code}", f"/badges/{version.code}", "/home/", "/o/kettle-lane/settings/"):
        page.goto(path)
        looks_right(page, "plan" + path.replace("/", "-")[:20])

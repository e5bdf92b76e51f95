"""A second pair of eyes in a real browser: submitted, read by keyboard, returned, approved and published the same day."""

from __future__ import annotations

import pytest
from django.test import Client
from laurels.catalogue import services
from laurels.catalogue.models import AchievementVersion, Strategy
from laurels.catalogue.rules import State
from laurels.people.rules import Role
from tests.catalogue.whole import SAME, make_element, make_map, make_published, make_submitted, make_whole
from tests.making import NOON, make_member, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def second(trust):
    return make_member(trust, make_person("Wen Halloran", email="wen@trust.example"), Role.OWNER).person


@pytest.fixture
def designer(trust):
    return make_member(trust, make_person("Dora Finch", email="dora@trust.example"), Role.DESIGNER).person


@pytest.fixture
def as_person(page, at_its_address):
    """The browser as somebody who is signed in."""

    def become(person):
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "laurels", "value": client.cookies["laurels"].value, "url": at_its_address}])
        return page

    return become


def at(version: AchievementVersion, door: str = "") -> str:
    return f"/o/{version.achievement.organisation.slug}/design/{version.code}/{door}"


@pytest.mark.scenario("5")
def test_a_badge_is_reviewed_and_published_the_same_day_and_the_time_from_its_idea_stands_there(
    trust, designer, second, as_person, looks_right
):
    version = make_whole(trust, designer)
    page = as_person(designer)
    page.goto(at(version, "submit/"))
    looks_right(page, "submit-ready")
    page.get_by_role("button", name="Submit for review").click()
    page.get_by_text("waits for its reviewer").wait_for()

    page = as_person(second)
    page.goto("/home/")
    looks_right(page, "home-review")
    page.get_by_role("link", name="Review it").click()
    looks_right(page, "review")
    for place in range(4):
        page.locator(f"#id_said-{place}_0").focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Approve it").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="is approved. Publish it?").wait_for()
    looks_right(page, "publish-approved")
    page.get_by_role("button", name="Publish this badge").click()
    page.get_by_text("It can be earned from now on.").wait_for()

    version.refresh_from_db()
    assert (version.state, version.published_by) == (State.PUBLISHED, second)
    page.goto(at(version, "history/"))
    assert "From the idea to publishing:" in page.locator("h1").inner_text()
    looks_right(page, "history")


@pytest.mark.scenario("28")
def test_a_next_version_is_read_beside_the_one_before_and_comes_back_with_words(trust, designer, second, as_person, looks_right):
    first = make_published(trust, designer, second)
    statements = {"CLE-1": "Handles a call from greeting to agreed outcome.", "CLE-2": first.elements.all()[1].statement}
    version = make_whole(trust, designer, number="2.0", previous=first, statements=statements, title="Say it clearly, always")
    make_element(version, "CLE-9", "Understands what a customer needs.")
    services.override(version=version, rule="L01", subject="CLE-9", reason="Our regulator's own word.", actor=designer, at=NOON)
    services.submit(version=version, actor=designer, at=NOON)
    page = as_person(second)
    page.goto(at(version, "review/"))
    looks_right(page, "review-next")

    page.locator("#id_said-3_1").check()
    page.locator("#id_words-3").fill("Say what she does, not what she understands.")
    page.get_by_label("What you tell the author").fill("One element is not to be seen.")
    page.get_by_role("button", name="Return it to the author").click()
    page.get_by_text("is back with its author").wait_for()

    page = as_person(designer)
    page.goto(at(version, "write/elements/CLE-9/"))
    assert page.get_by_text("Wen Halloran asks: Say what she does, not what she understands.").is_visible()
    looks_right(page, "write-returned")
    page.goto(at(first, f"compare/{version.code}/"))
    looks_right(page, "compare")


@pytest.mark.scenario("13")
def test_a_large_badge_is_advised_to_be_split_when_it_is_saved(trust, designer, as_person):
    statements = {f"E-{number}": f"Handles task number {number} to its end." for number in range(8)}
    version = make_whole(trust, designer, statements=statements)
    page = as_person(designer)
    page.goto(at(version, "write/elements/"))
    assert not page.get_by_text("Split it in two badges").is_visible()

    page.locator("input[name=statement], textarea[name=statement]").fill("Keeps the ninth thing in order.")
    page.get_by_role("button", name="Add this element").click()
    page.goto(at(version, "write/elements/"))

    assert page.get_by_text("It asks for 9 things, more than 8. Split it in two badges.").is_visible()


@pytest.mark.scenario("16")
def test_a_behaviour_that_nobody_would_see_blocks_publishing_with_the_reason(trust, designer, as_person, looks_right):
    version = make_whole(trust, designer)
    make_element(version, "CLE-4", "Shares credit with whoever did the work.", kind="behaviour")
    page = as_person(designer)

    page.goto(at(version, "submit/"))

    assert page.get_by_text("It is a behaviour and does not say what one would see. Name an observable indicator.").is_visible()
    assert page.get_by_role("button", name="Submit for review").count() == 0
    looks_right(page, "submit-blocked")
    page.get_by_role("link", name="L05").click()
    assert page.get_by_text("The indicator is what two assessors would both write down.").is_visible()
    looks_right(page, "linter")


@pytest.mark.scenario("36")
def test_a_badge_without_a_need_is_blocked(trust, designer, as_person):
    version = make_whole(trust, designer, strategy={"business_need": ""})
    page = as_person(designer)

    page.goto(at(version, "submit/"))

    assert page.get_by_text("It names no need of your organisation.").is_visible()
    assert page.get_by_role("button", name="Submit for review").count() == 0


@pytest.mark.scenario("T1")
@pytest.mark.parametrize(
    ("gone", "named"), [({"lifespan_months": None}, "Its lifespan is not chosen"), ({"performance_level": ""}, "performance level")]
)
def test_a_missing_field_of_the_strategy_is_named_and_an_own_reason_is_enough(trust, designer, second, as_person, gone, named):
    version = make_whole(trust, designer, strategy=gone)
    page = as_person(designer)
    page.goto(at(version, "submit/"))
    assert page.get_by_text(named).is_visible()

    told = {"lifespan_reason": "knowledge base; practice badges expire", "performance_level": "competent"}
    Strategy.objects.filter(version=version).update(**told)
    page.reload()

    page.get_by_role("button", name="Submit for review").click()
    page.get_by_text("waits for its reviewer").wait_for()


@pytest.mark.scenario("T1")
def test_with_the_rules_of_the_small_five_fields_are_enough_and_what_follows_is_confirmed_once(owner, pantry, as_person):
    page = as_person(owner)
    page.goto("/o/kettle-lane/design/new/")
    page.get_by_label("1. Its name").fill("Safe Shelf")
    page.get_by_label("2. What people will be able to do").fill("Checks dates.")
    page.get_by_role("button", name="Look it over and publish").click()

    shown = page.locator("main").inner_text()
    assert "This is what we filled in for you" in shown
    for name in ("Why people learn it", "Good for", "Looked at again on", "What it is for"):
        assert name in shown
    page.get_by_role("button", name="Publish this badge").click()
    page.get_by_text("It can be earned from now on.").wait_for()


def test_what_must_be_answered_is_answered_where_it_stands(trust, designer, second, as_person, looks_right):
    version = make_whole(trust, designer)
    make_element(version, "CLE-4", "Understands what customers need.")
    page = as_person(designer)
    page.goto(at(version, "submit/"))
    looks_right(page, "submit-answers")

    page.get_by_label("Why it does not hold here").fill("Our regulator's own word.")
    page.get_by_role("button", name="Answer").click()

    assert page.get_by_text("Answered by Dora Finch").is_visible()
    assert page.get_by_role("button", name="Submit for review").is_visible()


def test_previews_look_right_through_every_pair_of_eyes(trust, designer, second, as_person, looks_right):
    version = make_submitted(trust, designer)
    make_published(trust, designer, second, handle="CC-RIGHT", title="Put it right", statements={"R-1": "Mends what went wrong."})
    page = as_person(designer)
    for eyes in ("learner", "assessor", "stranger", "machine"):
        page.goto(at(version, f"preview/?as={eyes}"))
        looks_right(page, f"preview-{eyes}")


def test_on_hold_and_back_and_what_changed_look_right(trust, designer, second, as_person, looks_right):
    first = make_published(trust, designer, second)
    version = make_whole(trust, designer, number="2.0", previous=first, title="Say it clearly, always")
    make_map(version, **SAME)
    services.submit(version=version, actor=designer, at=NOON)
    services.agree_to_the_rest(version=version, actor=second, at=NOON)
    services.approve(version=version, actor=second, at=NOON)
    services.publish(version=version, actor=second, at=NOON)
    page = as_person(second)
    page.goto(f"/badges/{version.code}/changes")
    looks_right(page, "changes")
    page.goto(at(version, "suspend/"))
    looks_right(page, "suspend")
    page.get_by_label("Why?").fill("A safety notice.")
    page.get_by_role("button", name="Put it on hold").click()
    page.get_by_text("This badge is on hold").wait_for()
    looks_right(page, "badge-on-hold")
    page.get_by_role("link", name="Bring it back").click()
    looks_right(page, "resume")
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_text("It can be earned again.").wait_for()

"""Writing in full in a real browser: from a pattern to a published badge on one day, by two who write, in every light."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client
from laurels.catalogue import services
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import whole_of
from laurels.common.clock import now
from laurels.people.models import Organisation
from laurels.people.rules import Mode, Role
from tests.catalogue.data import STANDARD, make_element, make_whole
from tests.making import make_member, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESIGN = "/o/kettle-lane/design/"


@pytest.fixture
def large(pantry) -> Organisation:
    Organisation.objects.filter(pk=pantry.pk).update(mode=Mode.ASSURED)
    pantry.refresh_from_db()
    return pantry


def sign_in(context, person, address) -> None:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    context.add_cookies([{"name": "laurels", "value": client.cookies["laurels"].value, "url": address}])


@pytest.fixture
def as_her(page, owner, large, at_its_address):
    """The owner's session in the browser."""
    sign_in(page.context, owner, at_its_address)
    return page


def whole(owner, **changes):
    """What a draft says that a second person could approve at once."""
    elements = tuple(make_element(f"PIR-{number}") for number in range(1, 6))
    standards = tuple(replace(STANDARD, element=element.code) for element in elements)
    return make_whole(judges=(str(owner.code),), elements=elements, alignments=standards, **changes)


def says(version):
    return whole_of(AchievementVersion.objects.select_related("achievement", "strategy").get(pk=version.pk))


@pytest.mark.scenario("5")
def test_a_pattern_becomes_a_published_badge_on_the_same_day_and_the_page_says_how_long_it_took(as_her, owner, large):
    starter = services.begin_draft(organisation=large, data=whole(owner), author=owner, at=now(), is_starter=True)
    second = make_member(large, make_person("Vera Hale", email="vera@kettle.example"), Role.OWNER, Role.DESIGNER).person
    page = as_her
    page.goto(f"{DESIGN}begin/")
    page.get_by_role("button", name="Begin with this pattern").click()
    page.get_by_label("Which need it serves").fill("Fewer calls come back.")
    page.get_by_text("saved", exact=True).wait_for()

    draft = AchievementVersion.objects.exclude(pk=starter.pk).get()
    services.answer_all(version=draft, reason="So it is with us.", actor=owner, at=now())
    services.submit(version=draft, actor=owner, at=now())
    services.agree_to_the_rest(version=draft, actor=second, at=now())
    services.approve(version=draft, actor=second, at=now())
    services.publish(version=draft, actor=second, at=now())

    page.goto(f"{DESIGN}{draft.code}/about/")
    assert re.search(r"From the idea to publishing: one minute\.", page.locator("main").inner_text())
    assert says(draft).strategy.business_need == "Fewer calls come back."
    assert AchievementVersion.objects.get(pk=starter.pk).state == State.DRAFT


@pytest.mark.scenario("28")
def test_a_copy_with_three_edited_elements_keeps_standards_and_levels_of_the_others(as_her, owner, large, looks_right):
    source = services.begin_draft(organisation=large, data=whole(owner), author=owner, at=now())
    page = as_her
    page.goto(f"{DESIGN}{source.code}/about/")
    page.get_by_role("button", name="Begin a badge with a copy").click()
    page.get_by_role("link", name="Elements").click()
    for number in (1, 2, 3):
        page.get_by_role("link", name=f"Takes a complaint calmly (PIR-{number}).").click()
        page.get_by_label("What somebody does").fill(f"Edited {number}.")
        page.get_by_role("button", name="Keep this and go back").click()
    looks_right(page, "write-elements")

    made = says(AchievementVersion.objects.exclude(pk=source.pk).get())
    assert [element.statement for element in made.elements][:3] == ["Edited 1.", "Edited 2.", "Edited 3."]
    assert [element.levels for element in made.elements] == [element.levels for element in says(source).elements]
    assert {found.element for found in made.alignments} == {element.code for element in made.elements}


@pytest.mark.scenario("14")
def test_every_element_says_what_kind_it_is(as_her, owner, large):
    draft = services.begin_draft(organisation=large, data=whole(owner), author=owner, at=now())
    page = as_her
    page.goto(f"{DESIGN}{draft.code}/write/elements/PIR-1/")
    page.get_by_label("What it is", exact=True).select_option("behaviour")
    page.get_by_label("What one would see").fill("Waits until the other has finished.")
    page.get_by_role("button", name="Keep this part").click()
    page.get_by_text("Kept.").wait_for()

    assert (says(draft).elements[0].kind, says(draft).elements[0].indicator) == ("behaviour", "Waits until the other has finished.")


@pytest.mark.scenario("T1")
def test_the_whole_strategy_is_data(as_her, owner, large, looks_right):
    draft = services.begin_draft(organisation=large, data=make_whole(), author=owner, at=now())
    page = as_her
    page.goto(f"{DESIGN}{draft.code}/write/for/")
    page.get_by_label("Why people learn it").select_option("comply")
    page.get_by_label("How many months it lasts").fill("12")
    page.get_by_role("group", name="Measure 2, if there is one more").get_by_label("What you measure").fill("Calls that come back")
    page.get_by_role("group", name="Measure 2, if there is one more").get_by_label("Who owns it").fill("Head of desk")
    page.get_by_role("group", name="Cost 1, if there is one more").get_by_label("What for").fill("Trainer")
    page.get_by_role("group", name="Cost 1, if there is one more").get_by_label("Money").fill("1200")
    looks_right(page, "write-for")
    page.get_by_role("button", name="Keep this and go on").click()
    page.get_by_role("heading", name="What does it say?").wait_for()

    strategy = says(draft).strategy
    assert (strategy.function, strategy.lifespan_months) == ("comply", 12)
    assert [measure["name"] for measure in strategy.measures] == ["Complaints solved at once", "Calls that come back"]
    assert strategy.costs[0]["money"] == 1200


@pytest.mark.scenario("40")
def test_an_old_version_is_read_with_its_standards_and_says_that_a_newer_one_exists(page, owner, large):
    first = services.begin_draft(organisation=large, data=whole(owner), author=owner, at=now())
    Organisation.objects.update(mode=Mode.SMALL)
    first = AchievementVersion.objects.select_related("achievement__organisation", "strategy").get(pk=first.pk)
    services.publish(version=first, actor=owner, at=now())
    second = services.begin_next(version=first, author=None, at=now())
    services.publish(version=second, actor=owner, at=now())

    page.goto(f"/badges/{first.code}")

    shown = page.locator("main").inner_text()
    assert "Version 2.0 exists. This is version 1.0, and it stays here for ever." in shown
    assert "Handle complaints" in shown
    document = page.request.get(f"/badges/{first.code}.json").json()
    assert document["resultDescription"][0]["alignment"][0]["targetName"] == "Handle complaints"


def test_two_who_write_see_both_texts_and_nothing_is_lost(as_her, owner, large, looks_right):
    draft = services.begin_draft(organisation=large, data=make_whole(), author=owner, at=now())
    page = as_her
    page.goto(f"{DESIGN}{draft.code}/write/says/")
    services.write_draft(version=draft, data=make_whole(description="The other’s words."), author=owner, at=now())
    page.get_by_label("Description").fill("My words.")
    page.get_by_text("somebody else changed this too: press “Keep this part” to see both").wait_for()
    page.get_by_role("button", name="Keep this part").click()
    page.get_by_role("heading", name="Somebody else changed this too.").wait_for()
    looks_right(page, "write-both")
    page.get_by_label("Both, one after the other").check()
    page.get_by_role("button", name="Keep what I chose").click()
    page.get_by_text("Kept.").wait_for()

    assert says(draft).description == "The other’s words.\n\nMy words."


def test_a_pasted_list_is_looked_over_and_becomes_a_badge(as_her, looks_right):
    page = as_her
    page.goto(f"{DESIGN}new/")
    looks_right(page, "begin")
    page.get_by_role("link", name="Paste your job description or checklist").click()
    page.get_by_label("Its name").fill("Front desk")
    page.get_by_label("Your job description or checklist").fill("Duties\n- You will greet visitors\n- Understands the fire rules")
    page.get_by_role("button", name="Look it over").click()
    page.get_by_text("“Understands” cannot be seen. Begin with what somebody does.").wait_for()
    looks_right(page, "paste-looked-over")
    page.get_by_label("Element 2").fill("Leads visitors out when the alarm sounds.")
    page.get_by_role("button", name="Begin with these elements").click()
    page.get_by_role("heading", name="What is judged, one by one?").wait_for()

    assert [element.statement for element in says(AchievementVersion.objects.get()).elements] == [
        "Greet visitors.",
        "Leads visitors out when the alarm sounds.",
    ]


def test_the_other_pages_look_right(as_her, owner, large, looks_right):
    page = as_her
    draft = services.begin_draft(organisation=large, data=whole(owner), author=owner, at=now())
    AchievementVersion.objects.filter(pk=draft.pk).update(state=State.PUBLISHED, published_at=now())
    after = services.begin_next(version=AchievementVersion.objects.get(), author=owner, at=now())
    for name, path in (
        ("write-says", f"{after.code}/write/says/"),
        ("write-element", f"{after.code}/write/elements/PIR-1/"),
        ("write-remove", f"{after.code}/write/elements/PIR-1/remove/"),
        ("write-standards", f"{after.code}/write/standards/?q=nothing"),
        ("write-judges", f"{after.code}/write/judges/"),
        ("write-before", f"{after.code}/write/before/"),
        ("about", f"{draft.code}/about/"),
    ):
        page.goto(f"{DESIGN}{path}")
        looks_right(page, name)

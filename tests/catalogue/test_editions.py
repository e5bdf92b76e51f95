"""The same version in another language: one badge, the same demands, other words; each names the others."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from laurels.catalogue import services
from laurels.catalogue.errors import EditionAlone, EditionDiffers, LanguageThere, MovedMeanwhile
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import whole_of
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.sealing.published import answer
from tests.catalogue.data import make_element, make_whole
from tests.making import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def original(pantry, owner):
    """Approved: its words stand."""
    draft = services.begin_draft(organisation=pantry, data=make_whole(judges=(str(owner.code),)), author=owner, at=NOON)
    AchievementVersion.objects.filter(pk=draft.pk).update(state=State.APPROVED)
    return read(draft)


@pytest.fixture
def german(original, owner):
    edition = services.begin_edition(version=original, language="de", author=owner, at=NOON)
    services.write_draft(version=edition, data=translated(edition), author=owner, at=NOON)
    return read(edition)


def read(version: AchievementVersion) -> AchievementVersion:
    return AchievementVersion.objects.select_related("achievement__organisation", "strategy", "edition_of").get(pk=version.pk)


def translated(edition: AchievementVersion):
    data = whole_of(read(edition))
    elements = tuple(replace(element, statement=f"Nimmt eine Beschwerde ruhig an: {element.code}") for element in data.elements)
    return replace(data, title="Wieder gut", elements=elements)


def document(version: AchievementVersion) -> dict:
    return json.loads(answer(f"/badges/{version.code}.json", "").body)


def publish(version: AchievementVersion, owner, *, at=NOON) -> None:
    services.publish(version=read(version), actor=owner, at=at)


def approved(edition: AchievementVersion) -> AchievementVersion:
    AchievementVersion.objects.filter(pk=edition.pk).update(state=State.APPROVED)
    return read(edition)


def test_it_begins_with_the_same_codes_and_number_under_the_same_badge(original, owner):
    edition = services.begin_edition(version=original, language="de", author=owner, at=NOON)

    assert (edition.achievement, edition.number, edition.edition_of, edition.language) == (
        original.achievement, original.number, original, "de",
    )  # fmt: skip
    assert [element.code for element in whole_of(edition).elements] == ["PIR-1", "PIR-2"]


def test_each_language_is_there_once(german, original, owner):
    for language in ("de", original.language):
        with pytest.raises(LanguageThere):
            services.begin_edition(version=original, language=language, author=owner, at=NOON)


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
def test_words_that_may_still_change_are_not_translated(original, owner, state):
    AchievementVersion.objects.update(state=state)

    with pytest.raises(MovedMeanwhile):
        services.begin_edition(version=read(original), language="de", author=owner, at=NOON)


def test_a_translation_is_not_translated(german, owner):
    with pytest.raises(MovedMeanwhile):
        services.begin_edition(version=approved(german), language="fr", author=owner, at=NOON)


def test_its_words_change_and_what_is_asked_does_not(german, owner):
    data = whole_of(german)
    first, *others = data.elements
    for elements in (
        (replace(first, required=False), *others),
        (replace(first, evidence_rule={"min_items": 1}), *others),
        (*data.elements, make_element("PIR-9")),
        tuple(reversed(data.elements)),
        (replace(first, required_level="emerging"), *others),
    ):
        with pytest.raises(EditionDiffers):
            services.write_draft(version=german, data=replace(data, elements=elements), author=owner, at=NOON)
    with pytest.raises(EditionDiffers):
        services.write_draft(version=german, data=replace(data, notional_hours=1.0), author=owner, at=NOON)


def test_published_together_each_names_the_other(original, german, owner):
    approved(german)

    publish(original, owner)

    assert read(german).state == State.PUBLISHED
    here, there = document(original), document(german)
    assert here["related"] == [{"id": there["id"], "type": ["Related"], "inLanguage": "de", "version": "1.0"}]
    assert there["related"] == [{"id": here["id"], "type": ["Related"], "inLanguage": "en-GB", "version": "1.0"}]
    assert [result["id"].partition("#")[2] for result in there["resultDescription"]] == ["PIR-1", "PIR-2"]


def test_published_later_it_names_the_first_whose_bytes_stay(original, german, owner):
    publish(original, owner)
    before = answer(f"/badges/{original.code}.json", "").body

    publish(approved(german), owner, at=NOON + DAY)

    assert answer(f"/badges/{original.code}.json", "").body == before
    assert services.document_of(read(original)) == {key: value for key, value in document(original).items() if key != "@context"}
    assert document(german)["related"][0]["id"] == document(original)["id"]


def test_alone_it_is_not_published(german, owner):
    with pytest.raises(EditionAlone):
        publish(approved(german), owner)


def test_nor_when_its_original_came_to_ask_something_else(original, german, owner):
    AchievementVersion.objects.filter(pk=original.pk).update(state=State.DRAFT)
    data = whole_of(read(original))
    services.write_draft(version=original, data=replace(data, notional_hours=9.0), author=owner, at=NOON)
    AchievementVersion.objects.filter(pk=original.pk).update(state=State.APPROVED)
    approved(german)

    with pytest.raises(EditionDiffers):
        publish(original, owner)
    assert read(original).state == State.APPROVED


@pytest.mark.parametrize("verb", ["suspend", "retire"])
def test_what_happens_to_the_original_happens_to_it(original, german, owner, verb):
    approved(german)
    publish(original, owner)

    getattr(services, verb)(version=read(original), reason="It is wrong.", actor=owner, at=NOON + DAY)

    assert read(german).state == read(original).state != State.PUBLISHED


def test_taken_back_both_are_drafts_and_their_documents_gone(original, german, owner):
    approved(german)
    publish(original, owner)

    services.take_back(version=read(original), actor=owner, awards=0, at=NOON)

    assert {read(original).state, read(german).state} == {State.DRAFT}
    assert answer(f"/badges/{german.code}.json", "") is None


def test_the_next_version_is_translated_after_the_one_before(original, german, owner):
    approved(german)
    publish(original, owner)
    after = services.begin_next(version=read(original), author=None, at=NOON + DAY)
    AchievementVersion.objects.filter(pk=after.pk).update(state=State.APPROVED)

    edition = services.begin_edition(version=read(after), language="de", author=owner, at=NOON + DAY)
    approved(edition)
    publish(after, owner, at=NOON + DAY)

    assert (read(edition).previous, read(edition).state) == (german, State.PUBLISHED)
    assert (read(original).state, read(german).state) == (State.SUPERSEDED, State.SUPERSEDED)


def test_a_colleague_may_not(original, colleague):
    with pytest.raises(NotYours):
        services.begin_edition(version=original, language="de", author=colleague, at=NOON)


def test_for_an_outsider_it_is_not_there(original, outsider, trust):
    with pytest.raises(OrganisationNotFound):
        services.begin_edition(version=original, language="de", author=outsider, at=NOON)

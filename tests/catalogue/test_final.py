"""What is published never changes: the tables refuse it, whichever way somebody tries."""

from __future__ import annotations

import pytest
from laurels.catalogue import services
from laurels.catalogue.errors import TextFinal
from laurels.catalogue.final import FINAL
from laurels.catalogue.models import AchievementVersion, Element, RubricLevel, Strategy
from laurels.catalogue.rules import State
from tests.catalogue.making import make_draft, publish
from tests.making import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(draft, owner):
    return publish(draft, owner)


def into(version: AchievementVersion, state: State) -> AchievementVersion:
    """The same version in another state, past every guard of ours."""
    AchievementVersion.objects.filter(pk=version.pk).update(state=state)
    version.refresh_from_db()
    return version


TEXT = ("title", "description", "criteria", "number", "language", "level_text", "picture_svg", "picture_small", "picture_alt")


@pytest.mark.parametrize("column", TEXT)
def test_no_column_of_the_text_is_saved(column, version):
    setattr(version, column, "else")

    with pytest.raises(TextFinal):
        version.save()
    with pytest.raises(TextFinal):
        version.save(update_fields=[column])


@pytest.mark.parametrize("column", TEXT)
def test_no_column_of_the_text_is_updated(column, version):
    with pytest.raises(TextFinal):
        AchievementVersion.objects.filter(pk=version.pk).update(**{column: "else"})


def test_an_update_of_many_is_refused_when_one_of_them_is_final(version, pantry, owner):
    make_draft(pantry, owner, name="Other")

    with pytest.raises(TextFinal):
        AchievementVersion.objects.update(title="else")
    assert set(AchievementVersion.objects.values_list("title", flat=True)) == {"Safe Shelf", "Other"}


def test_the_status_still_moves(version):
    version.state, version.state_since = State.SUSPENDED, NOON
    version.save(update_fields=["state", "state_since"])

    version.refresh_from_db()
    assert version.state == State.SUSPENDED


def test_a_state_in_memory_does_not_open_the_row(version):
    version.state, version.title = State.DRAFT, "else"

    with pytest.raises(TextFinal):
        version.save()


@pytest.mark.parametrize("state", FINAL)
def test_every_final_state_is_guarded(state, version):
    into(version, state)
    version.title = "else"

    with pytest.raises(TextFinal):
        version.save()
    with pytest.raises(TextFinal):
        version.delete()


@pytest.mark.parametrize("state", [state for state in State if state not in FINAL])
def test_every_other_state_is_free(state, draft):
    into(draft, state)
    draft.title = "else"
    draft.save()

    draft.refresh_from_db()
    assert draft.title == "else"


def test_the_final_states_are_those_that_everybody_reads():
    assert set(FINAL) == {State.PUBLISHED, State.SUSPENDED, State.SUPERSEDED, State.RETIRED}


class TestRowsOfTheText:
    def test_the_strategy_stands(self, version):
        strategy = version.strategy
        strategy.business_need = "else"

        with pytest.raises(TextFinal):
            strategy.save()
        with pytest.raises(TextFinal):
            Strategy.objects.filter(version=version).update(function="perform")
        with pytest.raises(TextFinal):
            strategy.delete()

    def test_an_element_is_not_changed_added_or_taken_out(self, version):
        element = version.elements.first()
        element.statement = "else"

        with pytest.raises(TextFinal):
            element.save()
        with pytest.raises(TextFinal):
            Element.objects.create(version=version, place=9, code="X-9", statement="More.")
        with pytest.raises(TextFinal):
            Element.objects.bulk_create([Element(version=version, place=9, code="X-9", statement="More.")])
        with pytest.raises(TextFinal):
            element.delete()
        with pytest.raises(TextFinal):
            version.elements.all().delete()
        assert version.elements.count() == 2

    def test_a_rubric_level_is_not_changed_added_or_taken_out(self, version):
        element = version.elements.first()
        level = element.levels.first()
        level.description = "else"

        with pytest.raises(TextFinal):
            level.save()
        with pytest.raises(TextFinal):
            RubricLevel.objects.create(element=element, rank=3, code="more", label="More")
        with pytest.raises(TextFinal):
            RubricLevel.objects.filter(element=element).update(label="else")
        with pytest.raises(TextFinal):
            level.delete()

    def test_a_drafts_rows_are_free(self, draft):
        Element.objects.filter(version=draft).update(statement="else")
        draft.strategy.audience = "everybody"
        draft.strategy.save()
        draft.elements.all().delete()

        assert not draft.elements.exists()


class TestDeleting:
    def test_a_published_version_is_not_deleted(self, version):
        with pytest.raises(TextFinal):
            version.delete()
        with pytest.raises(TextFinal):
            AchievementVersion.objects.filter(pk=version.pk).delete()

    def test_a_version_that_was_taken_back_is_free_again(self, version, owner):
        services.take_back(version=version, actor=owner, awards=0, at=version.published_at)
        version.title = "else"

        version.save()

        assert AchievementVersion.objects.get().title == "else"

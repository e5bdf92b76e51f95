"""Drafts of full size: what is written is what is read, part by part, and two who write undo nothing of each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from laurels.catalogue import rules, services
from laurels.catalogue.errors import (
    DraftMalformed,
    ElementUnknown,
    KindStays,
    MovedMeanwhile,
    WrittenMeanwhile,
)
from laurels.catalogue.models import AchievementVersion, Element
from laurels.catalogue.rules import Part, State
from laurels.catalogue.selectors import whole_of
from laurels.catalogue.versions import RuleData
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.models import Organisation
from laurels.people.rules import Mode
from tests.catalogue.data import STANDARD, STRATEGY, any_whole, make_element, make_whole
from tests.examples import examples
from tests.making import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def draft(pantry, owner):
    return services.begin_draft(organisation=pantry, data=make_whole(judges=(str(owner.code),)), author=owner, at=NOON)


def again(version: AchievementVersion) -> AchievementVersion:
    return AchievementVersion.objects.get(pk=version.pk)


def says(version: AchievementVersion):
    return whole_of(again(version))


def seen(version: AchievementVersion, part: Part, element: str = "") -> dict[str, str]:
    return rules.marks_in(rules.marks_of(rules.values_of(says(version), part, element)))


class TestBegin:
    def test_a_draft_says_what_it_was_begun_with(self, draft, owner):
        assert says(draft) == make_whole(judges=(str(owner.code),))
        assert (draft.state, draft.author, draft.edits) == (State.DRAFT, owner, 0)
        assert FactRow.objects.get(kind="draft.begun").subject_code == draft.code

    def test_its_picture_draws_itself(self, draft):
        assert "<svg" in draft.picture_svg
        assert "Put It Right" in draft.picture_alt

    def test_without_a_handle_its_name_makes_one(self, pantry, owner):
        data = make_whole(handle="", title="Safe Shelf", elements=(), alignments=())

        made = [services.begin_draft(organisation=pantry, data=data, author=owner, at=NOON) for _ in range(2)]

        assert [version.achievement.handle for version in made] == ["SAFE-SHELF", "SAFE-SHELF-2"]

    def test_a_handle_that_is_taken_is_refused(self, draft, pantry, owner):
        with pytest.raises(MovedMeanwhile):
            services.begin_draft(organisation=pantry, data=make_whole(), author=owner, at=NOON)

    def test_it_remembers_when_it_was_proposed(self, pantry, owner):
        made = services.begin_draft(organisation=pantry, data=make_whole(), author=owner, at=LATER, idea_at=NOON)

        assert made.achievement.idea_at == NOON

    def test_a_colleague_may_not(self, pantry, colleague):
        with pytest.raises(NotYours):
            services.begin_draft(organisation=pantry, data=make_whole(), author=colleague, at=NOON)

    def test_for_an_outsider_there_is_no_such_organisation(self, pantry, outsider):
        with pytest.raises(OrganisationNotFound):
            services.begin_draft(organisation=pantry, data=make_whole(), author=outsider, at=NOON)


class TestWriteAll:
    @examples(25, 1000)
    @given(data=any_whole())
    def test_what_is_written_is_what_is_read(self, draft, owner, data):
        services.write_draft(version=draft, data=data, author=owner, at=LATER)

        assert says(draft) == data

    def test_a_row_whose_code_stays_stays(self, draft, owner):
        before = dict(draft.elements.values_list("code", "pk"))
        first, second = make_whole().elements
        data = make_whole(elements=(second, replace(first, statement="Says sorry first."), make_element("PIR-9")))

        services.write_draft(version=draft, data=data, author=owner, at=LATER)

        after = dict(draft.elements.values_list("code", "pk"))
        assert {code: after[code] for code in before} == before
        assert list(after) == ["PIR-2", "PIR-1", "PIR-9"]

    def test_the_same_again_writes_nothing(self, draft, owner):
        services.write_draft(version=draft, data=says(draft), author=owner, at=LATER)

        assert (again(draft).edits, again(draft).changed_at) == (0, NOON)

    def test_a_draft_keeps_its_own_handle_and_number(self, draft, owner):
        services.write_draft(version=draft, data=make_whole(handle="ELSE", number="9.0", title="Other"), author=owner, at=LATER)

        assert (says(draft).handle, says(draft).number, says(draft).title) == ("PIR", "1.0", "Other")
        assert "Other" in again(draft).picture_alt

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"elements": (make_element("A"), make_element("A")), "alignments": ()}, "two elements have the code A"),
            ({"elements": (make_element("a b"),), "alignments": ()}, "“a b” cannot be a code"),
            ({"elements": (make_element(levels=(("x", "X", ""), ("x", "Y", ""))),)}, "two levels of PIR-1 have the code x"),
            ({"elements": (make_element(kind="luck"),)}, "“luck” is no kind of element"),
            ({"kind": "luck"}, "“luck” is no kind of badge"),
            ({"strategy": replace(STRATEGY, function="luck")}, "“luck” is no learning function"),
            ({"elements": ()}, "a standard serves PIR-1, which is no element"),
            ({"notional_hours": -1.0}, "the hours cannot be less than nothing"),
            ({"title": "x" * 121}, "is longer than 120 characters"),
            ({"criteria": "a\0b"}, "“criteria” holds a letter that is none"),
            ({"elements": (make_element(statement="y" * 601),)}, "is longer than 600 characters"),
        ],
    )
    def test_what_no_row_can_hold_is_named_and_nothing_changes(self, draft, owner, change, words):
        before = says(draft)

        with pytest.raises(DraftMalformed) as problem:
            services.write_draft(version=draft, data=make_whole(**change), author=owner, at=LATER)

        assert words in str(problem.value)
        assert says(draft) == before

    @pytest.mark.parametrize("state", [State.IN_REVIEW, State.APPROVED])
    def test_only_a_draft_is_written(self, draft, owner, state):
        AchievementVersion.objects.update(state=state)

        with pytest.raises(MovedMeanwhile):
            services.write_draft(version=draft, data=make_whole(), author=owner, at=LATER)

    def test_a_colleague_may_not(self, draft, colleague):
        with pytest.raises(NotYours):
            services.write_draft(version=draft, data=make_whole(), author=colleague, at=LATER)

    def test_for_an_outsider_it_is_not_there(self, draft, outsider, trust):
        with pytest.raises(OrganisationNotFound):
            services.write_draft(version=draft, data=make_whole(), author=outsider, at=LATER)

    def test_the_kind_of_a_badge_that_was_seen_stays(self, draft, owner):
        AchievementVersion.objects.filter(pk=draft.pk).update(published_at=NOON)

        for change in ({"kind": "milestone"}, {"family": "Desk"}):
            with pytest.raises(KindStays):
                services.write_draft(version=draft, data=make_whole(**change), author=owner, at=LATER)


class TestTwoWhoWrite:
    def test_different_fields_stand_together(self, draft, owner):
        both_saw = seen(draft, Part.SAYS)
        hers = {"title": "Say Sorry", "description": "Complaints end well."}
        services.write_part(version=draft, part=Part.SAYS, values=hers, seen=both_saw, author=owner, at=LATER)

        his = {"title": "Put It Right", "description": "They come back."}
        services.write_part(version=draft, part=Part.SAYS, values=his, seen=both_saw, author=owner, at=LATER)

        assert (says(draft).title, says(draft).description) == ("Say Sorry", "They come back.")
        assert again(draft).edits == 2

    def test_the_same_field_is_asked_and_nothing_is_lost(self, draft, owner):
        both_saw = seen(draft, Part.SAYS)
        services.write_part(version=draft, part=Part.SAYS, values={"title": "Hers"}, seen=both_saw, author=owner, at=LATER)

        with pytest.raises(WrittenMeanwhile) as problem:
            services.write_part(version=draft, part=Part.SAYS, values={"title": "His"}, seen=both_saw, author=owner, at=LATER)

        assert (problem.value.both, problem.value.kept["title"]) == (("title",), "Hers")
        assert says(draft).title == "Hers"

    def test_two_elements_never_meet(self, draft, owner):
        first, second = seen(draft, Part.ELEMENTS, "PIR-1"), seen(draft, Part.ELEMENTS, "PIR-2")
        for code, marks in (("PIR-1", first), ("PIR-2", second)):
            values = {"statement": f"Does {code}."}
            services.write_part(version=draft, part=Part.ELEMENTS, element=code, values=values, seen=marks, author=owner, at=LATER)

        assert [element.statement for element in says(draft).elements] == ["Does PIR-1.", "Does PIR-2."]

    def test_an_element_that_was_taken_out_is_not_brought_back(self, draft, owner):
        marks = seen(draft, Part.ELEMENTS, "PIR-1")
        services.remove_element(version=draft, element="PIR-1", author=owner, at=LATER)

        with pytest.raises(ElementUnknown):
            services.write_part(
                version=draft, part=Part.ELEMENTS, element="PIR-1", values={"statement": "x"}, seen=marks, author=owner, at=LATER
            )

    def test_whoever_was_overtaken_between_reading_and_writing_reads_again(self, draft, owner, monkeypatch):
        real, raced = rules.with_values, []

        def overtaken(data, part, values, element=""):
            if not raced:
                raced.append(AchievementVersion.objects.filter(pk=draft.pk).update(edits=7, description="Theirs."))
            return real(data, part, values, element)

        monkeypatch.setattr(rules, "with_values", overtaken)
        marks = seen(draft, Part.SAYS)
        services.write_part(version=draft, part=Part.SAYS, values={"title": "Mine"}, seen=marks, author=owner, at=LATER)

        assert (says(draft).title, says(draft).description, again(draft).edits) == ("Mine", "Theirs.", 8)


class TestElements:
    def test_new_ones_get_codes_never_used(self, draft, owner):
        draft, codes = services.add_elements(version=draft, elements=[make_element("x"), make_element("y")], author=owner, at=LATER)

        assert codes == ("PIR-3", "PIR-4")
        assert [element.code for element in says(draft).elements] == ["PIR-1", "PIR-2", "PIR-3", "PIR-4"]

    @pytest.mark.parametrize(
        ("steps", "order"), [(-1, ["B", "A", "C"]), (1, ["A", "C", "B"]), (9, ["A", "C", "B"]), (-9, ["B", "A", "C"])]
    )
    def test_one_is_moved_and_stops_at_the_end(self, draft, owner, steps, order):
        data = make_whole(elements=tuple(make_element(code) for code in "ABC"), alignments=())
        services.write_draft(version=draft, data=data, author=owner, at=LATER)

        services.move_element(version=draft, element="B", steps=steps, author=owner, at=LATER)

        assert [element.code for element in says(draft).elements] == list(order)

    def test_one_is_doubled_with_its_rubric_and_standards(self, draft, owner):
        services.double_element(version=draft, element="PIR-1", author=owner, at=LATER)

        first, second, third = says(draft).elements
        assert [first.code, second.code, third.code] == ["PIR-1", "PIR-3", "PIR-2"]
        assert replace(second, code="PIR-1") == first
        assert [found.element for found in says(draft).alignments] == ["PIR-1", "PIR-3"]

    def test_one_is_taken_out_with_its_standards(self, draft, owner):
        services.remove_element(version=draft, element="PIR-1", author=owner, at=LATER)

        assert [element.code for element in says(draft).elements] == ["PIR-2"]
        assert says(draft).alignments == ()
        assert Element.objects.filter(version=draft).count() == 1

    def test_a_new_code_for_a_changed_meaning_keeps_everything_else(self, draft, owner):
        services.recode_element(version=draft, element="PIR-1", author=owner, at=LATER)

        assert [element.code for element in says(draft).elements] == ["PIR-3", "PIR-2"]
        assert says(draft).alignments == (replace(STANDARD, element="PIR-3"),)

    @pytest.mark.parametrize("verb", ["move_element", "remove_element", "double_element", "recode_element"])
    def test_one_that_is_not_there_is_said_to_be_gone(self, draft, owner, verb):
        more = {"steps": 1} if verb == "move_element" else {}

        with pytest.raises(ElementUnknown):
            getattr(services, verb)(version=draft, element="PIR-7", author=owner, at=LATER, **more)


class TestNextVersion:
    @pytest.fixture
    def published(self, draft):
        AchievementVersion.objects.filter(pk=draft.pk).update(state=State.PUBLISHED, published_at=NOON)
        Organisation.objects.update(mode=Mode.ASSURED)
        return AchievementVersion.objects.select_related("achievement__organisation").get(pk=draft.pk)

    def test_it_says_the_same_under_its_own_number_and_all_stays_the_same(self, published, owner):
        after = services.begin_next(version=published, author=owner, at=LATER)

        data = says(after)
        assert (after.number, after.previous, after.author) == ("2.0", published, owner)
        assert replace(data, number="1.0", equivalence=None) == says(published)
        assert data.equivalence.rules == (RuleData("PIR-1", "same", ("PIR-1",)), RuleData("PIR-2", "same", ("PIR-2",)))

    @pytest.mark.parametrize(
        ("change", "number", "mapped"), [("wording", "1.0.1", False), ("smaller", "1.1", True), ("larger", "2.0", True)]
    )
    def test_how_much_it_changes_gives_the_number(self, published, owner, change, number, mapped):
        after = services.begin_next(version=published, author=owner, at=LATER, change=change)

        assert (after.number, says(after).equivalence is not None) == (number, mapped)

    def test_a_second_call_goes_on_with_the_first(self, published, owner):
        first = services.begin_next(version=published, author=owner, at=LATER)

        assert services.begin_next(version=published, author=owner, at=LATER, change="wording") == first

    def test_an_element_that_is_added_is_new_to_its_holders(self, published, owner):
        after = services.begin_next(version=published, author=owner, at=LATER)

        services.remove_element(version=after, element="PIR-2", author=owner, at=LATER)
        _, codes = services.add_elements(version=after, elements=[make_element("x")], author=owner, at=LATER)

        assert codes == ("PIR-3",), "a code of the version before is never used again"
        assert says(after).equivalence.rules == (RuleData("PIR-1", "same", ("PIR-1",)), RuleData("PIR-3", "new"))

    def test_for_a_changed_meaning_what_counts_is_asked_again(self, published, owner):
        after = services.begin_next(version=published, author=owner, at=LATER)

        services.recode_element(version=after, element="PIR-1", author=owner, at=LATER)

        assert says(after).equivalence.rules == (RuleData("PIR-2", "same", ("PIR-2",)),)

    def test_an_own_picture_goes_with_it(self, published, owner):
        AchievementVersion.objects.filter(pk=published.pk).update(state=State.DRAFT)
        AchievementVersion.objects.filter(pk=published.pk).update(
            picture_own=True, picture_svg="<svg>hers</svg>", picture_png=b"hers"
        )
        AchievementVersion.objects.filter(pk=published.pk).update(state=State.PUBLISHED)

        after = services.begin_next(version=again(published), author=owner, at=LATER)

        assert (after.picture_own, after.picture_svg, bytes(after.picture_png)) == (True, "<svg>hers</svg>", b"hers")

    def test_a_version_that_is_not_published_has_none(self, draft, owner):
        Organisation.objects.update(mode=Mode.ASSURED)

        with pytest.raises(MovedMeanwhile):
            services.begin_next(version=AchievementVersion.objects.get(), author=owner, at=LATER)

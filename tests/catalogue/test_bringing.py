"""Badges from elsewhere: looked at first, then drafts, and nothing of a file lost on the way."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from laurels.catalogue import services
from laurels.catalogue.errors import FileGone, NothingChosen
from laurels.catalogue.models import AchievementVersion, BroughtFile
from laurels.catalogue.rules.definitions import read_objects
from laurels.catalogue.services.bringing import KEPT, throw_old_away
from PIL import Image
from tests.catalogue.test_definitions import ACHIEVEMENT, CLASS
from tests.making import NOON, make_member
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db
TABLE = "Badge name;Summary;Criteria;Valid for\nFirst aid;Help comes.;- Calls for help.;2 years\n;no name;;\nFork lift;;;24\n"


def upload(client, slug: str, data: bytes, name: str = "badges.json"):
    return client.post(f"/o/{slug}/design/bring/", {"definitions": SimpleUploadedFile(name, data)}, follow=True)


def take(client, slug: str, *places: str, **columns: str):
    brought = BroughtFile.objects.get()
    return client.post(f"/o/{slug}/design/bring/{brought.code}/", {"take": places, "go": "1", **columns}, follow=True)


def titles() -> list[str]:
    return sorted(AchievementVersion.objects.values_list("title", flat=True))


class TestPreview:
    def test_it_says_what_the_file_holds_and_makes_nothing(self, as_outsider, trust):
        page = upload(as_outsider, trust.slug, json.dumps([CLASS, ACHIEVEMENT, {"name": "Asha"}]).encode()).content.decode()

        assert "Calm on the telephone" in page
        assert "Reads charts" in page
        assert "Badge 3" in page
        assert "neither an Open Badges 2.0 nor a 3.0" in page
        assert titles() == []

    def test_a_name_that_is_here_already_is_not_ticked(self, as_outsider, trust, outsider):
        upload(as_outsider, trust.slug, json.dumps(CLASS).encode())
        take(as_outsider, trust.slug, "The file")

        page = upload(as_outsider, trust.slug, json.dumps([CLASS, ACHIEVEMENT]).encode()).content.decode()

        assert "a badge of this name is here already" in page
        assert 'value="Badge 1">' in page
        assert 'value="Badge 2" checked>' in page

    def test_a_broken_file_keeps_its_bringer_on_a_page_that_says_why(self, as_outsider, trust):
        answer = upload(as_outsider, trust.slug, b"{not json")

        assert answer.status_code == 200
        assert "cannot be read as JSON" in answer.content.decode()
        assert "Make drafts" not in answer.content.decode()

    @pytest.mark.parametrize("data", [b"", None])
    def test_no_file_is_said_beside_the_field(self, data, as_outsider, trust):
        fields = {} if data is None else {"definitions": SimpleUploadedFile("badges.json", data)}

        answer = as_outsider.post(f"/o/{trust.slug}/design/bring/", fields)

        assert answer.status_code == 422
        assert "Choose" in answer.content.decode()

    def test_it_costs_few_queries(self, as_outsider, trust, django_assert_max_num_queries):
        upload(as_outsider, trust.slug, json.dumps([CLASS | {"name": f"Badge {n}"} for n in range(60)]).encode())

        with django_assert_max_num_queries(12):
            as_outsider.get(f"/o/{trust.slug}/design/bring/{BroughtFile.objects.get().code}/")


class TestTaking:
    def test_what_is_ticked_becomes_drafts_with_elements_and_standards(self, as_outsider, trust):
        upload(as_outsider, trust.slug, json.dumps([CLASS, ACHIEVEMENT]).encode())

        page = take(as_outsider, trust.slug, "Badge 1").content.decode()

        draft = AchievementVersion.objects.get()
        assert "One draft is here." in page
        assert (draft.state, draft.title) == ("draft", "Calm on the telephone")
        assert list(draft.elements.values_list("statement", flat=True)) == ["Greets the caller.", "Repeats what was asked."]
        assert draft.alignments.get().confidence == "likely"
        assert not BroughtFile.objects.exists()

    def test_a_rubric_of_the_file_stays_with_its_required_level(self, as_outsider, trust):
        upload(as_outsider, trust.slug, json.dumps(ACHIEVEMENT).encode())
        take(as_outsider, trust.slug, "The file")

        element = AchievementVersion.objects.get().elements.get()
        required = element.levels.get(code=element.required_level)

        assert [level.label for level in element.levels.all()] == ["Emerging", "Competent", "Confident"]
        assert required.label == "Competent"

    def test_a_picture_within_the_file_is_cleaned_and_kept(self, outsider, trust):
        out = io.BytesIO()
        Image.new("RGB", (80, 80), "red").save(out, "PNG")
        (definition,) = read_objects(json.dumps(CLASS).encode()).found
        definition = type(definition)(**{**definition.__dict__, "picture": out.getvalue()})
        brought = services.bring(organisation=trust, person=outsider, name="a.json", data=b"{}", at=NOON)

        (draft,), notes = services.take(brought=brought, definitions=[definition], person=outsider, at=NOON)

        draft.refresh_from_db()
        assert draft.picture_own
        assert notes == ()

    def test_a_picture_that_is_none_is_said_and_one_is_drawn(self, outsider, trust):
        (definition,) = read_objects(json.dumps(CLASS | {"image": "data:image/png;base64,AAAA"}).encode()).found
        brought = services.bring(organisation=trust, person=outsider, name="a.json", data=b"{}", at=NOON)

        (draft,), (note,) = services.take(brought=brought, definitions=[definition], person=outsider, at=NOON)

        draft.refresh_from_db()
        assert "could not be used" in note
        assert not draft.picture_own

    def test_a_table_is_read_by_its_headings(self, as_outsider, trust):
        page = upload(as_outsider, trust.slug, TABLE.encode(), "badges.csv").content.decode()
        take(as_outsider, trust.slug, "Line 2", "Line 4")

        assert "Line 3" in page
        assert "It has no name" in page
        assert titles() == ["First aid", "Fork lift"]
        assert AchievementVersion.objects.get(title="First aid").strategy.lifespan_months == 24

    def test_a_table_is_read_otherwise_when_somebody_knows_better(self, as_outsider, trust):
        upload(as_outsider, trust.slug, TABLE.encode(), "badges.csv")
        brought = BroughtFile.objects.get()
        other = {"title": "1", "description": "0", "criteria": "-1", "lasts": "-1"}

        page = as_outsider.get(f"/o/{trust.slug}/design/bring/{brought.code}/", other).content.decode()
        take(as_outsider, trust.slug, "Line 2", **other)

        assert "<strong>Help comes.</strong>" in page
        assert titles() == ["Help comes."]

    def test_nothing_ticked_makes_nothing_and_keeps_the_file(self, as_outsider, trust):
        upload(as_outsider, trust.slug, json.dumps(CLASS).encode())

        page = take(as_outsider, trust.slug).content.decode()

        assert NothingChosen().for_people() in page
        assert BroughtFile.objects.exists()

    def test_two_presses_make_the_drafts_once(self, outsider, trust):
        (definition,) = read_objects(json.dumps(CLASS).encode()).found
        brought = services.bring(organisation=trust, person=outsider, name="a.json", data=b"{}", at=NOON)
        services.take(brought=brought, definitions=[definition], person=outsider, at=NOON)

        with pytest.raises(FileGone):
            services.take(brought=brought, definitions=[definition], person=outsider, at=NOON)
        assert titles() == ["Calm on the telephone"]

    def test_a_file_is_thrown_away_after_a_day(self, outsider, trust):
        services.bring(organisation=trust, person=outsider, name="a.json", data=b"{}", at=NOON)

        throw_old_away(at=NOON + KEPT)
        assert BroughtFile.objects.exists()

        throw_old_away(at=NOON + KEPT + timedelta(seconds=1))
        assert not BroughtFile.objects.exists()


class TestOthers:
    def test_only_whoever_brought_it_sees_it(self, as_outsider, as_owner, as_stranger, trust, colleague):
        upload(as_outsider, trust.slug, json.dumps(CLASS).encode())
        address = f"/o/{trust.slug}/design/bring/{BroughtFile.objects.get().code}/"
        make_member(trust, colleague)

        assert as_owner.get(address).status_code == 404
        assert as_stranger.get(address).status_code == 302
        assert _signed_in(colleague).get(address).status_code == 403

    def test_small_mode_does_not_show_it_until_it_is_turned_on(self, as_owner, pantry):
        assert as_owner.get(f"/o/{pantry.slug}/design/bring/").status_code == 404
        assert "Bring badges" not in as_owner.get(f"/o/{pantry.slug}/design/").content.decode()

"""What everybody reads: the catalogue, the page of one version, and its pictures."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from laurels.catalogue import services
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.catalogue.selectors.cards import PAGE
from laurels.common.clock import now
from laurels.people.rules import Role
from tests.catalogue.making import make_draft, publish
from tests.issuing.making import make_award, make_levelled_badge
from tests.making import NOON, make_member, make_person
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(pantry, owner):
    return publish(make_draft(pantry, owner), owner)


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def opened(client, version: AchievementVersion) -> str:
    return words(client.get(f"/badges/{version.code}"))


class TestBadgePage:
    def test_a_stranger_reads_what_it_takes_who_judges_and_why(self, client, version):
        page = opened(client, version)

        for line in (
            "Safe Shelf",
            "Awarded by Kettle Lane.",
            "1. Checks dates and packaging.",
            "2. Keeps chilled food cold.",
            "Competence · One piece of evidence",
            "What “met” looks like",
            "Seen at work, as the line says.",
            "Helps us do our work well.",
            "Show each of these to Mira Lund, who awards it.",
            "2 things, all seen",
            "Mira Lund, who also wrote the badge",
            "2 years, then one confirmation",
        ):
            assert line in page, line

    def test_it_names_the_version_plainly(self, client, version):
        assert "Badge · Growing · version 1" in opened(client, version)

    def test_it_leads_to_the_form_for_machines(self, client, version):
        page = client.get(f"/badges/{version.code}").content.decode()

        assert f'<link rel="alternate" type="application/ld+json" href="/badges/{version.code}.json">' in page

    def test_an_element_says_which_level_is_needed_and_which_may_be_left_out(self, client, outsider, trust):
        page = opened(client, make_levelled_badge(trust, outsider))

        assert "What “competent” looks like" in page
        assert "Competent needed" in page
        assert "By choice" in page
        assert "1 thing, seen, and 1 by choice" in page

    def test_an_assured_organisation_names_no_assessor(self, client, outsider, trust):
        page = opened(client, make_levelled_badge(trust, outsider))

        assert "Vera Stone" not in page
        assert "An assessor of the organisation" in page
        assert "How you get it" not in page

    @pytest.mark.parametrize(
        ("state", "note"),
        [
            (State.RETIRED, "This badge is retired: nobody can earn it any more."),
            (State.SUSPENDED, "This badge is on hold: it is not awarded just now."),
        ],
    )
    def test_a_badge_that_cannot_be_earned_says_so(self, state, note, client, version):
        AchievementVersion.objects.filter(pk=version.pk).update(state=state)

        page = opened(client, version)

        assert note in page
        assert "How you get it" not in page

    @pytest.mark.scenario("40")
    def test_an_older_version_stays_and_says_that_a_newer_one_exists(self, client, version, owner):
        AchievementVersion.objects.filter(pk=version.pk).update(state=State.SUPERSEDED)
        newer = AchievementVersion.objects.create(
            achievement=version.achievement, number="2", previous=version, author=owner, title="Safe Shelf", state=State.APPROVED,
            state_since=NOON, changed_at=NOON, published_at=NOON,
        )  # fmt: skip
        services.publishing.Strategy.objects.create(version=newer)
        AchievementVersion.objects.filter(pk=newer.pk).update(state=State.PUBLISHED)

        old, new = client.get(f"/badges/{version.code}"), client.get(f"/badges/{newer.code}")

        assert "Version 2 exists. This is version 1, and it stays here for ever." in words(old)
        assert f'href="/badges/{newer.code}"' in old.content.decode()
        assert "The older version stays readable for ever." in words(new)

    @pytest.mark.parametrize("kind", ["participation", "behaviour"])
    def test_what_is_not_assessed_is_not_taken_for_more(self, kind, client, version):
        type(version.achievement).objects.filter(pk=version.achievement.pk).update(kind=kind)

        page = opened(client, version)

        assert "Nothing was assessed" in page or "not assessed against a standard" in page

    @pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.APPROVED])
    def test_what_is_not_published_is_not_there(self, state, client, as_owner, pantry, owner):
        draft = make_draft(pantry, owner)
        AchievementVersion.objects.filter(pk=draft.pk).update(state=state)

        assert client.get(f"/badges/{draft.code}").status_code == 404
        assert as_owner.get(f"/badges/{draft.code}").status_code == 404

    def test_an_unknown_code_is_not_there(self, client, db):
        assert client.get(f"/badges/{uuid4()}").status_code == 404

    @pytest.mark.parametrize("lines", [1, 5])
    def test_it_costs_few_queries_whatever_it_takes(self, lines, client, pantry, owner, django_assert_max_num_queries):
        version = publish(make_draft(pantry, owner, can_do=tuple(f"Shows {number}." for number in range(lines))), owner)

        with django_assert_max_num_queries(8):
            client.get(f"/badges/{version.code}")


class TestWhatOneCanDoThere:
    @pytest.mark.parametrize("lines", [1, 5])
    def test_it_costs_an_owner_who_judges_few_queries_too(self, lines, as_owner, pantry, owner, django_assert_max_num_queries):
        version = publish(make_draft(pantry, owner, can_do=tuple(f"Shows {number}." for number in range(lines))), owner)

        with django_assert_max_num_queries(12):
            page = as_owner.get(f"/badges/{version.code}").content.decode()

        assert "/awards/new/?badge=" in page

    def test_a_judge_awards_from_there(self, as_owner, version):
        page = as_owner.get(f"/badges/{version.code}").content.decode()

        assert f'href="/o/kettle-lane/awards/new/?badge={version.code}"' in page

    def test_while_nobody_was_awarded_it_the_owner_can_take_it_back(self, as_owner, version):
        assert re.search(r"Possible until \w+day, \d+ \w+ at \d\d\.\d\d, while nobody was awarded it", opened(as_owner, version))

    def test_after_an_award_or_a_day_she_no_longer_can(self, as_owner, version, colleague, owner, pantry):
        make_award(version, colleague, owner, at=now())
        late = publish(make_draft(pantry, owner, name="Late", at=now()), owner, at=now() - timedelta(hours=25))

        assert "Take publishing back" not in opened(as_owner, version)
        assert "Take publishing back" not in opened(as_owner, late)

    def test_a_designer_sees_no_register_there(self, pantry, version):
        client = _signed_in(make_member(pantry, make_person("Dora Quill"), Role.DESIGNER).person)

        page = client.get(f"/badges/{version.code}").content.decode()

        assert "Retire it" in page
        assert "/o/kettle-lane/awards/" not in page.replace("/awards/take-back/", "")

    @pytest.mark.parametrize("persona", ["as_stranger", "as_colleague", "as_outsider"])
    def test_nobody_else_can_do_anything(self, persona, request, version):
        page = opened(request.getfixturevalue(persona), version)

        assert "What you can do" not in page
        assert "Retire it" not in page


class TestCatalogue:
    def test_only_what_can_be_earned_stands_there(self, client, pantry, owner, version):
        make_draft(pantry, owner, name="Secret Plan")
        old = publish(make_draft(pantry, owner, name="Old Badge"), owner)
        services.retire(version=old, actor=owner, at=now())

        page = words(client.get("/catalogue/"))

        assert "Safe Shelf" in page
        assert "Secret Plan" not in page
        assert "Old Badge" not in page

    def test_an_empty_one_teaches(self, client, db):
        assert "No badge has been published here yet." in words(client.get("/catalogue/"))

    def test_it_goes_on_page_by_page_and_shows_each_badge_once(self, client, pantry, owner):
        for number in range(PAGE + 3):
            publish(make_draft(pantry, owner, name=f"Badge {number:02}"), owner, at=NOON + timedelta(hours=number % 5))

        first = client.get("/catalogue/").content.decode()
        older = re.search(r'href="(\?page=2)" rel="next"', first).group(1)
        second = client.get(f"/catalogue/{older}").content.decode()

        shown = re.findall(r">(Badge \d\d)</a>", first) + re.findall(r">(Badge \d\d)</a>", second)
        assert len(shown) == len(set(shown)) == PAGE + 3
        assert "Older badges" not in second

    @pytest.mark.parametrize("page", ["", "nonsense", "-1", "0", "²", "99999999", "' OR 1=1 --", "700"])
    def test_a_strange_page_shows_one_that_there_is(self, page, client, version):
        assert "Safe Shelf" in words(client.get("/catalogue/", {"page": page}))

    def test_it_costs_the_same_for_one_and_thirty(self, client, pantry, owner, version, django_assert_max_num_queries):
        with django_assert_max_num_queries(6) as few:
            client.get("/catalogue/")
        for number in range(29):
            publish(make_draft(pantry, owner, name=f"Badge {number}"), owner)

        with django_assert_max_num_queries(6) as many:
            client.get("/catalogue/")

        assert len(few) == len(many)


class TestPictures:
    @pytest.mark.parametrize("cut", ["full", "small"])
    def test_a_published_one_is_everybodys_and_holds_no_script(self, cut, client, version):
        answer = client.get(f"/badges/{version.code}/{cut}.svg")

        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/svg+xml"
        assert answer["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "public" in answer["Cache-Control"]

    def test_the_small_cut_is_smaller(self, client, version):
        full, small = (client.get(f"/badges/{version.code}/{cut}.svg").content for cut in ("full", "small"))

        assert len(small) < len(full)

    def test_it_travels_packed(self, client, version):
        address = f"/badges/{version.code}/full.svg"
        packed = client.get(address, headers={"accept-encoding": "gzip"})

        assert packed["Content-Encoding"] == "gzip"
        assert len(packed.content) < len(client.get(address).content) / 2

    def test_a_drafts_is_its_designers_alone(self, as_owner, as_stranger, as_colleague, as_outsider, pantry, owner):
        address = f"/badges/{make_draft(pantry, owner).code}/full.svg"

        answer = as_owner.get(address)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-cache"
        assert as_stranger.get(address).status_code == 404
        assert as_outsider.get(address).status_code == 404
        assert as_colleague.get(address).status_code == 403

    @pytest.mark.parametrize("cut", ["huge", "", "png"])
    def test_no_other_cut_is_there(self, cut, client, version):
        assert client.get(f"/badges/{version.code}/{cut}.svg").status_code == 404

    def test_an_unknown_badge_has_none(self, client, db):
        assert client.get(f"/badges/{uuid4()}/full.svg").status_code == 404

"""Writing in full in the browser: parts that save themselves, elements, standards, pasted lists, two who write."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from laurels.catalogue import services
from laurels.catalogue.models import AchievementVersion, Element
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import whole_of
from laurels.people.models import Organisation
from laurels.people.rules import Role
from tests.catalogue.data import make_element, make_whole
from tests.catalogue.pages import words
from tests.making import NOON, make_member, make_person
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db
DESIGN = "/o/kettle-lane/design/"


@pytest.fixture
def draft(large, owner) -> AchievementVersion:
    return services.begin_draft(organisation=large, data=make_whole(judges=(str(owner.code),)), author=owner, at=NOON)


def at(version: AchievementVersion, door: str = "write/") -> str:
    return f"{DESIGN}{version.code}/{door}"


def says(version: AchievementVersion):
    return whole_of(AchievementVersion.objects.select_related("achievement", "strategy").get(pk=version.pk))


def typed_in(page: str) -> dict[str, list[str]]:
    """What a browser would post of the page's long form."""
    form = re.search(r"<form[^>]*data-save.*?</form>", page, re.S).group()
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if "name" in named and (named.get("type") not in ("checkbox", "radio") or "checked" in tag):
            found.setdefault(named["name"], []).append(unescape(named.get("value", "on" if "checked" in tag else "")))
    for name, value in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        found.setdefault(name, []).append(unescape(value).lstrip("\n"))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)"[^>]*selected', options) or re.search(r'<option value="([^"]*)"', options)
        found.setdefault(name, []).append(unescape(chosen.group(1)))
    return found


def unescape(text: str) -> str:
    import html

    return html.unescape(text)


def page_of(client, address: str) -> str:
    return client.get(address).content.decode()


class TestParts:
    @pytest.mark.parametrize("part", ["for/", "says/", "judges/", "elements/PIR-1/"])
    def test_a_page_that_is_kept_unchanged_changes_nothing(self, as_owner, draft, part):
        before = says(draft)

        answer = as_owner.post(at(draft, f"write/{part}"), typed_in(page_of(as_owner, at(draft, f"write/{part}"))))

        assert answer.status_code == 302
        assert says(draft) == before
        assert AchievementVersion.objects.get().edits == 0

    def test_the_first_part_opens_and_leads_to_the_next(self, as_owner, draft):
        first = as_owner.get(at(draft), follow=True)
        answer = as_owner.post(at(draft, "write/for/"), typed_in(first.content.decode()) | {"onwards": "yes"})

        assert "What is it for?" in words(first)
        assert answer["Location"] == at(draft, "write/says/")

    def test_what_it_is_for_is_kept(self, as_owner, draft):
        address = at(draft, "write/for/")
        typed = typed_in(page_of(as_owner, address)) | {
            "business_need": "Fewer calls come back.",
            "lifespan_months": "",
            "lifespan_reason": "It is a base.",
            "measures-1-name": "Calls",
            "measures-1-baseline": "12,5",
            "measures-1-owner": "Head of desk",
            "costs-0-name": "Trainer",
            "costs-0-money": "1200",
            "costs-0-currency": "EUR",
        }

        as_owner.post(address, typed)

        strategy = says(draft).strategy
        assert (strategy.business_need, strategy.lifespan_months, strategy.lifespan_reason) == (
            "Fewer calls come back.", None, "It is a base.",
        )  # fmt: skip
        assert [measure["name"] for measure in strategy.measures] == ["Complaints solved at once", "Calls"]
        assert strategy.measures[1]["baseline"] == 12.5
        assert strategy.costs == ({"name": "Trainer", "money": 1200, "currency": "EUR", "hours": None},)

    def test_what_it_says_is_kept_and_an_unconfirmed_level_is_our_own_estimate(self, as_owner, draft):
        address = at(draft, "write/says/")
        typed = typed_in(page_of(as_owner, address)) | {
            "level_scheme": "EQF",
            "level_value": "4",
            "methods": "Observation\r\n\r\nTalk",
            "title": "Say Sorry",
        }

        as_owner.post(address, typed)

        data = says(draft)
        assert (data.title, data.level_text, data.methods) == ("Say Sorry", "EQF 4, our own estimate", ("Observation", "Talk"))

    def test_a_badge_that_comes_first_has_its_reason(self, as_owner, draft, large, owner):
        other = services.begin_draft(organisation=large, data=make_whole(handle="", title="Listen"), author=owner, at=NOON)
        address = at(draft, "write/says/")
        code = str(other.achievement.code)
        typed = typed_in(page_of(as_owner, address)) | {"prerequisites-0-badge": code, "prerequisites-0-reason": "One hears first."}

        as_owner.post(address, typed)

        assert says(draft).prerequisites == ((code, "One hears first."),)

    def test_a_number_that_is_none_is_said_and_everything_typed_stays(self, as_owner, draft):
        address = at(draft, "write/for/")
        answer = as_owner.post(address, typed_in(page_of(as_owner, address)) | {"measures-0-target": "many", "audience": "Us"})

        assert answer.status_code == 422
        assert "Row 1: “many” is no number." in words(answer)
        assert 'value="many"' in answer.content.decode()
        assert says(draft) == make_whole(judges=says(draft).judges)

    def test_it_saves_itself_and_answers_the_page_as_it_stands(self, as_owner, draft):
        address = at(draft, "write/says/")
        typed = typed_in(page_of(as_owner, address)) | {"title": ""}

        answer = as_owner.post(f"{address}save/", typed)

        assert answer.status_code == 200
        assert "It has no name." in words(answer)
        assert typed_in(answer.content.decode())["seen"] != typed["seen"]

    def test_what_the_linter_says_stands_where_it_is_mended(self, as_owner, draft, owner):
        services.write_draft(
            version=draft,
            data=make_whole(elements=(make_element("PIR-1", kind="behaviour"),)),
            author=owner,
            at=NOON,
        )

        assert "does not say what one would see" in words(as_owner.get(at(draft, "write/elements/PIR-1/")))
        assert "does not say what one would see" not in words(as_owner.get(at(draft, "write/for/")))
        assert re.search(r"Elements\s*, open:\s*1", words(as_owner.get(at(draft, "write/for/"))))

    @pytest.mark.parametrize("part", ["before", "nonsense", "elements-9"])
    def test_a_part_that_is_none_is_not_found(self, as_owner, draft, part):
        assert as_owner.get(at(draft, f"write/{part}/")).status_code == 404

    def test_the_kind_of_a_badge_that_was_seen_is_no_longer_asked(self, as_owner, draft):
        AchievementVersion.objects.filter(pk=draft.pk).update(published_at=NOON)

        assert 'name="kind"' not in page_of(as_owner, at(draft, "write/says/"))


class TestTwoWhoWrite:
    def open_twice(self, as_owner, draft, part="says/"):
        address = at(draft, f"write/{part}")
        typed = typed_in(page_of(as_owner, address))
        as_owner.post(address, typed | {"description": "The other’s words.", "title": "The other’s name"})
        return address, typed | {"description": "My words.", "notional_hours": "9"}

    def test_the_second_sees_both_side_by_side_and_nothing_is_lost(self, as_owner, draft):
        address, mine = self.open_twice(as_owner, draft)

        answer = as_owner.post(address, mine)

        page = words(answer)
        assert answer.status_code == 409
        assert "Somebody else changed this too." in page
        assert "The other’s words." in page
        assert "My words." in page
        assert "Its name" not in page, "she did not change it, so nobody is asked"
        assert says(draft).description == "The other’s words."

    @pytest.mark.parametrize(
        ("take", "kept"),
        [("mine", "My words."), ("theirs", "The other’s words."), ("both", "The other’s words.\n\nMy words.")],
    )
    def test_she_takes_hers_the_others_or_both(self, as_owner, draft, take, kept):
        address, mine = self.open_twice(as_owner, draft)
        page = as_owner.post(address, mine).content.decode()
        form = re.search(r"<form[^>]*>\s*<input[^>]*csrf.*?</form>", page[page.index("Parts of this badge") :], re.S).group()
        carried = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))

        answer = as_owner.post(address, {name: unescape(value) for name, value in carried.items()} | {"take-description": take})

        assert answer.status_code == 302
        data = says(draft)
        assert (data.description, data.title, data.notional_hours) == (kept, "The other’s name", 9.0)

    def test_a_page_that_saves_itself_stops_and_keeps_what_the_other_wrote(self, as_owner, draft):
        address, mine = self.open_twice(as_owner, draft)

        assert as_owner.post(f"{address}save/", mine).status_code == 409
        assert says(draft).description == "The other’s words."

    def test_different_elements_never_meet(self, as_owner, draft):
        pages = {code: typed_in(page_of(as_owner, at(draft, f"write/elements/{code}/"))) for code in ("PIR-1", "PIR-2")}
        for code, typed in pages.items():
            answer = as_owner.post(at(draft, f"write/elements/{code}/"), typed | {"statement": f"Does {code}."})
            assert answer.status_code == 302

        assert [element.statement for element in says(draft).elements] == ["Does PIR-1.", "Does PIR-2."]


class TestElements:
    def test_one_more_opens_with_two_levels_filled_in(self, as_owner, draft):
        answer = as_owner.post(at(draft, "write/elements/"), {"statement": "Counts the till"})

        assert answer["Location"] == at(draft, "write/elements/PIR-3/")
        element = says(draft).elements[-1]
        assert (element.statement, [label for _, label, _ in element.levels]) == ("Counts the till.", ["Not yet", "Met"])

    def test_levels_are_named_described_added_and_one_is_needed(self, as_owner, draft):
        address = at(draft, "write/elements/PIR-1/")
        typed = typed_in(page_of(as_owner, address)) | {
            "levels-3-label": "Out of sight",
            "levels-3-description": "Nobody notices.",
            "levels-pick": "3",
        }

        as_owner.post(address, typed)

        element = says(draft).elements[0]
        assert element.levels[3] == ("out_of_sight", "Out of sight", "Nobody notices.")
        assert element.required_level == "out_of_sight"

    def test_a_level_that_is_emptied_is_gone(self, as_owner, draft):
        address = at(draft, "write/elements/PIR-1/")
        typed = typed_in(page_of(as_owner, address)) | {"levels-2-label": "", "levels-2-description": ""}

        as_owner.post(address, typed)

        assert [code for code, _, _ in says(draft).elements[0].levels] == ["emerging", "competent"]

    def test_the_evidence_that_is_asked_for_is_kept(self, as_owner, draft):
        address = at(draft, "write/elements/PIR-1/")
        typed = typed_in(page_of(as_owner, address)) | {
            "min_items": "3", "kinds": ["recording", "questioning"], "min_kinds": "2", "max_age_months": "24",
            "needs_witness": "on",
        }  # fmt: skip

        as_owner.post(address, typed)

        assert says(draft).elements[0].evidence_rule == {
            "min_items": 3, "min_occasions": 2, "kinds": ["recording", "questioning"], "min_kinds": 2, "max_age_months": 24,
            "needs_witness": True,
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("act", "codes"),
        [
            ("down", ["PIR-2", "PIR-1"]),
            ("up", ["PIR-1", "PIR-2"]),
            ("double", ["PIR-1", "PIR-3", "PIR-2"]),
            ("remove", ["PIR-2"]),
            ("recode", ["PIR-3", "PIR-2"]),
        ],
    )
    def test_each_button_does_what_it_says(self, as_owner, draft, act, codes):
        answer = as_owner.post(at(draft, f"write/elements/PIR-1/{act}/"))

        assert answer["Location"] == at(draft, "write/elements/")
        assert [element.code for element in says(draft).elements] == codes

    def test_what_loses_words_asks_first(self, as_owner, draft):
        assert "Take this element out?" in words(as_owner.get(at(draft, "write/elements/PIR-1/remove/")))
        assert as_owner.get(at(draft, "write/elements/PIR-1/up/")).status_code == 404
        assert as_owner.post(at(draft, "write/elements/PIR-1/burn/")).status_code == 404

    def test_one_that_is_gone_is_said_to_be_gone(self, as_owner, draft):
        assert as_owner.get(at(draft, "write/elements/PIR-9/")).status_code == 404
        assert "no such element" in words(as_owner.post(at(draft, "write/elements/PIR-9/up/"), follow=True))


class TestPaste:
    TEXT = "Duties\n- Greets visitors\n- Understands the rules\n- Greets visitors"

    def test_it_is_looked_over_before_anything_is_kept(self, as_owner, draft):
        answer = as_owner.post(at(draft, "write/elements/paste/"), {"text": self.TEXT})

        page = words(answer)
        assert "Nothing is kept yet." in page
        assert "“Understands” cannot be seen. Begin with what somebody does." in page
        assert "Duties (a heading)" in page
        assert "Greets visitors. (it stands there twice)" in page
        assert Element.objects.count() == 2

    def test_what_is_ticked_is_added_in_the_words_that_stand_there(self, as_owner, draft):
        typed = {"text": self.TEXT, "take": "yes", "take0": "on", "line0": "Greets every visitor.", "line1": "Left out."}

        answer = as_owner.post(at(draft, "write/elements/paste/"), typed)

        assert answer["Location"] == at(draft, "write/elements/")
        assert [element.statement for element in says(draft).elements][2:] == ["Greets every visitor."]

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"text": ""}, "Paste some lines first."),
            ({"text": "Duties:\n\n----"}, "There is no line in it that could be an element."),
            ({"text": "Greets", "take": "yes", "line0": "Greets."}, "Leave at least one line ticked."),
        ],
    )
    def test_what_cannot_be_used_is_said(self, as_owner, draft, typed, said):
        assert said in words(as_owner.post(at(draft, "write/elements/paste/"), typed))

    def test_a_new_badge_begins_with_it(self, as_owner, large):
        typed = {"text": self.TEXT, "take": "yes", "title": "Front desk", "take0": "on", "line0": "Greets visitors."}

        answer = as_owner.post(f"{DESIGN}begin/paste/", typed)

        version = AchievementVersion.objects.get()
        assert answer["Location"] == at(version, "write/elements/")
        assert [(element.code, element.statement) for element in says(version).elements] == [("FRONT-DESK-1", "Greets visitors.")]

    def test_without_a_name_everything_pasted_stays(self, as_owner, large):
        page = words(as_owner.post(f"{DESIGN}begin/paste/", {"text": self.TEXT, "take": "yes", "take0": "on", "line0": "Greets."}))

        assert "Give it a name first." in page
        assert AchievementVersion.objects.count() == 0


class TestWhoMay:
    PAGES = (
        "write/",
        "write/for/",
        "write/elements/",
        "write/elements/PIR-1/",
        "write/elements/paste/",
        "write/standards/",
        "about/",
    )

    @pytest.mark.parametrize("door", PAGES)
    def test_a_colleague_may_not(self, as_colleague, draft, door):
        assert as_colleague.get(at(draft, door)).status_code == 403

    @pytest.mark.parametrize("door", PAGES)
    def test_for_an_outsider_it_is_not_there(self, as_outsider, draft, door):
        assert as_outsider.get(at(draft, door)).status_code == 404

    @pytest.mark.parametrize("door", PAGES)
    def test_a_stranger_signs_in_first(self, as_stranger, draft, door):
        assert "/sign-in" in as_stranger.get(at(draft, door))["Location"]

    def test_an_assessor_sees_how_it_came_to_be_and_no_button(self, draft, large):
        client = _signed_in(make_member(large, make_person("Idris Vale"), Role.ASSESSOR).person)

        page = words(client.get(at(draft, "about/")))

        assert "The idea is of 24 November 2026." in page
        assert "Go on writing" not in page
        assert "Begin a badge with a copy" not in page

    @pytest.mark.parametrize("door", ["write/for/", "write/elements/", "write/standards/"])
    def test_in_small_mode_nobody_sees_it_until_it_is_turned_on(self, as_owner, pantry, owner, door):
        draft = services.begin_draft(organisation=pantry, data=make_whole(), author=owner, at=NOON)

        assert as_owner.get(at(draft, door))["Location"] == at(draft, "")
        Organisation.objects.update(switches=["writing"])
        assert as_owner.get(at(draft, door)).status_code == 200

    def test_what_is_published_is_not_written(self, as_owner, draft):
        AchievementVersion.objects.update(state=State.PUBLISHED, published_at=NOON)

        assert as_owner.get(at(draft, "write/for/"))["Location"] == at(draft, "about/")
        assert as_owner.post(at(draft, "write/for/save/"), {})["Location"] == at(draft, "about/")


class TestQueries:
    @pytest.mark.parametrize(
        "door",
        [
            "write/for/",
            "write/says/",
            "write/judges/",
            "write/elements/",
            "write/elements/PIR-1/",
            "write/standards/?q=x",
            "about/",
        ],
    )
    def test_a_page_asks_twelve_times_at_most_however_many_elements(
        self, as_owner, draft, owner, django_assert_max_num_queries, door
    ):
        many = tuple(make_element(f"PIR-{number}") for number in range(1, 9))
        services.write_draft(version=draft, data=replace(says(draft), elements=many), author=owner, at=NOON)

        with django_assert_max_num_queries(12):
            assert as_owner.get(at(draft, door)).status_code == 200

    def test_so_does_a_successors(self, as_owner, draft, owner, django_assert_max_num_queries):
        AchievementVersion.objects.update(state=State.PUBLISHED, published_at=NOON)
        after = services.begin_next(version=AchievementVersion.objects.get(), author=owner, at=NOON)

        for door in ("write/before/", "write/for/", "write/elements/"):
            with django_assert_max_num_queries(12):
                assert as_owner.get(at(after, door)).status_code == 200

    def test_so_does_the_beginning(self, as_owner, draft, django_assert_max_num_queries):
        with django_assert_max_num_queries(12):
            assert as_owner.get(f"{DESIGN}begin/").status_code == 200

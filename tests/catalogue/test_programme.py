"""The whole strategy on one page: what each badge is for, what is missing, what it costs, and what stands there twice."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.rules import strategy as rules
from laurels.catalogue.rules.linting import words as words_of
from laurels.catalogue.rules.linting.texts import FEWEST_WORDS, SAME
from laurels.catalogue.rules.strategy import Planned
from laurels.catalogue.selectors import programme as selectors
from laurels.catalogue.selectors.programme import Wanted, arranged, plan_rows
from laurels.common.clock import now
from laurels.people.rules import Role
from tests.catalogue.making import make_draft
from tests.catalogue.pages import words
from tests.catalogue.planning import make_planned, plans, resting_on
from tests.making import NOON, make_member, make_person
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db
PAGE = "/o/kettle-lane/programme/"
TODAY = NOON.date()
DAY = timedelta(days=1)
LINES = st.lists(st.sampled_from("turn tin date shelf gift".split()), max_size=5).map(" ".join)
WHOLE = Planned(
    need="Nobody becomes ill.",
    audience="everybody at the shelf",
    level="competent",
    months=24,
    reason="",
    review_on=TODAY + DAY,
    measures=[{"name": "complaints", "unit": "a month", "baseline": 4, "target": 1, "owner": "Mira"}],
    costs=[{"name": "writing", "money": 800, "currency": "GBP", "hours": 12}],
    owned=True,
    aligned=True,
)


class TestGaps:
    def test_a_whole_strategy_has_none(self):
        assert rules.gaps(WHOLE, today=TODAY) == ()

    @pytest.mark.parametrize(
        ("changes", "gap"),
        [
            ({"need": " "}, "the business need"),
            ({"need": "helps us do our work well"}, "a need of its own"),
            ({"audience": ""}, "whom it is for"),
            ({"level": ""}, "the level it asks for"),
            ({"months": None}, "why it does not expire"),
            ({"review_on": None}, "a review date"),
            ({"review_on": TODAY - DAY}, "its review"),
            ({"measures": []}, "a success measure"),
            ({"measures": [{"name": "x", "baseline": None, "target": 1, "owner": "Mira"}]}, "a baseline"),
            ({"measures": [{"name": "x", "baseline": 0, "owner": "Mira"}]}, "a target"),
            ({"measures": [{"name": "x", "baseline": 0, "target": 0, "owner": ""}]}, "who owns a measure"),
            ({"costs": []}, "a cost plan"),
            ({"aligned": False}, "an alignment"),
            ({"owned": False}, "somebody who looks after it"),
        ],
    )
    def test_one_gap_is_named_by_itself(self, changes, gap):
        from dataclasses import replace

        assert rules.gaps(replace(WHOLE, **changes), today=TODAY) == (gap,)

    def test_a_reason_closes_the_gap_of_a_badge_that_does_not_expire(self):
        from dataclasses import replace

        assert rules.gaps(replace(WHOLE, months=None, reason="stable basic skill"), today=TODAY) == ()


class TestCosts:
    def test_currencies_and_hours_stand_apart(self):
        costs = rules.costs_of(
            [
                [
                    {"name": "a", "money": 12000, "currency": "GBP", "hours": 40},
                    {"name": "b", "money": "400.50", "currency": "GBP"},
                ],
                [{"name": "c", "money": 99.9, "currency": "EUR", "hours": 2.5}],
                [],
            ]
        )

        assert costs.money == {"GBP": Decimal("12400.50"), "EUR": Decimal("99.9")}
        assert (costs.hours, costs.planned, costs.unplanned) == (Decimal("42.5"), 2, 1)
        assert costs.in_words() == "99.90 EUR and 12,400.50 GBP and 42.50 hours"

    @pytest.mark.parametrize("money", [None, "", "a lot", True, float("nan"), float("inf")])
    def test_what_is_no_amount_is_not_added(self, money):
        assert rules.costs_of([[{"name": "a", "money": money, "currency": "GBP"}]]).money == {}

    def test_money_without_a_currency_is_not_taken_for_another(self):
        costs = rules.costs_of([[{"money": 5}, {"money": 7, "currency": "GBP"}]])

        assert costs.in_words() == "7 GBP and 5 of an unnamed currency"

    def test_nothing_planned_is_not_nothing(self):
        assert rules.costs_of([[]]).in_words() == "not planned"
        assert rules.costs_of([[{"name": "ours already"}]]).in_words() == "nothing"

    @given(st.lists(st.lists(st.tuples(st.integers(0, 10**9), st.sampled_from(["GBP", "EUR"])), max_size=3), max_size=3))
    def test_nothing_is_lost_and_nothing_is_mixed(self, plans_of):
        rows = [[{"money": cents / 100, "currency": currency} for cents, currency in plan] for plan in plans_of]
        costs = rules.costs_of(rows)

        for currency in ("GBP", "EUR"):
            whole = sum(cents for plan in plans_of for cents, its in plan if its == currency)
            assert costs.money.get(currency, Decimal(0)) == Decimal(whole) / 100
        assert costs.planned + costs.unplanned == len(plans_of)


class TestOverlaps:
    def test_the_same_item_makes_a_pair_once(self):
        found = rules.overlaps([], [("b", "urn:1", "Food"), ("a", "urn:1", "Food"), ("a", "urn:1", "Food"), ("c", "urn:2", "Cold")])

        assert [(one.first, one.second, one.why) for one in found] == [("a", "b", "Both are aligned to “Food”.")]

    def test_nearly_the_same_statement_makes_a_pair(self):
        told = [
            ("a", "Checks the dates and the packaging of every gift."),
            ("b", "Checks dates and packaging of each gift."),
            ("c", "Greets people at the door."),
        ]

        assert [(one.first, one.second) for one in rules.overlaps(told, [])] == [("a", "b")]

    def test_a_badge_does_not_overlap_with_itself(self):
        assert rules.overlaps([("a", "Checks dates daily."), ("a", "Checks dates daily.")], []) == ()

    @given(
        st.lists(
            st.tuples(
                st.sampled_from("abc"), st.lists(st.sampled_from("turn tin date shelf gift".split()), max_size=5).map(" ".join)
            ),
            max_size=8,
        )
    )
    def test_it_is_what_comparing_every_pair_gives(self, told):
        pairs = {
            (min(a, b), max(a, b))
            for place, (a, first) in enumerate(told)
            for b, second in told[place + 1 :]
            if a != b
            and min(len(words_of.meaning(first)), len(words_of.meaning(second))) >= FEWEST_WORDS
            and words_of.alike(words_of.meaning(first), words_of.meaning(second)) >= SAME
        }

        assert {(one.first, one.second) for one in rules.overlaps(told, [])} == pairs


@pytest.fixture
def planning(pantry, owner):
    return plans(pantry, owner)


class TestRows:
    def test_a_badge_stands_once_with_its_published_version(self, planning, owner):
        make_planned(planning, owner)
        make_planned(planning, owner, number="2", audience="all of us")

        (row,) = plan_rows(planning, at=NOON)

        assert (row.number, row.audience, row.state, row.next) == ("2", "all of us", "Published", False)

    def test_a_next_version_is_said_beside_it(self, planning, owner):
        from laurels.catalogue import services
        from tests.catalogue.making import publish

        version = publish(make_draft(planning, owner), owner)
        services.begin_next(version=version, author=owner, at=now())

        (row,) = plan_rows(planning, at=now())

        assert (row.number, row.next) == ("1", True)

    def test_a_draft_stands_for_a_badge_that_has_nothing_else(self, planning, owner):
        make_draft(planning, owner)

        (row,) = plan_rows(planning, at=now())

        assert (row.state, row.ready) == ("Draft", False)
        assert "a need of its own" in row.gaps
        assert "its review" not in row.gaps

    def test_what_is_past_its_review_says_since_when(self, planning, owner):
        make_planned(planning, owner, review_on=TODAY - DAY)

        (row,) = plan_rows(planning, at=NOON)

        assert row.past == "23 November 2026"
        assert "its review" in row.gaps

    def test_another_organisations_badges_are_not_among_them(self, planning, trust, outsider):
        make_planned(trust, outsider)

        assert plan_rows(planning, at=NOON) == []


class TestArranged:
    @pytest.fixture
    def rows(self, planning, owner):
        make_planned(planning, owner, handle="A", title="Alpha", review_on=TODAY + 9 * DAY, function="comply")
        make_planned(planning, owner, handle="B", title="Beta", review_on=TODAY - DAY, measures=())
        make_planned(planning, owner, handle="C", title="Gamma", review_on=TODAY + 2 * DAY)
        return plan_rows(planning, at=NOON)

    @pytest.mark.parametrize(
        ("wanted", "titles"),
        [
            (Wanted(), ["Alpha", "Beta", "Gamma"]),
            (Wanted(sort="-title"), ["Gamma", "Beta", "Alpha"]),
            (Wanted(sort="review"), ["Beta", "Gamma", "Alpha"]),
            (Wanted(sort="gaps"), ["Beta", "Alpha", "Gamma"]),
            (Wanted(sort="; drop table"), ["Alpha", "Beta", "Gamma"]),
            (Wanted(function="comply"), ["Alpha"]),
            (Wanted(function="nonsense"), ["Alpha", "Beta", "Gamma"]),
            (Wanted(only="past"), ["Beta"]),
            (Wanted(state="draft"), []),
            (Wanted(family="nobody's"), []),
        ],
    )
    def test_the_address_orders_and_narrows_down(self, rows, wanted, titles):
        assert [row.title for row in arranged(rows, wanted)] == titles


class TestPage:
    def test_it_says_what_needs_her(self, as_owner, planning, owner):
        make_planned(planning, owner, review_on=now().date() - DAY, costs=({"name": "x", "money": 800, "currency": "GBP"},))
        make_planned(planning, owner, handle="B", title="Beta", review_on=now().date() + 99 * DAY)

        page = words(as_owner.get(PAGE))

        assert "1 of 2 badges is past the review date." in page
        assert "planned cost of these 800 GBP" in page
        assert "1 of these has no cost plan, so the sum is of the others." in page
        assert "complaints: 4 → 1 a month (Mira)" in page

    def test_what_may_stand_there_twice_is_named(self, as_owner, planning, owner):
        item = uuid4()
        for handle in "CABD":
            statements, rests = (f"Shows {handle * 9}.",), (resting_on(item),)
            make_planned(planning, owner, handle=handle, title=f"Badge {handle}", statements=statements, alignments=rests)

        told = re.findall(r"Badge (.) and Badge (.) Both are aligned to “Handle food safely”\.", words(as_owner.get(PAGE)))

        assert ["".join(pair) for pair in told] == ["AB", "AC", "AD", "BC", "BD", "CD"]

    def test_a_heading_turns_the_order_round(self, as_owner, planning, owner):
        make_planned(planning, owner)

        page = as_owner.get(PAGE + "?sort=title").content.decode()

        assert 'aria-sort="ascending"><a href="?sort=-title"' in page

    @pytest.mark.parametrize("address", ["?page=0", "?page=99999999999", "?page=²", "?sort=--", "?only=x&state=y&function=z"])
    def test_an_address_of_nonsense_shows_the_page(self, as_owner, planning, owner, address):
        make_planned(planning, owner)

        answer = as_owner.get(PAGE + address)

        assert answer.status_code == 200
        assert "Safe Shelf" in words(answer)

    def test_a_designer_sees_it_and_nobody_else(self, planning, as_colleague, as_outsider, as_stranger):
        for role, status in ((Role.DESIGNER, 200), (Role.ASSESSOR, 403), (Role.ADMIN, 403), (Role.MANAGER, 403)):
            client = _signed_in(make_member(planning, make_person(f"Some {role}"), role).person)
            assert client.get(PAGE).status_code == status, role
        assert [client.get(PAGE).status_code for client in (as_colleague, as_outsider, as_stranger)] == [403, 404, 302]

    def test_it_costs_the_same_for_one_and_thirty_and_stays_light(self, as_owner, planning, owner, django_assert_max_num_queries):
        make_planned(planning, owner)
        as_owner.get(PAGE)
        with django_assert_max_num_queries(12) as few:
            as_owner.get(PAGE)
        for number in range(selectors.PAGE):
            make_planned(planning, owner, handle=f"B{number}", title=f"Badge {number}")

        with django_assert_max_num_queries(12) as many:
            answer = as_owner.get(PAGE, headers={"accept-encoding": "gzip"})

        assert len(few) == len(many)
        assert len(answer.content) < 40_000
        assert "Page 1 of 2" in words(as_owner.get(PAGE))
        assert len(re.findall("<tr>", as_owner.get(PAGE + "?page=2").content.decode())) == 2

    def test_a_hostile_strategy_is_shown_as_text(self, as_owner, planning, owner):
        make_planned(
            planning, owner, audience="<script>alert(1)</script>", measures=[{"name": "<b>", "unit": "<i>", "owner": "<u>"}]
        )

        page = as_owner.get(PAGE).content.decode()

        assert "<script>alert" not in page
        assert not re.search("<b>|<i>|<u>", page)

    def test_an_empty_programme_teaches(self, as_owner, planning):
        assert "Nothing is planned yet." in words(as_owner.get(PAGE))


def test_the_day_of_a_review_that_found_it_right_orders_the_page(planning, owner):
    from laurels.catalogue.models import ReviewTask
    from laurels.catalogue.services import upkeep

    make_planned(planning, owner, review_on=TODAY - DAY)
    upkeep.raise_due(at=NOON)
    upkeep.still_right(task=ReviewTask.objects.get(), next_on=date(2027, 5, 1), words="", actor=owner, at=NOON)

    (row,) = plan_rows(planning, at=NOON)

    assert (row.day, row.past) == (date(2027, 5, 1), "")


class TestSheet:
    def test_it_holds_what_the_page_holds_and_nothing_runs_in_it(self, as_owner, planning, owner):
        make_planned(planning, owner, audience="=HYPERLINK(1)", costs=({"money": 800, "currency": "GBP"},))
        make_planned(planning, owner, handle="B", title="Beta", function="comply")

        answer = as_owner.get(PAGE + "sheet.csv?function=perform")
        rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))

        assert rows[0] == list(selectors.HEADINGS)
        assert [row[0] for row in rows[1:]] == ["Safe Shelf"]
        cells = dict(zip(*rows, strict=True))
        assert cells["For whom"].startswith("'=")
        assert (cells["Costs"], cells["Owners of measures"]) == ("800 GBP", "Mira")
        assert 'filename="programme-kettle-lane.csv"' in answer["Content-Disposition"]

    def test_it_is_nobody_elses(self, planning, as_colleague, as_outsider, as_stranger):
        assert [client.get(PAGE + "sheet.csv").status_code for client in (as_colleague, as_outsider, as_stranger)] == [
            403,
            404,
            302,
        ]

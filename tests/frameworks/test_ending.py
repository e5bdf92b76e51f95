"""What ends by the clock: a last day that a publisher named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from laurels.frameworks import selectors
from laurels.frameworks.entries import Entry
from laurels.frameworks.models import Framework, Item
from laurels.frameworks.rules import is_given_up
from laurels.frameworks.services import deprecate, restore
from laurels.frameworks.services.ending import end_what_is_over
from laurels.journal.models import FactRow
from tests.frameworks.documents import as_bytes, case, item, uid
from tests.frameworks.importing import exported, imported
from tests.frameworks.making import make_framework
from tests.making import NOON

DAY = timedelta(days=1)
LAST = (NOON + 3 * DAY).date()


def facts() -> list[dict]:
    return [fact.data for fact in FactRow.objects.filter(kind="item.deprecated").order_by("at", "pk")]


def test_an_item_counts_on_its_last_day_and_not_on_the_next(pantry, owner):
    document = case([item(1, statusEndDate=LAST.isoformat()), item(2)])
    framework = imported(pantry, owner, as_bytes(document))

    end_what_is_over(at=NOON + 3 * DAY)
    assert len(selectors.search_items(pantry, "thing")) == 2
    assert facts() == []

    end_what_is_over(at=NOON + 4 * DAY)
    end_what_is_over(at=NOON + 4 * DAY)
    gone = Item.objects.get(key=uid(1))
    assert [line.human_code for line in selectors.search_items(pantry, "thing")] == ["T.2"]
    assert facts() == [{"subjects": [str(gone.code)]}]
    assert (gone.deprecated_on, gone.deprecated_here) == (LAST, False)
    assert exported(framework) == document


def test_many_end_in_slices_and_each_house_is_told_of_its_own(pantry, trust, owner):
    for house, count in ((pantry, 250), (trust, 10)):
        make_framework(house, [Entry(key=str(n), text=f"Item {n}", deprecated_on=LAST) for n in range(count)])

    end_what_is_over(at=NOON + 9 * DAY)

    assert not Item.objects.filter(status="current").exists()
    assert sorted(len(data["subjects"]) for data in facts()) == [10, 50, 200]
    told = dict.fromkeys(FactRow.objects.filter(kind="item.deprecated").values_list("organisation_code", flat=True))
    assert set(told) == {pantry.code, trust.code}


def test_items_of_an_earlier_version_are_left_alone(pantry):
    make_framework(pantry, [Entry(key="a", text="A", deprecated_on=LAST)])
    make_framework(pantry, [Entry(key="a", text="A")], version="2")

    end_what_is_over(at=NOON + 9 * DAY)

    assert facts() == []


def test_a_framework_ends_as_well(pantry):
    make_framework(pantry, deprecated_on=LAST)

    end_what_is_over(at=NOON + 3 * DAY)
    assert Framework.objects.get().state == "current"
    end_what_is_over(at=NOON + 4 * DAY)
    assert Framework.objects.get().state == "deprecated"
    assert selectors.search_items(pantry, "tin") == ()


@pytest.mark.parametrize(
    ("adoption", "last_day", "over"),
    [
        ("", None, False),
        ("Adopted", None, False),
        ("Deprecated", None, True),
        ("", date(2026, 11, 23), True),
        ("", date(2026, 11, 24), False),
    ],
)
def test_a_publisher_gives_up_in_words_or_by_a_day(adoption, last_day, over):
    assert is_given_up(adoption, last_day, today=NOON.date()) is over


def test_a_last_day_that_was_named_is_there_again_when_an_item_is_restored(pantry, owner):
    imported(pantry, owner, as_bytes(case([item(1, statusEndDate=LAST.isoformat())])))
    one = Item.objects.select_related("framework__organisation").get(key=uid(1))
    deprecate(item=one, replacement=None, actor=owner, at=NOON)

    restore(item=one, actor=owner, at=NOON)

    one.refresh_from_db()
    assert (one.status, one.deprecated_on) == ("current", LAST)


def test_the_page_of_an_item_names_its_last_day(as_outsider, trust, outsider):
    imported(trust, outsider, as_bytes(case([item(1, statusEndDate=LAST.isoformat())])))

    page = as_outsider.get(f"/o/northgate-trust/frameworks/items/{Item.objects.get().code}/").content.decode()

    assert "It counts until 27 November 2026." in page
    assert "no longer counts, since" not in page

"""Recording: within the transaction of its change, with a delivery for each handler, and without a word about anybody."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from laurels import journal
from laurels.journal import Ref
from laurels.journal.facts import Fact, handler_named, handlers_of, plain
from laurels.journal.models import Delivery, FactRow
from tests.making import NOON
from tests.worker.answering import answering

THING, HOUSE, MIRA = Ref("thing", uuid4()), Ref("organisation", uuid4()), Ref("person", uuid4())


def record(**more):
    return journal.record("test.happened", **({"subject": THING, "organisation": HOUSE, "actor": MIRA, "at": NOON} | more))


@pytest.mark.django_db
class TestRecord:
    def test_keeps_who_what_where_and_when(self):
        fact = record(data={"count": 2, "on": date(2026, 11, 24)})

        row = FactRow.objects.get()
        assert row.as_fact() == fact
        assert (fact.kind, fact.subject, fact.organisation, fact.actor, fact.at) == ("test.happened", THING, HOUSE, MIRA, NOON)
        assert fact.data == {"count": 2, "on": "2026-11-24"}

    def test_may_be_about_nobodys_and_by_nobody(self):
        fact = record(organisation=None, actor=None)

        assert (fact.organisation, fact.actor) == (None, None)

    def test_writes_one_delivery_for_each_handler_due_at_once(self):
        with answering("test.happened", "one"), answering("test.happened", "two"), answering("test.other", "three"):
            fact = record()

        rows = Delivery.objects.order_by("handler").values_list("handler", "state", "due_at", "attempts", "fact_id")
        assert list(rows) == [("tests.one", "waiting", NOON, 0, fact.id), ("tests.two", "waiting", NOON, 0, fact.id)]

    def test_is_gone_when_its_change_is(self):
        with answering("test.happened", "one"), contextlib.suppress(KeyError), transaction.atomic():
            record()
            raise KeyError

        assert (FactRow.objects.count(), Delivery.objects.count()) == (0, 0)

    def test_a_moment_without_a_zone_is_refused(self):
        with pytest.raises(ValueError, match="needs a zone"):
            record(at=datetime(2026, 11, 24, 12))  # noqa: DTZ001 - on purpose

    def test_one_handler_answers_one_fact_once_whatever_is_written(self):
        from django.db import IntegrityError

        with answering("test.happened", "one"):
            fact = record()
        with pytest.raises(IntegrityError), transaction.atomic():
            Delivery.objects.create(fact_id=fact.id, handler="tests.one", due_at=NOON)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded():
    with pytest.raises(RuntimeError, match=r"test\.happened was recorded outside the transaction of its change"):
        record()

    assert not FactRow.objects.exists()


@pytest.mark.django_db
class TestRecordMany:
    def many(self, *subjects: Ref) -> Fact:
        return journal.record_many("test.happened", subjects=subjects, organisation=HOUSE, actor=MIRA, at=NOON)

    def test_is_one_fact_with_all_its_codes_in_order(self):
        things = [Ref("thing", uuid4()) for _ in range(200)]

        with answering("test.happened", "one"):
            fact = self.many(*things)

        assert (FactRow.objects.count(), Delivery.objects.count()) == (1, 1)
        assert (fact.subject, list(fact.subjects)) == (things[0], things)
        assert FactRow.objects.get().as_fact().subjects == tuple(things)

    def test_reaches_its_handler_once_with_all_of_them(self):
        from laurels.worker.services import run_due

        things = [Ref("thing", uuid4()) for _ in range(3)]
        with answering("test.happened", "one") as got:
            self.many(*things)
            run_due(at=NOON)

        ((facts, _),) = got
        assert [subject for fact in facts for subject in fact.subjects] == things

    def test_needs_at_least_one_thing(self):
        with pytest.raises(ValueError, match="one or more things"):
            self.many()

    def test_needs_things_of_one_kind(self):
        with pytest.raises(ValueError, match="of one kind"):
            self.many(THING, HOUSE)

        assert not FactRow.objects.exists()

    def test_costs_the_same_for_one_and_two_hundred(self, django_assert_num_queries):
        for number in (1, 200):
            with django_assert_num_queries(2):  # the fact, and a savepoint less: no handler, no delivery
                FactRow.objects.count()
                self.many(*[Ref("thing", uuid4()) for _ in range(number)])


class TestPlain:
    @pytest.mark.parametrize(
        ("value", "kept"),
        [
            (None, None),
            (True, True),
            (7, 7),
            (0.5, 0.5),
            ("awarded-in-error", "awarded-in-error"),
            ("programme_owner", "programme_owner"),
            ("EUR", "EUR"),
            (date(2026, 11, 24), "2026-11-24"),
            (NOON, "2026-11-24T12:00:00+00:00"),
            (UUID("7f1b0f6e-6f0e-4f4e-9f0a-3d8f3e8e2a11"), "7f1b0f6e-6f0e-4f4e-9f0a-3d8f3e8e2a11"),
            (["a", 1, [True]], ["a", 1, [True]]),
        ],
    )
    def test_codes_numbers_dates_and_truth_are_kept(self, value, kept):
        assert plain({"value": value}) == {"value": kept}

    @pytest.mark.parametrize(
        "value",
        [
            *("Mira", "Mira Lund", "mira@kettle.example", "She did it.", "", " ", "a b", "x" * 65, "näme", "Kettle-Lane", "+44 20"),
            *(float("nan"), float("inf"), {"name": "Mira"}, b"bytes", object(), ["ok", "Not Ok"], {1, 2}, 1j),
        ],
    )
    def test_words_and_everything_else_are_refused(self, value):
        with pytest.raises(ValueError, match="is no code, number or date"):
            plain({"value": value})

    @given(st.text(min_size=1, max_size=80))
    def test_no_text_with_a_blank_a_capital_and_a_small_letter_or_a_mark_passes(self, text):
        try:
            kept = plain({"value": text})["value"]
        except ValueError:
            return
        assert kept == text
        assert not set(text) & set(" @,;'\"\n\t")
        assert text.isascii()
        assert text in (text.lower(), text.upper()) or text[0].isdigit()

    @given(st.datetimes(timezones=st.just(UTC)))
    def test_every_moment_is_kept_and_reads_back(self, moment):
        assert datetime.fromisoformat(plain({"at": moment})["at"]) == moment


class TestHandlers:
    def test_are_found_by_kind_and_by_name(self):
        with answering("test.happened", "one"):
            (handler,) = handlers_of("test.happened")

            assert handler_named("tests.one") is handler

    def test_that_a_release_took_away_are_not_found(self):
        assert handler_named("tests.gone") is None
        assert handlers_of("test.nobody-answers") == []

    def test_registered_twice_answer_once(self):
        """A module may be imported twice under two names in a test run; nobody is told twice of it."""
        with answering("test.happened", "one"), answering("test.happened", "one"):
            assert len(handlers_of("test.happened")) == 1

"""Facts are only ever added: by the models, by query sets, and by raw statements."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction
from laurels.journal import Ref, guards, record
from laurels.journal.models import AppendOnly, FactRow
from tests.making import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> FactRow:
    fact = record("test.happened", subject=Ref("thing", uuid4()), organisation=None, actor=None, at=NOON, data={"count": 1})
    return FactRow.objects.get(pk=fact.id)


def unchanged(row: FactRow) -> bool:
    return FactRow.objects.filter(pk=row.pk, kind="test.happened", data={"count": 1}).count() == 1


class TestModels:
    def test_a_row_that_is_there_is_not_saved(self, row):
        row.kind = "test.other"

        with pytest.raises(AppendOnly):
            row.save()
        assert unchanged(row)

    def test_nor_taken_away(self, row):
        with pytest.raises(AppendOnly):
            row.delete()
        assert unchanged(row)

    @pytest.mark.parametrize(
        "act",
        [
            lambda rows, _row: rows.update(kind="x"),
            lambda rows, _row: rows.delete(),
            lambda rows, row: rows.bulk_update([row], ["kind"]),
            lambda rows, row: rows.update_or_create(pk=row.pk, defaults={"kind": "x"}),
        ],
        ids=["update", "delete", "bulk_update", "update_or_create"],
    )
    def test_nor_changed_by_a_query_set(self, row, act):
        with pytest.raises(AppendOnly):
            act(FactRow.objects.all(), row)
        assert unchanged(row)


class TestDatabase:
    """What goes past our own query set meets the wall."""

    @pytest.mark.parametrize(
        "act",
        [
            lambda rows: rows.update(kind="x"),
            lambda rows: rows.delete(),
            lambda rows: rows._raw_delete(rows.db),
        ],
        ids=["update", "delete", "raw delete"],
    )
    def test_a_plain_query_set_changes_nothing(self, row, act):
        with pytest.raises(IntegrityError, match=guards.WORDS), transaction.atomic():
            act(models.QuerySet(FactRow).filter(pk=row.pk))
        assert unchanged(row)

    @pytest.mark.parametrize("statement", ["UPDATE journal_factrow SET kind = 'x'", "DELETE FROM journal_factrow"])
    def test_a_raw_statement_changes_nothing(self, row, statement):
        with pytest.raises(IntegrityError, match=guards.WORDS), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert unchanged(row)

    def test_a_row_is_not_replaced_by_adding_it_again(self, row):
        with pytest.raises(IntegrityError), transaction.atomic():
            FactRow(id=row.pk, kind="x", subject_kind="x", subject_code=uuid4(), at=NOON).save(force_insert=True)
        assert unchanged(row)

    def test_adding_goes_on(self, row):
        record("test.happened", subject=Ref("thing", uuid4()), organisation=None, actor=None, at=NOON)

        assert FactRow.objects.count() == 2

    def test_taking_the_wall_down_and_putting_it_up_again_ends_with_a_wall(self, row):
        with connection.cursor() as cursor:
            for up in (False, True):
                for statement in guards.statements(connection.vendor, up=up):
                    cursor.execute(statement)

        with pytest.raises(IntegrityError, match=guards.WORDS), transaction.atomic():
            models.QuerySet(FactRow).update(kind="x")


def test_a_kind_of_database_without_a_wall_is_not_passed_over_in_silence():
    with pytest.raises(KeyError):
        guards.statements("mysql", up=True)

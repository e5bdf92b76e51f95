"""The database's own wall around facts: what the models refuse, a raw statement is refused as well.

Rows are added and read. A table that SQLite makes anew (Django does, when a column changes) loses its triggers: a migration
that changes ``FactRow`` ends with ``put_up``; a test looks whether the wall stands.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "journal_factrow"
WORDS = "facts are only ever added"
_PUT_UP = {
    "sqlite": [
        f"CREATE TRIGGER journal_facts_keep_{act.lower()} BEFORE {act} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        for act in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION journal_facts_keep() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = '23000'; END $$",
        f"CREATE TRIGGER journal_facts_keep BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION journal_facts_keep()",
    ],
}
_TAKE_DOWN = {
    "sqlite": [f"DROP TRIGGER IF EXISTS journal_facts_keep_{act}" for act in ("update", "delete")],
    "postgresql": [f"DROP TRIGGER IF EXISTS journal_facts_keep ON {TABLE}", "DROP FUNCTION IF EXISTS journal_facts_keep()"],
}


def statements(vendor: str, *, up: bool) -> list[str]:
    """The statements that put the wall up, or take it down, in this kind of database."""
    return list((_PUT_UP if up else _TAKE_DOWN)[vendor])


def put_up(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the wall up; one that stands is replaced."""
    take_down(_apps, editor)
    for statement in statements(editor.connection.vendor, up=True):
        editor.execute(statement, params=None)


def take_down(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it down, for a migration backwards."""
    for statement in statements(editor.connection.vendor, up=False):
        editor.execute(statement, params=None)

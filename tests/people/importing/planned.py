"""What the tests of planning share: people who are known, and what a file would do."""

from __future__ import annotations

from datetime import date
from itertools import count
from uuid import UUID

from hypothesis import strategies as st
from laurels.people.importing import Known, Plan, Record, Register, plan

TODAY = date(2026, 11, 24)
MAY = date(2026, 5, 1)


def known(code: int, name: str, **more) -> Known:
    address = more.pop("given", "")
    addresses = more.pop("addresses", frozenset({address} if address else ()))
    return Known(code=UUID(int=code), person=code, name=name, given=address, addresses=addresses, **more)


def planned(rows: list[Record], members=(), proven=None) -> Plan:
    codes = count(1000)
    return plan(rows, Register(members, proven or {}), today=TODAY, new_code=lambda: UUID(int=next(codes)))


def only(record: Record, members=(), proven=None):
    (row,) = planned([record], members, proven).rows
    return row


def verdicts(rows, members=(), proven=None) -> list:
    return [(row.verdict.value, row.problem) for row in planned(rows, members, proven).rows]


@st.composite
def newcomers(draw: st.DrawFn) -> list[Record]:
    """People whom nobody here knows yet, in any order; a manager, by number or by name, is one of them and makes no circle."""
    rows: list[Record] = []
    for place in range(draw(st.integers(0, 5))):
        known_as = ["", *(row.number or row.name for row in rows)]
        number, team = draw(st.sampled_from(["", str(place)])), draw(st.sampled_from(["", "T"]))
        rows.append(Record(2 + place, f"P{place}", number, team=team, manager=draw(st.sampled_from(known_as))))
    return draw(st.permutations(rows))

"""Whole versions for tests: one that is complete, and any that may be written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st
from laurels.catalogue.models import FUNCTIONS, KINDS
from laurels.catalogue.rules.mapping import RULES
from laurels.catalogue.versions import AlignmentData, ElementData, MapData, RuleData, StrategyData, VersionData

LEVELS = (
    ("emerging", "Emerging", "Loses the thread."),
    ("competent", "Competent", "Stays calm and writes it down."),
    ("confident", "Confident", "Teaches others."),
)
STRATEGY = StrategyData(
    function="perform",
    business_need="Complaints end well.",
    audience="Everybody at the desk.",
    performance_level="competent",
    level_scale="Our own scale",
    lifespan_months=24,
    window_days=90,
    grace_days=30,
    review_on=date(2027, 11, 1),
    measures=({"name": "Complaints solved at once", "unit": "percent", "baseline": 54, "target": 68, "owner": "Head of desk"},),
)
STANDARD = AlignmentData(
    target_url="https://standards.example/items/7",
    target_name="Handle complaints",
    taken_on=date(2026, 11, 24),
    element="PIR-1",
    target_framework="Desk work",
    target_code="D7",
)


def make_element(code: str = "PIR-1", **changes: object) -> ElementData:
    """An element that lacks nothing."""
    values = {
        "statement": f"Takes a complaint calmly ({code}).",
        "required_level": "competent",
        "levels": LEVELS,
        "evidence_rule": {"min_items": 2, "kinds": ["recording", "work_product"], "min_kinds": 1, "min_occasions": 2},
    } | changes
    return ElementData(code=code, **values)


def make_whole(**changes: object) -> VersionData:
    """A version that lacks nothing but its judges."""
    values = {
        "handle": "PIR",
        "title": "Put It Right",
        "number": "1.0",
        "description": "Complaints end well.",
        "criteria": "Show each element at work.",
        "elements": (make_element("PIR-1"), make_element("PIR-2", required=False)),
        "strategy": STRATEGY,
        "alignments": (STANDARD,),
        "methods": ("observation", "professional discussion"),
        "notional_hours": 6.0,
        "cpd_points": 6.0,
    } | changes
    return VersionData(**values)


def renamed(data: VersionData, old: str, new: str) -> VersionData:
    """The same with another code for one element."""
    return replace(data, elements=tuple(replace(e, code=new) if e.code == old else e for e in data.elements))


_WORDS = st.text("aZ9 -'\"<&;%{\u00a0ßé\u0301ﬁ\u200dя漢😀", max_size=8)
"""What rows could bend: blanks at the ends, marks of markup, accents that combine, joiners, and letters of four bytes."""
_CODE = st.builds("{}{}".format, st.sampled_from("AKZ"), st.text("AZ09-", max_size=5))
_NUMBER = st.none() | st.integers(0, 900)
_DAY = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@st.composite
def any_element(draw: st.DrawFn, code: str) -> ElementData:
    codes = draw(st.lists(_CODE, min_size=1, max_size=3, unique=True))
    return ElementData(
        code=code,
        statement=draw(_WORDS),
        required_level=draw(st.sampled_from(codes)),
        levels=tuple((level, draw(_WORDS), draw(_WORDS)) for level in codes),
        kind=draw(st.sampled_from(KINDS[:4])),
        required=draw(st.booleans()),
        workplace_only=draw(st.booleans()),
        renew_always=draw(st.booleans()),
        critical=draw(st.booleans()),
        indicator=draw(_WORDS),
        evidence_rule=draw(st.dictionaries(st.sampled_from(["min_items", "max_age_months"]), st.integers(1, 60))),
    )


@st.composite
def any_whole(draw: st.DrawFn) -> VersionData:
    """Any version that rows can hold; nobody judges it."""
    codes = draw(st.lists(_CODE, max_size=3, unique=True))
    standards = draw(st.lists(st.sampled_from(["", *codes]), max_size=3))
    rules = draw(st.lists(st.sampled_from(codes), max_size=4, unique=True)) if codes else []
    return VersionData(
        handle="PIR",
        title=draw(_WORDS),
        number="1.0",
        kind=draw(st.sampled_from(KINDS)),
        family=draw(_WORDS),
        description=draw(_WORDS),
        criteria=draw(_WORDS),
        elements=tuple(draw(any_element(code)) for code in codes),
        strategy=StrategyData(
            function=draw(st.sampled_from(FUNCTIONS)),
            business_need=draw(_WORDS),
            lifespan_months=draw(_NUMBER),
            review_on=draw(st.none() | _DAY),
            measures=tuple(draw(st.lists(st.fixed_dictionaries({"name": _WORDS, "target": _NUMBER}), max_size=2))),
            costs=tuple(draw(st.lists(st.fixed_dictionaries({"name": _WORDS, "money": _NUMBER}), max_size=2))),
        ),
        notional_hours=draw(st.none() | st.floats(0, 100)),
        cpd_points=draw(st.none() | st.floats(0, 100)),
        methods=tuple(draw(st.lists(_WORDS, max_size=3))),
        supervision=draw(_WORDS),
        prerequisites=tuple(draw(st.lists(st.tuples(_CODE, _WORDS), max_size=2))),
        alignments=tuple(
            AlignmentData(f"https://s.example/{place}", draw(_WORDS), draw(_DAY), element, target_code=draw(_WORDS))
            for place, element in enumerate(standards)
        ),
        equivalence=draw(
            st.none()
            | st.builds(
                MapData,
                rules=st.just(tuple(RuleData(code, draw(st.sampled_from(RULES)), (code,)) for code in rules)),
                retired=st.lists(_CODE, max_size=2).map(tuple),
                summary=_WORDS,
                effective_on=st.none() | _DAY,
                auto_upgrade=st.booleans(),
            )
        ),
    )

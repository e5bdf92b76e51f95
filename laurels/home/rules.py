"""Pure decisions of the start pages: which sentence opens a page, which step comes next.

Source: EXPERIENCE "Start pages" (the question of each actor stands first).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from laurels.common.text import counted


@dataclass(frozen=True)
class Step:
    """What somebody does next; ``url_name`` takes the organisation's slug."""

    words: str
    why: str
    button: str
    url_name: str


@dataclass(frozen=True)
class Standing:
    """How an organisation stands, as far as an opening sentence needs it [counts].

    Attributes:
        lately: awards of the last 30 days. ending: awards that end within 60 days.
        owner: whether she runs the programme; others are not asked how it goes.
        to_review: badges of others that wait for her look.
    """

    organisation: str
    published: int
    people: int
    awards: int
    lately: int
    ending: int
    owner: bool
    to_review: int = 0


def sentence(*, offers: Sequence[str], held: int, earn: Sequence[str], work: Standing | None) -> str:
    """The line that opens a page: what waits for her, then what she runs, then what she holds or could hold."""
    if len(offers) == 1:
        return f"“{offers[0]}” waits for you."
    if offers:
        return f"{counted(len(offers), 'badge waits', 'badges wait').capitalize()} for you."
    if work is not None and work.owner:
        return _of_an_owner(work)
    if held:
        return f"You hold {counted(held, 'badge. It is', 'badges. They are')} yours, also after you leave."
    if work is not None:
        return f"Who at {work.organisation} has shown what she can do?"
    if earn:
        return f"Your first badge could be “{earn[0]}”."
    return "Here is where your badges will stand."


def _of_an_owner(work: Standing) -> str:
    """Is the programme working, and what needs her?"""
    if work.to_review:
        return f"{counted(work.to_review, 'badge waits', 'badges wait').capitalize()} for your look."
    if not work.published:
        return "What should people here be able to do?"
    if work.people < 2:
        return "Your badge is ready. Who can earn it?"
    if not work.awards:
        return "Who has shown it already?"
    if work.ending:
        return f"{counted(work.ending, 'badge ends', 'badges end').capitalize()} within 60 days."
    if work.lately:
        return f"{counted(work.lately, 'badge was', 'badges were').capitalize()} awarded in the last 30 days."
    return "Nothing was awarded in the last 30 days."


FIRST_FIVE, FIVE = "Five fields, five minutes.", "Five fields make a badge."
PASTE = "A job description or a checklist is half a badge."
"""How writing begins: with five fields, or where badges have all their parts."""


def next_step(
    *,
    published: int,
    drafts: int,
    people: int,
    awards: int,
    writes: bool,
    adds: bool,
    awards_herself: bool,
    reads: bool,
    in_full: bool = False,
) -> Step:
    """The one thing to do next, of those that she may do: a badge, then people, then an award.

    Args:
        writes, adds, awards_herself, reads: whether her roles let her write badges, add people, award, read drafts.
        in_full: whether badges are written with all their parts here, not as five fields.
    """
    if writes and drafts and not published:
        return Step(
            "Finish your first badge.", "It is kept as a draft, as far as you wrote it.", "See your drafts", "catalogue:design"
        )
    if writes and not published:
        return Step("Write your first badge.", PASTE if in_full else FIRST_FIVE, "Write a badge", "catalogue:new")
    if adds and people < 2:
        return Step("Add your first people.", "Paste a list; nobody needs an address.", "Add people", "people:add")
    if awards_herself and published and people > 1:
        if not awards:
            return Step("Award your first badge.", "Somebody has shown it already, surely.", "Award a badge", "issuing:new")
        return Step("Who has shown something since?", "Awarding takes a minute.", "Award a badge", "issuing:new")
    if writes:
        return Step("What else can people do here?", PASTE if in_full else FIVE, "Write a badge", "catalogue:new")
    if adds:
        return Step("Who is new?", "Paste a list; nobody needs an address.", "Add people", "people:add")
    if not reads:
        return Step("Who works here?", "Everybody with her team.", "See your people", "people:people")
    return Step(
        "See what there is to judge.",
        "Every badge with its lines, and what each looks like when it is met.",
        "See the badges",
        "catalogue:design",
    )

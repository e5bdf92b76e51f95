"""What stands in the letters of this room: a sentence, a few lines, one button. Pure.

No letter holds what somebody typed freely: an organisation could write anything to anybody through us.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from laurels.common.dates import in_words


@dataclass(frozen=True)
class Words:
    """One letter: its subject is also the sentence that opens it."""

    subject: str
    lines: tuple[str, ...]
    action: str


@dataclass(frozen=True)
class Matter:
    """What a letter is about, in names alone.

    Attributes:
        about: a badge in quotation marks, or an organisation. until: the last day to answer, or None.
    """

    organisation: str
    endorser: str
    about: str
    until: date | None = None


NOT_FOR_YOU = "Not for you? Open it and decline, or leave it: nothing happens without you. You need no account."


def asked(matter: Matter) -> Words:
    """The request itself."""
    return Words(
        f"{matter.organisation} asks {matter.endorser} to endorse {matter.about}",
        (
            "Read exactly what is asked for, how it is assessed and what its record is. Then endorse it, with conditions if you "
            "like, ask for changes, or decline.",
            f"The link is for you and your colleagues, and can be answered until {_day(matter.until)}.",
            NOT_FOR_YOU,
        ),
        "Read it",
    )


def reminded(matter: Matter) -> Words:
    """The request, called to mind."""
    return Words(
        f"Still open: {matter.organisation} asks {matter.endorser} to endorse {matter.about}",
        (f"It can be answered until {_day(matter.until)}. What your colleagues wrote on it is kept.", NOT_FOR_YOU),
        "Read it",
    )


def managing(matter: Matter) -> Words:
    """After signing: where she manages it."""
    return Words(
        f"{matter.endorser} endorses {matter.about} of {matter.organisation}",
        (
            "Keep this letter. Its link is yours: with it you say that a condition is met, stand by your endorsement for another "
            "year, or withdraw it. Whoever has the link can do that.",
        ),
        "See your endorsement",
    )


def overdue(matter: Matter) -> Words:
    """A condition whose day is over."""
    return Words(
        f"A condition of your endorsement of {matter.about} is overdue",
        (
            f"{matter.organisation} was to meet it, and you have not said that it did. Everybody who reads it sees that.",
            "Say that it is met, waive it, give it another day, or withdraw.",
        ),
        "Decide about the condition",
    )


def reconfirm(matter: Matter) -> Words:
    """The yearly question."""
    return Words(
        f"Do you still stand by your endorsement of {matter.about}?",
        ("You chose to be asked once a year. One press says yes. Without an answer the pages say since when you did not.",),
        "Answer",
    )


ANSWERS = {
    "endorsed": ("{endorser} endorses {about}", "From now on it shows on its page, and later badges carry it."),
    "changes-asked": ("{endorser} asks for changes to {about}", "What should change stands with the request."),
    "declined": ("{endorser} declines to endorse {about}", "Nobody but you sees that."),
    "expired": ("{endorser} did not answer about {about}", "The 90 days are over. You may ask anew."),
    "withdrawn": ("{endorser} withdraws its endorsement of {about}", "Pages and verdicts say so from now on, with the reason."),
    "lapsed": ("The endorsement of {about} by {endorser} has ended", "You may ask for a new one."),
    "condition-overdue": (
        "A condition of {endorser} for {about} is overdue",
        "It shows beside the endorsement until {endorser} says that it is met.",
    ),
}
"""The last part of a fact's kind -> what the owner who asked reads."""


def answered(matter: Matter, what: str) -> Words:
    """What became of a request, for whoever asked."""
    subject, line = ANSWERS[what]
    names = {"endorser": matter.endorser, "about": matter.about}
    return Words(subject.format(**names), (line.format(**names),), "See how it stands")


def _day(until: date | None) -> str:
    return in_words(until) if until else "you decide"

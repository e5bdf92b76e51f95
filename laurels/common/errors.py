"""The families of errors. Rooms name their own; `site.problems` alone maps families to answers.

HouseError
├─ NotFound     404  not there, or not for this person: the same answer
├─ Refused      403  there, but her roles do not include it
├─ Conflict     409  somebody was faster, or the state does not allow it
├─ Invalid      422  what was handed in cannot be used
└─ Unavailable  503  it cannot be done just now
"""

from __future__ import annotations

from typing import Any


class HouseError(Exception):
    """Something expected went wrong; it has a code, a sentence and what to do next.

    ``sentence`` is for people; where a class gives none, its docstring's first line is one. ``hint`` says what to do next.
    Keywords fill the places of the sentence, for instance ``{place}``.
    """

    code: str = "common.problem"
    sentence: Any = ""
    hint: Any = ""

    def __init__(self, **places: object) -> None:
        super().__init__()
        self.places = places

    def __str__(self) -> str:
        text = str(self.sentence) or (type(self).__doc__ or "").strip().partition("\n")[0]
        return text.format(**self.places) if self.places else text

    def for_people(self) -> str:
        """What happened and what to do next."""
        return f"{self} {self.hint}".strip()


class NotFound(HouseError):
    """There is nothing here."""

    code = "common.not-found"


class Refused(HouseError):
    """You may not do this."""

    code = "common.refused"


class Conflict(HouseError):
    """This cannot be done in the present state."""

    code = "common.conflict"


class Invalid(HouseError):
    """This cannot be used."""

    code = "common.invalid"


class Unavailable(HouseError):
    """This cannot be done just now."""

    code = "common.unavailable"


class KeptForEver(RuntimeError):
    """Something that is never changed or taken away was to be: a fault of the code, never of a person."""

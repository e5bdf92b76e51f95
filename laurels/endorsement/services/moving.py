"""One move of a request: the table decides, the row is swapped, and somebody who was faster leaves nothing to move."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from laurels.endorsement import rules
from laurels.endorsement.errors import MovedMeanwhile, RequestOver
from laurels.endorsement.models import EndorsementRequest
from laurels.endorsement.rules import ANSWERABLE, Event, State


def move(request: EndorsementRequest, event: Event, *, at: datetime, **columns: Any) -> None:
    """Move a request and write what goes with the move.

    Raises:
        MovedMeanwhile: the table has no such move from where it stands.
    """
    old = State(request.state)
    new = rules.next_state(old, event)
    if new is None:
        raise MovedMeanwhile
    changed = {"state": new.value, "state_since": at, **columns}
    if not EndorsementRequest.objects.filter(pk=request.pk, state=old.value).update(**changed):
        raise MovedMeanwhile
    for name, value in changed.items():
        setattr(request, name, value)


def check_answerable(request: EndorsementRequest, *, at: datetime) -> None:
    """Whether a request still waits for an answer.

    Raises:
        RequestOver: it was answered, or its time is over.
    """
    if request.state not in ANSWERABLE or rules.is_request_over(request.expires_at, at=at):
        raise RequestOver

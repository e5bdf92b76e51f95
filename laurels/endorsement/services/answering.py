"""The endorser's words by her link: she looks, her colleagues comment, she asks for changes or declines."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from laurels import journal
from laurels.common import limits
from laurels.common.lines import one_line
from laurels.endorsement.errors import NothingToSay, TooManyComments
from laurels.endorsement.models import Comment, EndorsementRequest
from laurels.endorsement.rules import Event, State
from laurels.endorsement.services.moving import check_answerable, move


@transaction.atomic
def open_request(*, request: EndorsementRequest, at: datetime) -> None:
    """Say that it is being looked at; twice is once. Whatever else is answered says so first.

    A page that is only fetched opens nothing: scanners of letters do that, too.

    Raises:
        RequestOver: it was answered, or its time is over.
    """
    check_answerable(request, at=at)
    if request.state == State.SENT:
        move(request, Event.OPEN, at=at, opened_at=at)
        _record("endorsement.opened", request, at=at)


@transaction.atomic
def comment(*, request: EndorsementRequest, name: str, text: str, at: datetime) -> Comment:
    """Leave a comment for colleagues on the same link, under the name that was typed; the organisation reads it as well.

    Raises:
        NothingToSay: no name or no words. TooManyComments. RequestOver.
    """
    open_request(request=request, at=at)
    if not one_line(name) or not text.strip():
        raise NothingToSay(what="your name and what you want to say")
    if request.comments.count() >= limits.COMMENTS:
        raise TooManyComments
    said = Comment.objects.create(request=request, name=one_line(name), text=text.strip(), said_at=at)
    _record("endorsement.commented", request, at=at)
    return said


@transaction.atomic
def ask_changes(*, request: EndorsementRequest, words: str, at: datetime) -> None:
    """Ask the organisation for changes before anything is signed.

    Raises:
        NothingToSay: no words. RequestOver, MovedMeanwhile.
    """
    if not words.strip():
        raise NothingToSay(what="what should be changed")
    open_request(request=request, at=at)
    move(request, Event.ASK_CHANGES, at=at, words=words.strip())
    _record("endorsement.changes-asked", request, at=at)


@transaction.atomic
def decline(*, request: EndorsementRequest, words: str, at: datetime) -> None:
    """Decline; nothing of it is shown to anybody but the organisation. Words are welcome and not needed.

    Raises:
        RequestOver, MovedMeanwhile.
    """
    check_answerable(request, at=at)
    move(request, Event.DECLINE, at=at, words=words.strip())
    _record("endorsement.declined", request, at=at)


def _record(kind: str, request: EndorsementRequest, *, at: datetime) -> None:
    journal.record(kind, subject=request.ref(), organisation=request.organisation.ref(), actor=None, at=at)

"""What anybody proposes, and the answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid, NotFound


class ProposalNotFound(NotFound):
    """There is no such proposal for this person."""

    code = "catalogue.proposal-not-found"
    sentence = _("There is no such proposal.")
    hint = _("You see what you proposed; your programme owner sees them all.")


class ProposalIncomplete(Invalid):
    """A proposal says too little, or too much."""

    code = "catalogue.proposal-incomplete"
    sentence = _("This proposal cannot be sent yet: {reasons}")
    hint = _("Mend what is named; everything you typed is kept.")


class AnswerUnusable(Invalid):
    """An answer that cannot be given so."""

    code = "catalogue.answer-unusable"
    sentence = _("This answer cannot be sent: {reason}")
    hint = _("“Later” and “no” need a reason; “yes” begins a draft.")


class AnsweredAlready(Conflict):
    """Somebody else has answered this proposal."""

    code = "catalogue.answered-already"
    sentence = _("This proposal has been answered meanwhile.")
    hint = _("Open it again to see the answer.")


class WriterUnknown(Invalid):
    """Whoever should write the badge is no designer here."""

    code = "catalogue.writer-unknown"
    sentence = _("Whoever should write this badge is none of your designers.")
    hint = _("Give her the role “Badge designer” under People first, or choose somebody else.")

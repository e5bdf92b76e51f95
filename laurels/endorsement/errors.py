"""What can go wrong with an endorsement.

HouseError
├─ LinkUnknown, LinkExpired, LinkReplaced, BeingChanged, RequestOver    a link that opens nothing, or nothing more
├─ RequestNotFound, EndorsementNotFound                   not there, or not for this person
├─ NotAskable, MovedMeanwhile, TextMoved                  the state does not allow it
├─ AlreadyAsked, TooManyRequests, TooManyLetters          it was asked often enough
├─ OwnEndorser, NothingToSay, TooManyComments, DomainNotProven  what was typed or shown cannot be used
└─ DocumentUnreadable, DocumentOther, DocumentOfIssuer, DocumentDates, DocumentInvalid, DocumentNotCarried   what was handed in
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid, NotFound


class LinkUnknown(NotFound):
    """No request has this link."""

    code = "endorsement.link-unknown"
    sentence = _("This link opens nothing here.")
    hint = _("Copy it whole from the letter, or ask whoever sent it for a new one.")


class LinkExpired(Conflict):
    """The 90 days to answer are over."""

    code = "endorsement.link-expired"
    sentence = _("This link is too old: it could be answered for 90 days.")
    hint = _("Ask the organisation that sent it to ask you again. Nothing was signed.")


class LinkReplaced(Conflict):
    """A newer link was sent in its place."""

    code = "endorsement.link-replaced"
    sentence = _("A newer link was sent in the place of this one.")
    hint = _("Look for the newest letter; what your colleagues wrote is kept there.")


class BeingChanged(Conflict):
    """What was asked about is a draft again."""

    code = "endorsement.being-changed"
    sentence = _("The organisation is changing this badge just now, so it cannot be answered.")
    hint = _("The link stays good: open it again when they have finished, or ask them.")


class RequestOver(Conflict):
    """It was answered before."""

    code = "endorsement.request-over"
    sentence = _("This request was answered before.")
    hint = _("Open the link again to see how it stands.")


class RequestNotFound(NotFound):
    """No such request, or one of another organisation."""

    code = "endorsement.request-not-found"
    sentence = _("There is no such request for an endorsement.")
    hint = _("Open the list of endorsements of your organisation.")


class EndorsementNotFound(NotFound):
    """No endorsement stands at this address."""

    code = "endorsement.not-found"
    sentence = _("There is no endorsement at this address.")
    hint = _("Check the address, or open the badge that it is about.")


class NotAskable(Conflict):
    """Only what is published or approved can be endorsed."""

    code = "endorsement.not-askable"
    sentence = _("Nobody can be asked to endorse this yet.")
    hint = _("A badge must be approved or published, an organisation needs its key, a credential must be open to strangers.")


class MovedMeanwhile(Conflict):
    """Somebody was faster."""

    code = "endorsement.moved-meanwhile"
    sentence = _("Somebody else has answered or changed this meanwhile.")
    hint = _("Open the page again to see how it stands.")


class TextMoved(Conflict):
    """What would be signed is not what was read."""

    code = "endorsement.text-moved"
    sentence = _("The badge was changed since you opened this page, so nothing was signed.")
    hint = _("Read it once more; it stands before you as it is now.")


class TooManyRequests(Conflict):
    """An organisation writes to so many outsiders a day, and no more."""

    code = "endorsement.too-many-requests"
    sentence = _("Your organisation has asked as many endorsers today as it may in a day.")
    hint = _("The request is kept as a draft. Send it tomorrow.")


class AlreadyAsked(Conflict):
    """The same endorser is asked about the same thing already."""

    code = "endorsement.already-asked"
    sentence = _("This endorser has been asked about this already and may still answer.")
    hint = _("Open that request: the letter can go out once more from there.")


class TooManyLetters(Conflict):
    """So many letters about one request go out in a day, and no more."""

    code = "endorsement.too-many-letters"
    sentence = _("This letter has gone out often enough for one day.")
    hint = _("Wait until tomorrow, or ask by telephone whether it arrived.")


class DomainNotProven(Invalid):
    """The web site does not say what it should."""

    code = "endorsement.domain-not-proven"
    sentence = _("The line was not found at {address}.")
    hint = _("Put it there as a text file that everybody may read, then press again.")


class OwnEndorser(Invalid):
    """An issuer does not endorse itself."""

    code = "endorsement.own-endorser"
    sentence = _("An organisation cannot endorse itself.")
    hint = _("Name somebody outside, with an address and a key of their own.")


class NothingToSay(Invalid):
    """An answer without the words that it needs."""

    code = "endorsement.nothing-to-say"
    sentence = _("Words are missing: {what}.")
    hint = _("Write a sentence or two that the organisation can act on.")


class TooManyComments(Invalid):
    """A link carries so many comments, and no more."""

    code = "endorsement.too-many-comments"
    sentence = _("There is no room for another comment here.")
    hint = _("Decide, or go on by e-mail.")


class DocumentUnreadable(Invalid):
    """What was handed in is no signed document."""

    code = "endorsement.document-unreadable"
    sentence = _("This could not be read as a signed endorsement.")
    hint = _("Hand in the JSON document with its proof, or the signed token, exactly as your tool wrote it.")


class DocumentOther(Invalid):
    """It is no endorsement, or endorses something else."""

    code = "endorsement.document-other"
    sentence = _("This document does not endorse what you were asked about.")
    hint = _("Take the document from this page, sign it without changing it, and hand it in here.")


class DocumentOfIssuer(Invalid):
    """It is signed by the organisation that asks."""

    code = "endorsement.document-of-issuer"
    sentence = _("This document is signed by the organisation that asks, and nobody endorses itself.")
    hint = _("Sign it with a key of your own.")


class DocumentDates(Invalid):
    """Its dates cannot be right."""

    code = "endorsement.document-dates"
    sentence = _("The dates of this document cannot be used: it must hold today, and end within ten years or not at all.")
    hint = _("Set validFrom to today or earlier and validUntil to a later day, then sign it anew.")


class DocumentInvalid(Invalid):
    """Its signature does not hold, or could not be checked."""

    code = "endorsement.document-invalid"
    sentence = _("The signature of this document was not accepted: {reason}")
    hint = _("Sign it with the key that its issuer publishes, and hand it in unchanged.")


class DocumentNotCarried(Invalid):
    """Badges could not carry it."""

    code = "endorsement.document-not-carried"
    sentence = _("Badges could not carry this document: it uses words that their readers do not know.")
    hint = _("Sign the document from this page without adding to it, or hand in a signed token.")

"""The sentence that opens a report, in the voice of a person who looked.

Names come from strangers: they are cut, cleaned of control and direction marks, and put in quotation marks.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, tzinfo

from openbadgekit.documents.views import CredentialView

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
LONGEST_NAME = 120


def day(moment: datetime, zone: tzinfo = UTC) -> str:
    """The day that a moment is in a zone, in words, for instance ``3 March 2026``; UTC where nobody knows the issuer's."""
    local = moment.astimezone(zone)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def cleaned(text: str) -> str:
    """A stranger's text without control, direction and other invisible marks, cut to a readable length."""
    visible = "".join(" " if character.isspace() else character for character in text)
    kept = "".join(character for character in visible if unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs"))
    short = " ".join(kept.split())
    return short if len(short) <= LONGEST_NAME else short[: LONGEST_NAME - 1].rstrip() + "…"


def printable(line: str) -> str:
    """A line for a terminal, without what could move its cursor, turn the writing round or hide: strangers' words stand in it."""
    odd = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(sign) in odd else sign for sign in line)


def quoted(text: str) -> str:
    """A stranger's text as it stands in a sentence; something readable when it is empty."""
    return cleaned(text) or "an issuer without a name"


def sentence(verdict: str, code: str | None, detail: str, view: CredentialView | None, *, zone: tzinfo = UTC) -> str:
    """The one line that opens a report.

    Args:
        detail: the sentence of the deciding check; empty when valid.
        zone: the issuer's, where the caller knows it: a badge of a late evening west of Greenwich is not a day younger.
    """
    if view is None:
        return f"Unreadable. {detail}"
    who = quoted(view.issuer.name or view.issuer.id)
    what = f"“{cleaned(view.name)}”" if cleaned(view.name) else "this badge"
    if verdict == "valid":
        return f"Valid. {_awarded(view, who, what, zone)} {_until(view, zone)}"
    if verdict == "unknown":
        return f"Could not check. {detail}"
    if view.generation in ("ob1", "ob2") and code in ("proof_invalid", "proof_missing", "key_not_issuers"):
        return f"Not valid. {detail}"  # most of them are not signed at all: they stand somewhere
    known = {
        "revoked": f"Revoked. {who} took back {what}{_from(view)}. Do not rely on it.",
        "suspended": f"On hold. {who} has suspended {what} for the time being.",
        "expired": f"Expired. {_awarded(view, who, what, zone)} {_was_until(view, zone)}",
        "not_yet_valid": f"Not yet valid. {_awarded(view, who, what, zone)} {detail}",
        "proof_invalid": f"Not valid. {what[0].upper()}{what[1:]} is not what {who} signed. {detail}",
        "proof_missing": f"Not valid. {what[0].upper()}{what[1:]} is not signed, so nobody can say who made it.",
        "key_not_issuers": f"Not valid. {who} did not sign {what}, although it speaks in that name.",
        "recipient_mismatch": f"Not about this person. {what[0].upper()}{what[1:]} was not awarded to what you typed.",
    }
    return known.get(code or "", f"Not valid. {detail}")


def _from(view: CredentialView) -> str:
    """From whom, when a name is known."""
    return f" from {cleaned(view.subject.name)}" if view.subject.name and cleaned(view.subject.name) else ""


def _awarded(view: CredentialView, who: str, what: str, zone: tzinfo) -> str:
    """Who awarded what, to whom and when, as far as the credential says."""
    to = f" to {cleaned(view.subject.name)}" if view.subject.name and cleaned(view.subject.name) else ""
    moment = view.awarded_date or view.valid_from
    on = f" on {day(moment, zone)}" if moment else ""
    verb = "awarded" if view.is_badge else "issued"
    return f"{who} {verb} {what}{to}{on}."


def _until(view: CredentialView, zone: tzinfo) -> str:
    return f"It is good until {day(view.valid_until, zone)}." if view.valid_until else "It does not expire."


def _was_until(view: CredentialView, zone: tzinfo) -> str:
    return f"It was good until {day(view.valid_until, zone)}." if view.valid_until else ""

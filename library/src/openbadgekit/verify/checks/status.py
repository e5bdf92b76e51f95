"""Was it taken back? Step ``status``: the issuer's whole list, so that nobody learns which badge was asked about.

A list is believed only as a credential of its own: signed by the same issuer, of the right kind and purpose, in date, and
large enough to hide somebody. Anything else leaves the question open, and open is never "not revoked".

Source: W3C Bitstring Status List 1.0 "Validate Algorithm"; conformance rows BSL-03..05; verdict rule 6.
"""

from __future__ import annotations

from datetime import datetime

from openbadgekit.documents import vc
from openbadgekit.documents.views import CredentialView, listed, object_of
from openbadgekit.errors import Malformed, OpenBadgeKitError
from openbadgekit.reading import JsonObject
from openbadgekit.status import bitstring_list
from openbadgekit.status.bitstring_list import BitList, StatusEntry
from openbadgekit.verify import proving
from openbadgekit.verify.binding import IssuerKeys, Resources
from openbadgekit.verify.checks import dates
from openbadgekit.verify.receive import Received, receive
from openbadgekit.verify.report import Check, Outcome
from openbadgekit.verify.resources import FetchFailure

KNOWN = "BitstringStatusListEntry"
MOST_LISTS = 4


class Unusable(Exception):
    """A list that decides nothing; the sentence says why."""


def lists_of(view: CredentialView) -> list[str]:
    """Addresses of the lists that a credential names, each once."""
    found = []
    for item in view.statuses[:MOST_LISTS]:
        url = item.get("statusListCredential")
        if KNOWN in listed(item.get("type")) and isinstance(url, str) and url not in found:
            found.append(url)
    return found


def check(view: CredentialView, keys: IssuerKeys, resources: Resources, *, at: datetime) -> list[Check]:
    """One check per entry; one that says so when there is none."""
    if "credentialStatus" not in view.raw:
        return [Check("status", Outcome.NOT_APPLICABLE, None, "The badge names no list of revoked badges.")]
    if not view.statuses or len(view.statuses) > MOST_LISTS:
        return [Check("status", Outcome.FAILED, "malformed", "What the badge says about its status cannot be read.")]
    return [_entry(item, view, keys, resources, at=at) for item in view.statuses]


def _entry(item: JsonObject, view: CredentialView, keys: IssuerKeys, resources: Resources, *, at: datetime) -> Check:
    """One entry against its list."""
    if KNOWN not in listed(item.get("type")):
        return Check("status", Outcome.UNKNOWN, "status_unavailable", "Its kind of status list is not known here.")
    try:
        entry = bitstring_list.read_entry(item)
    except Malformed as problem:
        return Check("status", Outcome.FAILED, "malformed", problem.sentence)
    answer = resources.get(entry.list_url) or FetchFailure(entry.list_url, "unreachable")
    if isinstance(answer, FetchFailure):
        return Check(
            "status",
            Outcome.UNKNOWN,
            "status_unavailable",
            f"Whether it was revoked could not be asked: {answer.sentence}",
        )
    try:
        bits = _believed(receive(answer.body), entry, view, keys, at=at)
    except OpenBadgeKitError as problem:
        return Check("status", Outcome.UNKNOWN, "status_invalid", problem.sentence)
    except Unusable as problem:
        return Check("status", Outcome.UNKNOWN, "status_invalid", str(problem))
    return _bit(bits, entry)


def _believed(received: Received, entry: StatusEntry, view: CredentialView, keys: IssuerKeys, *, at: datetime) -> BitList:
    """The bits of a list that may decide something."""
    document, found = received.document, received.view()
    subject = object_of(document.get("credentialSubject"))
    if "BitstringStatusListCredential" not in found.types or "BitstringStatusList" not in listed(subject.get("type")):
        raise Unusable("What stands at the list's address is no status list.")
    if found.issuer.id != view.issuer.id:
        raise Unusable("The status list was signed by somebody else than the badge's issuer.")
    if vc.check(document):
        raise Unusable("The status list is not built as it must be.")
    if entry.purpose not in listed(subject.get("statusPurpose")):
        raise Unusable("The status list is kept for another purpose.")
    if dates.check(found, at=at).outcome is not Outcome.PASSED:
        raise Unusable("The status list is out of date.")
    if not proving.prove(document, received.jws, keys, issuer_id=view.issuer.id, at=at).good:
        raise Unusable("The signature of the status list does not hold or could not be checked.")
    bits = bitstring_list.expand(subject.get("encodedList", ""))
    if entry.size != 1 or entry.index >= len(bits):
        raise Unusable("The status list has no such place.")
    return bits


def _bit(bits: BitList, entry: StatusEntry) -> Check:
    """What the bit means for its purpose."""
    if not bits[entry.index]:
        words = {"revocation": "It was not revoked.", "suspension": "It is not on hold."}
        return Check("status", Outcome.PASSED, None, words.get(entry.purpose, f"Nothing is set for {entry.purpose}."))
    if entry.purpose == "revocation":
        return Check("status", Outcome.FAILED, "revoked", "Its issuer has revoked it.")
    if entry.purpose == "suspension":
        return Check("status", Outcome.FAILED, "suspended", "Its issuer has put it on hold.")
    return Check("status", Outcome.PASSED, None, f"Its issuer has set a mark for {entry.purpose[:40]}.")

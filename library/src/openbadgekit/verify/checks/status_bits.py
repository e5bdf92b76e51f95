"""A status in a list of bits: the issuer's whole list, so that nobody learns which badge was asked about.

A list is believed only as a credential of its own: signed by the same issuer, of the right kind and purpose, in date, and
large enough to hide somebody. Anything else leaves the question open.

Source: W3C Bitstring Status List 1.0 "Validate Algorithm", Status List 2021; conformance rows BSL-03..06; verdict rule 6.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from openbadgekit.documents import vc
from openbadgekit.documents.views import CredentialView, object_of
from openbadgekit.errors import Malformed, OpenBadgeKitError
from openbadgekit.reading import JsonObject, listed
from openbadgekit.status import bitstring_list, status_list_2021
from openbadgekit.status.bitstring_list import BitList, StatusEntry
from openbadgekit.verify import proving
from openbadgekit.verify.binding import IssuerKeys
from openbadgekit.verify.checks import dates
from openbadgekit.verify.receive import Received, receive
from openbadgekit.verify.report import Check, Outcome
from openbadgekit.verify.resources import FetchFailure, Resources
from openbadgekit.verify.wording import cleaned


@dataclass(frozen=True)
class Kind:
    """One kind of list: the types of its credential and subject, and how entry and bits are read."""

    credential: str
    subject: str
    read_entry: Callable[[JsonObject], StatusEntry]
    expand: Callable[[str], BitList]


KINDS = MappingProxyType(
    {
        "BitstringStatusListEntry": Kind(
            "BitstringStatusListCredential", "BitstringStatusList", bitstring_list.read_entry, bitstring_list.expand
        ),
        status_list_2021.ENTRY: Kind(
            status_list_2021.CREDENTIAL, status_list_2021.SUBJECT, status_list_2021.read_entry, status_list_2021.expand
        ),
    }
)
"""By the type of the entry."""


class Unusable(Exception):
    """A list that decides nothing; the sentence says why."""


def kind_of(item: JsonObject) -> Kind | None:
    """The kind of list that an entry names."""
    return next((KINDS[name] for name in listed(item.get("type")) if isinstance(name, str) and name in KINDS), None)


def check(item: JsonObject, view: CredentialView, keys: IssuerKeys, resources: Resources, *, at: datetime) -> Check:
    """One entry against its list."""
    kind = kind_of(item)
    if kind is None:
        return Check("status", Outcome.UNKNOWN, "status_unavailable", "Its kind of status list is not known here.")
    try:
        entry = kind.read_entry(item)
    except Malformed as problem:
        return Check("status", Outcome.FAILED, "malformed", problem.sentence)
    answer = resources.get(entry.list_url) or FetchFailure(entry.list_url, "unreachable")
    if isinstance(answer, FetchFailure):
        open_ = f"Whether it was revoked could not be asked: {answer.sentence}"
        return Check("status", Outcome.UNKNOWN, "status_unavailable", open_)
    try:
        value = _believed(receive(answer.body), kind, entry, view, keys, at=at)
    except OpenBadgeKitError as problem:
        return Check("status", Outcome.UNKNOWN, "status_invalid", problem.sentence)
    except Unusable as problem:
        return Check("status", Outcome.UNKNOWN, "status_invalid", str(problem))
    return _meaning(value, entry)


def _believed(received: Received, kind: Kind, entry: StatusEntry, view: CredentialView, keys: IssuerKeys, *, at: datetime) -> int:
    """The value that stands at the entry's place in a list that may decide something."""
    document, found = received.document, received.view()
    subject = object_of(document.get("credentialSubject"))
    if kind.credential not in found.types or kind.subject not in listed(subject.get("type")):
        raise Unusable("What stands at the list's address is no status list.")
    if document.get("id", entry.list_url) != entry.list_url:
        raise Unusable("What stands at the list's address calls itself by another one.")
    if found.issuer.id != view.issuer.id:
        raise Unusable("The status list was signed by somebody else than the badge's issuer.")
    if vc.check(document):
        raise Unusable("The status list is not built as it must be.")
    if entry.purpose not in listed(subject.get("statusPurpose")):
        raise Unusable("The status list is kept for another purpose.")
    if dates.check(found, at=at).outcome is not Outcome.PASSED:
        raise Unusable("The status list is out of date.")
    if not proving.prove(received, keys, issuer_id=view.issuer.id, at=at).good:
        raise Unusable("The signature of the status list does not hold or could not be checked.")
    bits = kind.expand(subject.get("encodedList", ""))
    try:
        return bits.value(entry.index, entry.size)
    except IndexError:
        raise Unusable("The status list has no such place.") from None


def _meaning(value: int, entry: StatusEntry) -> Check:
    """What a value means for its purpose: revoked and suspended decide, everything else is told."""
    if entry.purpose == "revocation":
        return _failed("revoked", "Its issuer has revoked it.") if value else _passed("It was not revoked.")
    if entry.purpose == "suspension":
        return _failed("suspended", "Its issuer has put it on hold.") if value else _passed("It is not on hold.")
    if entry.purpose == "refresh":
        return _passed("Its issuer offers a newer copy of it." if value else "There is no newer copy of it.")
    if entry.purpose == "message" and (said := cleaned(entry.message(value))):
        return _passed(f"Its issuer says of it: “{said}”.")
    return _passed(f"Its issuer has set the mark {value:#x} for {cleaned(entry.purpose)}." if value else "No mark is set for it.")


def _failed(code: str, detail: str) -> Check:
    return Check("status", Outcome.FAILED, code, detail)


def _passed(detail: str) -> Check:
    return Check("status", Outcome.PASSED, None, detail)

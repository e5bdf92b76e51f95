"""Why an award was revoked, for its holder alone: the register's reason and the words that were written for her."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from laurels.common.dates import in_words
from laurels.issuing.models import Revocation
from laurels.issuing.rules import REASONS
from laurels.people.models import Person


@dataclass(frozen=True)
class WhyRevoked:
    """What her issuer tells her.

    Attributes:
        day: of the revocation, in the issuer's time zone. reason: the register's, in words.
        words: as they were written for her; may be empty.
    """

    issuer: str
    day: str
    reason: str
    words: str


def why_revoked(person: Person, *, sealed: Collection[int]) -> Mapping[int, WhyRevoked]:
    """Of her own awards with these sealed credentials, the revoked ones by credential; one question for any number."""
    if not sealed:
        return {}
    done = Revocation.objects.filter(award__person=person, award__sealed__in=sealed, done_at__isnull=False)
    found = done.select_related("award__organisation").order_by("pk")
    return {one.award.sealed_id: _why(one) for one in found if one.award.sealed_id is not None}


def _why(one: Revocation) -> WhyRevoked:
    """One revocation that was carried out, as its holder reads it."""
    organisation = one.award.organisation
    day = in_words(one.done_at, organisation.time_zone) if one.done_at else ""
    return WhyRevoked(organisation.display_name, day, REASONS.get(one.reason, ""), one.words)

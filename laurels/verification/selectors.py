"""The page of a verdict, frozen: what the template shows and nothing that it could ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from laurels.common.dates import in_words, moment_in_words
from laurels.people.countries import countries
from laurels.verification import answers, details, rules
from laurels.verification.answers import Row
from laurels.verification.disclosed import Disclosed, disclosed, told_by
from laurels.verification.models import KnownIssuer
from laurels.verification.ports import OwnWords, own_credentials
from laurels.verification.texts import Piece, place_of, visible
from openbadgekit.documents.views import CredentialView
from openbadgekit.errors import Malformed
from openbadgekit.reading import parse_datetime
from openbadgekit.verify.report import Report, Verdict


@dataclass(frozen=True)
class Holder:
    """What a share tells about its holder.

    Attributes:
        name: the one that she chose to show, or None.
        proved_on: when she last proved control of the address to which the badge was awarded, in words, or None.
    """

    name: str | None = None
    proved_on: str | None = None


NOBODY = Holder()


@dataclass(frozen=True)
class VerdictPage:
    """Everything on the page of a verdict.

    Attributes:
        tone: good, bad, fog; soon when only the person is another. ``word`` carries it, ``rest`` is the rest of the line.
        time_zone: in which the days are told: the issuer's where we know it, else UTC.
        checked: when, in words; ``on`` the other moment that was asked about, in words, or None.
        badge: the badge's name, empty when unreadable. ``picture`` is an address of ours or a data address, or None: pictures
            of strangers are never fetched.
        says: what an unproven badge says of itself, or empty.
        signed: whether the words below are proven to be the issuer's.
        told: elements, evidence and words of the document; ``facts`` the badge facts label as (name, value).
        own: signed on this installation; ``author`` designed and judged it alone.
        again: the badge as text for a further question, or empty; ``ask_at``: where further questions go.
        open_checks: how many questions could not be answered.
    """

    verdict: str
    tone: str
    word: str
    rest: tuple[Piece, ...]
    code: str
    time_zone: str
    checked: str
    on: str | None
    badge: str
    issuer: str
    issued: str
    until: str
    picture: str | None
    holder: Holder
    says: str
    signed: bool
    own: bool
    author: str
    revoked: str
    rows: tuple[Row, ...]
    told: Disclosed
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    again: str
    ask_at: str
    open_checks: int
    standards: str | None

    @property
    def days(self) -> str:
        """Whose days these are, in a sentence."""
        return f"Days are those of the issuer’s time zone, {self.time_zone}." if self.own else "Days are told in UTC."

    @property
    def sentence(self) -> str:
        """The sentence without its first word, as plain text."""
        return "".join(piece.text for piece in self.rest)


def verdict_page(
    report: Report,
    *,
    at: datetime,
    on: datetime | None = None,
    holder: Holder | None = None,
    picture: str | None = None,
    again: str = "",
    ask_at: str = "",
) -> VerdictPage:
    """The page for one report.

    Args:
        holder: what the holder chose to show; None when nobody chose, and then a name in the document itself is told.
        picture: an address for the badge's picture, where the badge is none of ours.
        again, ask_at: the badge as text, and the page that takes further questions.
    """
    view = report.credential
    if view is None or report.verdict is Verdict.UNREADABLE:
        view = None
    name = holder.name if holder else view.subject.name if view else None
    signed = view is not None and rules.is_signed(report)
    own = own_credentials.about(view.id or "", view.issuer.id) if view and signed else None
    told = told_by(view) if view else disclosed({})
    zone = own.time_zone if own else "UTC"
    report = rules.with_days_in(report, ZoneInfo(zone))
    rows = _rows(report, view, told, own, at=at) if view else ()
    head = rules.head(report, name=name, zone=ZoneInfo(zone))
    return VerdictPage(
        verdict=report.verdict.value,
        tone=head.tone,
        word=head.word,
        rest=head.rest,
        code=report.code or "",
        time_zone=zone,
        checked=moment_in_words(at),
        on=in_words(on, "UTC") if on else None,
        badge=visible(view.name, longest=120) if view else "",
        issuer=visible(view.issuer.name, longest=120) if view else "",
        issued=_day((view.awarded_date or view.valid_from) if view else None, zone),
        until=_day(view.valid_until if view else None, zone),
        picture=(own.picture if own else None) or picture,
        holder=holder or NOBODY,
        says=rules.says_of_itself(view, name) if view and not head.genuine and report.code not in rules.NAMING else "",
        signed=signed,
        own=own is not None,
        author=own.author if own else "",
        revoked=_day(own.revoked_at if own and report.code == "revoked" else None, zone),
        rows=rows,
        told=told,
        facts=(own.facts if own else ()) or (*told.facts, *_times(view)),
        notes=(*map(visible, report.notes), *(own.notes if own else ())),
        again=again,
        ask_at=ask_at,
        open_checks=sum(row.tone == "fog" for row in rows),
        standards=own.standards if own else None,
    )


def _rows(report: Report, view: CredentialView, told: Disclosed, own: OwnWords | None, *, at: datetime) -> tuple[Row, ...]:
    """The seven lines in the order in which a stranger asks."""
    country = view.issuer.country or ""
    signed_at = next((proof.get("created") for proof in view.proofs if "created" in proof), None)
    revoked = own.revoked_at if own and report.code == "revoked" else None
    zone = own.time_zone if own else "UTC"
    return (
        answers.issuer(
            report,
            name=view.issuer.name,
            country=countries()[country].name if country in countries() else visible(country, longest=60),
            place=place_of(view.issuer.id),
            known=known_words(view.issuer.id, report.fingerprint, at=at),
            own=own,
            raw=details.issuer(view),
        ),
        answers.unchanged(report, signed_on=_signed(signed_at, view, zone), raw=details.signature(report, view)),
        answers.key(report, raw=details.key(report)),
        answers.still_good(
            report, revoked_on=_day(revoked, zone), reason=own.reason if own else "", raw=details.standing(report, view)
        ),
        answers.person(report, raw=details.person(report, view)),
        answers.judged(told, signed=rules.is_signed(report), own=own),
        answers.backed(report, own=own),
    )


def known_words(issuer_id: str, fingerprint: str | None, *, at: datetime) -> str:
    """Since when we know this issuer and this key of it; empty while we know nothing."""
    if fingerprint is None or issuer_id.startswith("did:key:"):
        return ""
    issuer = KnownIssuer.objects.filter(issuer_id=issuer_id).prefetch_related("keys").first()
    if issuer is None:
        return ""
    key = next((key for key in issuer.keys.all() if key.fingerprint == fingerprint), None)
    if key is None or key.first_seen.date() == issuer.first_seen.date():
        today = issuer.first_seen.date() == at.date()
        return "First seen here today." if today else f"First seen here on {in_words(issuer.first_seen)}, key unchanged."
    return f"First seen here on {in_words(issuer.first_seen)}. This key is another one, first seen on {in_words(key.first_seen)}."


def _times(view: CredentialView | None) -> tuple[tuple[str, str], ...]:
    """When it was awarded and how long it is good, for the facts label of a badge that has none of ours."""
    if view is None:
        return ()
    awarded, until = _day(view.awarded_date or view.valid_from), _day(view.valid_until)
    rows = (("Awarded", awarded), ("Good until", until or "Does not expire"))
    return tuple((name, value) for name, value in rows if value)


def _signed(created: object, view: CredentialView, zone: str) -> str:
    """The day of signing as the proof tells it, else the first day of validity."""
    try:
        return _day(parse_datetime(created) if isinstance(created, str) else view.valid_from, zone)
    except Malformed:
        return ""


def _day(moment: datetime | None, zone: str = "UTC") -> str:
    """A day in words, or nothing; a moment that no calendar reaches is nothing, too."""
    try:
        return in_words(moment, zone) if moment else ""
    except (OverflowError, ValueError):
        return ""

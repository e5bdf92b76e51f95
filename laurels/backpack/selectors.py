"""Pages of My badges as frozen data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse

from laurels.backpack import rules
from laurels.backpack.models import Item, Offer
from laurels.catalogue.models import Strategy
from laurels.common.dates import in_words, moment_in_words
from laurels.issuing import selectors as issuing
from laurels.issuing.selectors import WhyRevoked
from laurels.people import selectors as people
from laurels.people.models import Membership, Person
from laurels.sealing import selectors as sealing
from laurels.verification import services as verification
from laurels.verification.selectors import VerdictPage, verdict_page

PAGE = 50


@dataclass(frozen=True)
class OfferRow:
    """One badge that waits for her."""

    code: UUID
    badge: str
    issuer: str
    since: str
    picture: str


@dataclass(frozen=True)
class ItemRow:
    """One line of the time line.

    Attributes:
        picture: address on our own origin, or None: pictures of strangers are never fetched.
        tone, words: the tag that says what was last seen.
        seen_by: who can see it, in one line. why: what its issuer tells her about its revocation, or None.
    """

    code: UUID
    badge: str
    issuer: str
    added: bool
    day: str
    picture: str | None
    tone: str
    words: str
    until: str
    seen_by: str
    why: WhyRevoked | None


@dataclass(frozen=True)
class MyBadges:
    """The whole page."""

    offers: tuple[OfferRow, ...]
    items: tuple[ItemRow, ...]
    total: int
    issuers: int
    more_after: str | None
    one_way_in: bool


@dataclass(frozen=True)
class OfferPage:
    """An award that she may take; ``answered`` says what became of it, or is empty."""

    code: UUID
    badge: str
    issuer: str
    since: str
    picture: str
    answered: str
    ask_second: bool


@dataclass(frozen=True)
class ItemPage:
    """One badge of hers: its verdict when last looked at, who sees it, and the forms in which it leaves.

    ``why`` is what its issuer tells her about its revocation, or None.
    """

    code: UUID
    badge: str
    issuer: str
    verdict: VerdictPage
    checked: str
    own: bool
    open: bool
    address: str | None
    forms: tuple[tuple[str, str], ...]
    not_confirmed: bool
    public: bool
    seen_by: str
    why: WhyRevoked | None


def my_badges(person: Person, *, after: str | None = None, ask_ways: bool = True) -> MyBadges:
    """Her offers and items, newest first, ``PAGE`` at a time.

    Args:
        after: the last item's code of the page before; anything else begins at the top.
        ask_ways: whether the page says that one way in is not enough.
    """
    found = Item.objects.filter(person=person)
    drawn = ExpressionWrapper(Q(picture__isnull=False), output_field=BooleanField())
    items = (
        found.select_related("sealed__organisation")
        .defer("raw", "report", "picture", "sealed__json", "sealed__jwt")
        .annotate(drawn=drawn)
    )
    items = items.order_by("-taken_in_at", "-pk")
    last = found.filter(code=code).only("pk", "taken_in_at").first() if (code := _code(after)) else None
    if last:
        items = items.filter(taken_in_at__lte=last.taken_in_at).exclude(pk__gte=last.pk, taken_in_at=last.taken_in_at)
    page = list(items[: PAGE + 1])
    whole = last is None and len(page) <= PAGE
    known, why = _functions(person, page), _why(person, page)
    return MyBadges(
        offers=tuple(_offer_row(offer) for offer in _open_offers(person)),
        items=tuple(_item_row(item, known, why) for item in page[:PAGE]),
        total=len(page) if whole else found.count(),
        issuers=len({item.issuer for item in page}) if whole else found.values("issuer").distinct().count(),
        more_after=str(page[PAGE - 1].code) if len(page) > PAGE else None,
        one_way_in=ask_ways and len(people.identities(person)) < 2,
    )


def _code(text: str | None) -> UUID | None:
    """A code from an address, or None when it is none."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def offers_waiting(person: Person) -> int:
    """How many badges wait for her answer."""
    return Offer.objects.filter(person=person, state=Offer.State.OPEN).count()


ANSWERED = {
    Offer.State.OPEN: "",
    Offer.State.ACCEPTED: "You have accepted it.",
    Offer.State.DECLINED: "You have declined it. It is listed nowhere.",
    Offer.State.TAKEN_BACK: "Its issuer took it back before you answered. Nobody saw it.",
}


def offer_page(offer: Offer) -> OfferPage:
    """One offer; the question for a second way in is asked once, with the first badge that she accepts."""
    first = not Item.objects.filter(person=offer.person).exists()
    return OfferPage(
        code=offer.code,
        badge=offer.badge,
        issuer=offer.issuer,
        since=in_words(offer.made_at, offer.sealed.organisation.time_zone),
        picture=sealing.picture_address(offer.sealed),
        answered=ANSWERED[Offer.State(offer.state)],
        ask_second=first and len(people.identities(offer.person)) < 2,
    )


def item_page(item: Item) -> ItemPage:
    """One badge with its state when last looked at."""
    own = item.sealed is not None
    report = verification.report_from(item.report, data=bytes(item.raw))
    return ItemPage(
        code=item.code,
        badge=item.badge,
        issuer=item.issuer,
        verdict=verdict_page(report, at=item.checked_at, picture=_picture(item, drawn=item.picture is not None)),
        checked=moment_in_words(item.checked_at),
        own=own,
        open=bool(item.sealed and item.sealed.open),
        address=sealing.credential_address(item.sealed) if item.sealed else None,
        forms=tuple((form, FORM_WORDS[form]) for form in (OWN_FORMS if own else (item.form,))),
        not_confirmed=item.state == Item.State.NOT_CONFIRMED,
        public=item.public,
        seen_by=_seen_by(item, _functions(item.person, [item])),
        why=_why(item.person, [item]).get(item.sealed_id or 0),
    )


OWN_FORMS = ("json", "jwt", "png", "svg")
FORM_WORDS = {
    "json": "Signed document (JSON)",
    "jwt": "Signed token (JWT)",
    "png": "Picture with the badge inside (PNG)",
    "svg": "Drawing with the badge inside (SVG)",
}


def _open_offers(person: Person) -> list[Offer]:
    """What waits, oldest first."""
    waiting = Offer.objects.filter(person=person, state=Offer.State.OPEN).select_related("sealed__organisation")
    return list(waiting.defer("sealed__json", "sealed__jwt").order_by("made_at")[:PAGE])


def _offer_row(offer: Offer) -> OfferRow:
    """One waiting line."""
    return OfferRow(
        offer.code,
        offer.badge,
        offer.issuer,
        in_words(offer.made_at, offer.sealed.organisation.time_zone),
        sealing.picture_address(offer.sealed),
    )


def _functions(person: Person, items: Sequence[Item]) -> Mapping[UUID, str]:
    """What badges of organisations where she works now are for, by version: only there has she a manager."""
    sealed = [item.sealed for item in items if item.sealed is not None]
    if not sealed:
        return {}
    works = Q(
        version__achievement__organisation__memberships__person=person,
        version__achievement__organisation__memberships__state=Membership.State.ACTIVE,
    )
    found = Strategy.objects.filter(works, version__code__in={one.achievement_version_code for one in sealed})
    return dict(found.values_list("version__code", "function"))


def _why(person: Person, items: Sequence[Item]) -> Mapping[int, WhyRevoked]:
    """What issuers here tell her about those of her badges that they revoked; nobody is asked while none is."""
    revoked = [item.sealed_id for item in items if item.sealed_id and item.verdict_code == "revoked"]
    return issuing.why_revoked(person, sealed=revoked)


def _seen_by(item: Item, known: Mapping[UUID, str]) -> str:
    """Who sees it, in one line."""
    function = known.get(item.sealed.achievement_version_code) if item.sealed else None
    opened = item.sealed is not None and item.sealed.open
    return rules.seen_by(function=function, works_there=function is not None, address_open=opened, public=item.public)


def _picture(item: Item, *, drawn: bool) -> str | None:
    """Where the picture stands on our own origin: the badge's own, or the one that we drew of a foreign one."""
    if item.sealed is not None:
        return sealing.picture_address(item.sealed)
    return reverse("backpack:picture", args=[item.code]) if drawn else None


def _item_row(item: Item, known: Mapping[UUID, str], why: Mapping[int, WhyRevoked]) -> ItemRow:
    """One line of the time line."""
    zone = item.sealed.organisation.time_zone if item.sealed else None
    tone, words = rules.shown_state(verdict=item.verdict, code=item.verdict_code, state=item.state)
    return ItemRow(
        code=item.code,
        badge=item.badge,
        issuer=item.issuer,
        added=item.sealed is None,
        day=in_words(item.issued_at or item.taken_in_at, zone),
        picture=_picture(item, drawn=bool(getattr(item, "drawn", False))),
        tone=tone,
        words=words,
        until=f"Good until {in_words(item.valid_until, zone)}" if item.valid_until else "Does not expire",
        seen_by=_seen_by(item, known),
        why=why.get(item.sealed_id or 0),
    )

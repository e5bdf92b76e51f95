"""Pages of My badges as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from laurels.backpack import rules
from laurels.backpack.models import Item, Offer
from laurels.common.dates import in_words
from laurels.people import selectors as people
from laurels.people.models import Person
from laurels.sealing import selectors as sealing

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
        seen_by: who can see it, in one line.
    """

    code: UUID
    badge: str
    issuer: str
    day: str
    picture: str | None
    tone: str
    words: str
    until: str
    seen_by: str


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
    """An award that she may take."""

    code: UUID
    badge: str
    issuer: str
    since: str
    picture: str
    answered: str | None
    ask_second: bool


@dataclass(frozen=True)
class ItemPage:
    """One badge of hers: how it stands, and the forms in which it leaves."""

    code: UUID
    badge: str
    issuer: str
    tone: str
    words: str
    checked: str
    own: bool
    open: bool
    address: str | None
    forms: tuple[tuple[str, str], ...]
    may_share: bool
    not_confirmed: bool


def my_badges(person: Person, *, after: str | None = None, ask_ways: bool = True) -> MyBadges:
    """Her offers and items, newest first, ``PAGE`` at a time.

    Args:
        after: the last item's code of the page before.
        ask_ways: whether the page says that one way in is not enough.
    """
    found = Item.objects.filter(person=person).select_related("sealed").defer("raw", "report")
    items = found.order_by("-taken_in_at", "-pk")
    if after and (last := Item.objects.filter(person=person, code=after).first()):
        items = items.filter(taken_in_at__lte=last.taken_in_at).exclude(pk__gte=last.pk, taken_in_at=last.taken_in_at)
    page = list(items[: PAGE + 1])
    whole = after is None and len(page) <= PAGE
    return MyBadges(
        offers=tuple(_offer_row(offer) for offer in _open_offers(person)),
        items=tuple(_item_row(item) for item in page[:PAGE]),
        total=len(page) if whole else found.count(),
        issuers=len({item.issuer for item in page}) if whole else found.values("issuer").distinct().count(),
        more_after=str(page[PAGE - 1].code) if len(page) > PAGE else None,
        one_way_in=ask_ways and len(people.identities(person)) < 2,
    )


def offers_waiting(person: Person) -> int:
    """How many badges wait for her answer."""
    return Offer.objects.filter(person=person, state=Offer.State.OPEN).count()


def offer_page(offer: Offer) -> OfferPage:
    """One offer; the question for a second way in is asked once, with the first badge that she accepts."""
    first = not Item.objects.filter(person=offer.person).exists()
    return OfferPage(
        code=offer.code,
        badge=offer.badge,
        issuer=offer.issuer,
        since=in_words(offer.made_at, offer.sealed.organisation.time_zone),
        picture=sealing.picture_address(offer.sealed),
        answered=None if offer.state == Offer.State.OPEN else offer.state,
        ask_second=first and len(people.identities(offer.person)) < 2,
    )


def item_page(item: Item) -> ItemPage:
    """One badge with its state when last looked at."""
    tone, words = _state(item)
    own = item.sealed is not None
    base = sealing.credential_address(item.sealed) if item.sealed else None
    forms = ("json", "jwt", "png", "svg") if own else (item.form,)
    return ItemPage(
        code=item.code,
        badge=item.badge,
        issuer=item.issuer,
        tone=tone,
        words=words,
        checked=in_words(item.checked_at, "UTC"),
        own=own,
        open=bool(item.sealed and item.sealed.open),
        address=base,
        forms=tuple((form, FORM_WORDS[form]) for form in forms),
        may_share=rules.may_be_public(state=item.state, verdict=item.verdict),
        not_confirmed=item.state == Item.State.NOT_CONFIRMED,
    )


FORM_WORDS = {
    "json": "Signed document (JSON)",
    "jwt": "Signed token (JWT)",
    "png": "Picture with the badge inside (PNG)",
    "svg": "Drawing with the badge inside (SVG)",
}


def _open_offers(person: Person) -> list[Offer]:
    """What waits, oldest first."""
    return list(Offer.objects.filter(person=person, state=Offer.State.OPEN).select_related("sealed").order_by("made_at")[:PAGE])


def _offer_row(offer: Offer) -> OfferRow:
    """One waiting line."""
    return OfferRow(offer.code, offer.badge, offer.issuer, in_words(offer.made_at, "UTC"), sealing.picture_address(offer.sealed))


def _state(item: Item) -> tuple[str, str]:
    """Tone and words of an item's tag."""
    return rules.shown_state(verdict=item.verdict, code=item.verdict_code, state=item.state)


def _item_row(item: Item) -> ItemRow:
    """One line of the time line."""
    tone, words = _state(item)
    opened = item.sealed is not None and item.sealed.open
    return ItemRow(
        code=item.code,
        badge=item.badge,
        issuer=item.issuer,
        day=in_words(item.issued_at or item.taken_in_at, "UTC"),
        picture=sealing.picture_address(item.sealed) if item.sealed else None,
        tone=tone,
        words=words,
        until=f"Good until {in_words(item.valid_until, 'UTC')}" if item.valid_until else "Does not expire",
        seen_by="Whoever has its address" if opened else "Only you see this",
    )

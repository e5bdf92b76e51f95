"""What an endorser sees by her link: exactly what is asked for, how it is assessed, its record from data alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from laurels.catalogue import selectors as catalogue
from laurels.catalogue.models import AchievementVersion, Judge
from laurels.catalogue.selectors import BadgePage
from laurels.common.dates import in_words
from laurels.endorsement import proofs, targets
from laurels.endorsement.models import Endorsement, EndorsementRequest
from laurels.endorsement.rules import ANSWERABLE, Confirmed, Key, State
from laurels.endorsement.selectors.asked import STATE_WORDS, Said, said_on
from laurels.endorsement.selectors.backing import Backer, backer
from laurels.people.countries import countries
from laurels.people.models import Organisation
from laurels.sealing import selectors as sealing

FLOOR, MOST = 10, 50
"""Below this no count of people's badges is told; badges of an issuer that one page lists [count] (DOMAIN 4, MetricSnapshot)."""


@dataclass(frozen=True)
class Asker:
    """The organisation that asks, as everybody may know it."""

    name: str
    legal_name: str
    country: str
    url: str
    qa_statement: str


@dataclass(frozen=True)
class ReviewPage:
    """The page of a link.

    Attributes:
        picture: an address that the link opens. badge: the version with its rubric and label; None for an issuer.
        badges: what an issuer has published, as (title, address of its page). credential: its public address, or empty.
        record: the quality record as (name, value). read: the digest of the text as it stands here.
        waiting: whether it can be answered. state: how it stands, in words. backer: once it is signed.
        proof: (address, line) by which her own web site could confirm her, or None.
    """

    asker: Asker
    endorser: str
    about: str
    kind: str
    picture: str
    badge: BadgePage | None
    number: str
    badges: tuple[tuple[str, str], ...]
    credential: str
    record: tuple[tuple[str, str], ...]
    message: str
    due: str
    until: str
    said: tuple[Said, ...]
    waiting: bool
    opened: bool
    tone: str
    state: str
    since: str
    words: str
    read: str
    backer: Backer | None
    code: UUID
    proof: tuple[str, str] | None


def review_page(request: EndorsementRequest, token: str, *, at: datetime) -> ReviewPage:
    """The page of a link: everything that an endorser needs, and nothing about any person."""
    organisation, version = request.organisation, version_of(request)
    zone = organisation.time_zone
    endorsement = getattr(request, "endorsement", None)
    shown = backer(endorsement, at=at) if endorsement else None
    tone, state = STATE_WORDS[State(request.state)]
    return ReviewPage(
        asker=_asker(organisation),
        endorser=request.endorser.name,
        about=targets.title_of(request),
        kind=request.kind,
        picture=reverse("endorsement:picture", args=[token]) if version else "",
        badge=catalogue.badge_page(version, at=at) if version else None,
        number=version.number if version else "",
        badges=_published(organisation) if version is None else (),
        credential=sealing.credential_address(request.credential) if request.credential else "",
        record=quality_record(organisation, version),
        message=request.message,
        due=in_words(request.due) if request.due else "",
        until=in_words(request.expires_at, zone) if request.expires_at else "",
        said=said_on(request),
        waiting=request.state in ANSWERABLE,
        opened=request.state != State.SENT,
        tone=shown.tone if shown else tone,
        state=shown.word if shown else state,
        since=in_words(request.state_since, zone),
        words=request.words,
        read=targets.mark_of(request.version),
        backer=shown,
        code=request.code,
        proof=_proof(endorsement),
    )


def _proof(endorsement: Endorsement | None) -> tuple[str, str] | None:
    """Where her web site could say which key is hers, and the line; None where that is known or nothing is kept here."""
    if endorsement is None or endorsement.key != Key.HOSTED or endorsement.confirmed == Confirmed.DOMAIN:
        return None
    place = proofs.place_of(endorsement)
    return (place, endorsement.sealed.issuer) if place else None


def version_of(request: EndorsementRequest) -> AchievementVersion | None:
    """The version with its lines and judges; of a credential the one that it was awarded for."""
    version = request.version
    if version is None and request.credential is not None:
        code = request.credential.achievement_version_code
        related = ("achievement__organisation", "strategy", "previous", "successor", "author")
        version = AchievementVersion.objects.select_related(*related).filter(code=code).first()
    if version is not None:
        judges = Prefetch("judges", Judge.objects.select_related("person").order_by("person__name", "pk"))
        prefetch_related_objects([version], judges, "elements__levels")
    return version


def _published(organisation: Organisation) -> tuple[tuple[str, str], ...]:
    """Everything that can be earned there now."""
    found = catalogue.published_versions(organisation).values_list("title", "code")
    return tuple((title, f"/badges/{code}") for title, code in found[:MOST])


def _asker(organisation: Organisation) -> Asker:
    known = countries()
    country = known[organisation.country].name if organisation.country in known else organisation.country
    return Asker(organisation.display_name, organisation.legal_name, country, organisation.url, organisation.qa_statement)


def quality_record(organisation: Organisation, version: AchievementVersion | None) -> tuple[tuple[str, str], ...]:
    """What the data say about how it is kept, as (name, value); nothing that somebody only says of herself but one, named so."""
    lines = [("In its own words", organisation.qa_statement)]
    if version is not None:
        lines += _of_version(version)
    return tuple((name, value) for name, value in lines if value)


def _of_version(version: AchievementVersion) -> list[tuple[str, str]]:
    """The record of one version."""
    zone = version.achievement.organisation.time_zone
    signed, revoked = sealing.signed_for(version.code)
    alone = version.author_id is not None and version.author_id == version.published_by_id
    second = "One person wrote and published it" if alone else "Somebody else than its author published it"
    methods = ", ".join(version.methods)
    review = version.strategy.review_on
    return [
        ("Second pair of eyes", second if version.published_at and version.published_by_id else ""),
        ("How it is assessed", methods[:1].upper() + methods[1:]),
        ("Published", in_words(version.published_at, zone) if version.published_at else "Approved, not published yet"),
        ("Next review", in_words(review) if review else ""),
        ("Credentials signed", str(signed) if signed >= FLOOR else f"Fewer than {FLOOR}"),
        ("Of these revoked", str(revoked) if signed >= FLOOR else ""),
    ]

"""What this room adds to others' pages and to the menu."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from laurels.catalogue.models import AchievementVersion
from laurels.common.clock import now
from laurels.common.navigation import Entry
from laurels.common.panels import Panel
from laurels.endorsement import selectors
from laurels.endorsement.rules import may_be_asked_about
from laurels.endorsement.selectors import asked, backing
from laurels.people.models import Organisation, Person
from laurels.people.navigation import places
from laurels.people.rules import Act, Switch, may
from laurels.sealing.models import SealedCredential


def entries(request: HttpRequest) -> Iterable[Entry]:
    """ "Endorsements" in the menu of whoever asks for them."""
    if isinstance(request.user, Person):
        for place, roles in places(request, request.user).items():
            if place.uses(Switch.ENDORSEMENTS) and may(roles, Act.ASK_ENDORSEMENT, mode=place.mode):
                yield Entry("Endorsements", reverse("endorsement:requests", args=[place.slug]), "menu", 20, under=place.name)


def _asks(request: HttpRequest, organisation: Organisation, act: Act = Act.ASK_ENDORSEMENT) -> bool:
    """Whether this visitor may do this for an organisation that asks endorsers: one question a page, which the head asks too."""
    if not isinstance(request.user, Person):
        return False
    hers = places(request, request.user).items()
    return any(
        place.slug == organisation.slug and place.uses(Switch.ENDORSEMENTS) and may(roles, act, mode=place.mode)
        for place, roles in hers
    )


def on_badge_page(request: HttpRequest, version: Any) -> Panel | None:
    """Who endorses this very version; for its owner the way to ask somebody."""
    if not isinstance(version, AchievementVersion):
        return None
    organisation = version.achievement.organisation
    backers = selectors.backers_of(version, at=now())
    asks = may_be_asked_about(version.state) and _asks(request, organisation)
    if not backers and not asks:
        return None
    context = {"backers": backers, "slug": organisation.slug if asks else "", "version": version.code}
    return Panel("endorsement/parts/badge-panel.html", context)


def on_design_page(request: HttpRequest, organisation: Any) -> Panel | None:
    """Work for whoever designs: what endorsers want changed."""
    if not isinstance(organisation, Organisation) or not _asks(request, organisation, Act.DESIGN):
        return None
    rows = asked.open_changes(organisation)
    asks = _asks(request, organisation)
    return (
        Panel("endorsement/parts/design-panel.html", {"rows": rows, "slug": organisation.slug, "asks": asks})
        if rows or asks
        else None
    )


def on_settings(request: HttpRequest, organisation: Any) -> Panel | None:
    """Ask somebody to endorse the organisation itself."""
    if not isinstance(organisation, Organisation) or not _asks(request, organisation):
        return None
    context = {"slug": organisation.slug, "backers": backing.backers_of_issuer(organisation, at=now())}
    return Panel("endorsement/parts/settings-panel.html", context)


def on_award(request: HttpRequest, award: Any) -> Panel | None:
    """Who endorses one awarded credential, and the way to ask; only while its holder keeps it open to strangers."""
    credential = getattr(award, "sealed", None)
    if not isinstance(credential, SealedCredential) or not credential.open or not _asks(request, credential.organisation):
        return None
    context = {
        "backers": selectors.of_credential(credential, at=now()),
        "slug": credential.organisation.slug,
        "code": credential.code,
    }
    return Panel("endorsement/parts/award-panel.html", context)

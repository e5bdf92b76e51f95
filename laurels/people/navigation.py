"""What this room adds to everybody's head: her account, and the people and settings that she looks after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from laurels.common.navigation import Entry
from laurels.common.shell import Installation as ShellInstallation
from laurels.people.models import Installation, Membership, Person
from laurels.people.rules import Act, Mode, Role, Switch, is_on, may

REMEMBERED, REMEMBERED_SECONDS = "people.installation", 600


def entries(request: HttpRequest) -> Iterator[Entry]:
    """Entries of the menu under her name."""
    if not isinstance(request.user, Person):
        return
    for place, roles in places(request, request.user).items():
        if may(roles, Act.SEE_PEOPLE, mode=place.mode):
            yield Entry(_("People"), _at("people:people", place), "menu", 50, under=place.name)
        if may(roles, Act.CHANGE_SETTINGS, mode=place.mode):
            yield Entry(_("Settings"), _at("people:settings", place), "menu", 51, under=place.name)
    yield Entry(_("You and your ways in"), reverse("people:account"), "menu", 90)


@dataclass(frozen=True)
class Place:
    """An organisation in which somebody works."""

    slug: str
    name: str
    mode: Mode
    brand_ink: str
    switches: frozenset[str] = frozenset()

    def uses(self, switch: Switch) -> bool:
        """Whether it uses something: by its mode, or because it was turned on."""
        return is_on(switch, mode=self.mode, switches=self.switches)


def _at(name: str, place: Place) -> str:
    return reverse(name, args=[place.slug])


def places(request: HttpRequest, person: Person) -> dict[Place, set[Role]]:
    """Where she works and what she is there: one query, kept with the request because each part of the head asks."""
    kept: dict[Place, set[Role]] | None = getattr(request, "_people_places", None)
    if kept is None:
        kept = {}
        active = Membership.objects.filter(person=person, state=Membership.State.ACTIVE)
        columns = (
            "organisation__slug",
            "organisation__display_name",
            "organisation__mode",
            "organisation__brand_ink",
            "organisation__switches",
            "grants__role",
        )
        for slug, name, mode, ink, on, role in active.order_by("organisation__display_name").values_list(*columns):
            roles = kept.setdefault(Place(slug, name, Mode(mode), ink, frozenset(on)), {Role.LEARNER})
            roles.update([Role(role)] if role else [])
        request._people_places = kept  # type: ignore[attr-defined]
    return kept


def brand_in_view(request: HttpRequest) -> str:
    """The colour of the organisation beneath whose address a page stands, for its own people; else nothing."""
    at = request.resolver_match
    if at is None or "slug" not in at.kwargs or not isinstance(request.user, Person):
        return ""
    return next((place.brand_ink for place in places(request, request.user) if place.slug == at.kwargs["slug"]), "")


def installation() -> ShellInstallation:
    """Who runs this machine, for the foot of every page: remembered once it is set up, for then it stays as it is."""
    known: ShellInstallation | None = cache.get(REMEMBERED)
    if known is not None:
        return known
    row = Installation.objects.filter(pk=1).first()
    told = ShellInstallation(row.operator_name, row.operator_contact) if row else ShellInstallation("", "")
    if row and row.set_up_at:
        cache.set(REMEMBERED, told, REMEMBERED_SECONDS)
    return told

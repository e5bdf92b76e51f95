"""Load and authorise in one call."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q

from laurels.catalogue.errors import BadgeNotFound, ProposalNotFound, ReviewNotFound
from laurels.catalogue.final import FINAL
from laurels.catalogue.models import AchievementVersion, Judge, Proposal, Proposer, ReviewTask, with_review_state
from laurels.people.access import check, enter, roles_of
from laurels.people.models import Membership, Person
from laurels.people.rules import Act, Mode, Role, Switch, may

PUBLIC = FINAL


def get_version(person: Person, code: UUID, *, to: Act, slug: str | None = None) -> AchievementVersion:
    """A version of one of her organisations, for somebody who may do this there; anybody else's is not found.

    Args:
        slug: the organisation beneath whose address it is asked for; at another's it is not found either.
    """
    version = AchievementVersion.objects.select_related("achievement__organisation", "strategy", "author").filter(code=code).first()
    if version is None or slug not in (None, version.achievement.organisation.slug):
        raise BadgeNotFound
    check(person, version.achievement.organisation, to=to)
    return version


def get_public(code: UUID) -> AchievementVersion:
    """A version that was published, for anybody; a draft is not there.

    With it come its lines, the version after it, by name those of its judges who still work there, its review state, and whether
    somebody is named as who ``proposed`` it.
    """
    there = Q(
        person__memberships__organisation=F("version__achievement__organisation"),
        person__memberships__state=Membership.State.ACTIVE,
    )
    judges = Prefetch("judges", Judge.objects.filter(there).select_related("person").order_by("person__name", "pk"))
    named = Proposer.objects.filter(proposal__achievement=OuterRef("achievement"), credited=True)
    version = (
        with_review_state(AchievementVersion.objects.all())
        .annotate(proposed=Exists(named))
        .select_related("achievement__organisation", "strategy", "previous", "successor", "author")
        .prefetch_related(judges, "elements__levels", "alignments")
        .filter(code=code, state__in=PUBLIC)
        .first()
    )
    if version is None:
        raise BadgeNotFound
    return version


def get_review(person: Person, slug: str, code: UUID) -> ReviewTask:
    """An open review of one of her organisations, for somebody who designs there."""
    organisation, _ = enter(person, slug, to=Act.DESIGN, switch=Switch.PLANNING)
    related = ("version__achievement__organisation", "version__achievement__owner", "version__author", "version__strategy")
    mine = ReviewTask.objects.filter(version__achievement__organisation=organisation, done_at__isnull=True)
    task = mine.select_related(*related).defer("version__picture_png", "version__picture_svg").filter(code=code).first()
    if task is None:
        raise ReviewNotFound
    return task


def get_proposal(person: Person, slug: str, code: UUID) -> tuple[Proposal, frozenset[Role]]:
    """A proposal, for those who proposed it, for whoever answers and for designers; for everybody else it is not there.

    Whoever proposed it reads it also after she left: her name on the badge's page stays hers to say.
    """
    found = Proposal.objects.select_related("organisation", "answered_by", "achievement").prefetch_related("proposers__person")
    proposal = found.filter(organisation__slug=slug, code=code).first()
    if proposal is not None and any(one.person_id == person.pk for one in proposal.proposers.all()):
        return proposal, roles_of(person, proposal.organisation)
    organisation, roles = enter(person, slug, to=Act.PROPOSE, switch=Switch.PLANNING)
    if proposal is None or not may(roles, Act.SEE_STRATEGY, mode=Mode(organisation.mode)):
        raise ProposalNotFound
    return proposal, roles

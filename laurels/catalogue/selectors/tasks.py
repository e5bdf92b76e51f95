"""Job tasks: what a piece of work needs, in which jobs it is done, and what somebody's own job asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from laurels.catalogue.models import AchievementVersion, JobTask, JobTaskRole
from laurels.catalogue.ports import kept_by
from laurels.catalogue.rules import State, holding, outline, progress, tree
from laurels.catalogue.rules.holding import Kept
from laurels.catalogue.rules.tree import AllOf, Badge, KOfN, Node, Optional
from laurels.catalogue.selectors.cards import picture_path
from laurels.common.dates import day_in, in_words
from laurels.common.text import counted
from laurels.people.access import uses
from laurels.people.models import Membership, Organisation, Person
from laurels.people.rules import Role, Switch


@dataclass(frozen=True)
class TaskLine:
    """One job task in a list; ``needs`` in one sentence."""

    code: UUID
    title: str
    needs: str
    jobs: tuple[str, ...]
    owner: str


@dataclass(frozen=True)
class TasksPage:
    """Every job task of an organisation; ``unserved``: jobs without a task."""

    slug: str
    organisation: str
    tasks: tuple[TaskLine, ...]
    unserved: tuple[str, ...]
    may_write: bool


@dataclass(frozen=True)
class NeedNode:
    """A part of a rule, as everybody reads it: a badge, or words with what belongs to them."""

    words: str
    badge: UUID | None
    picture: str
    children: tuple[NeedNode, ...]


@dataclass(frozen=True)
class TaskPage:
    """The public page of a job task."""

    code: UUID
    slug: str
    title: str
    organisation: str
    jobs: tuple[str, ...]
    root: NeedNode
    shortest: str


def names_of(organisation: Organisation) -> dict[str, str]:
    """Code of an achievement -> its name now, of everything that an organisation has: one query."""
    rows = AchievementVersion.objects.filter(achievement__organisation=organisation, edition_of=None, is_starter=False)
    named = rows.order_by("published_at", "pk").values_list("achievement__code", "title")
    return {str(code): title or "A badge without a name yet" for code, title in named}


def badge_choices(organisation: Organisation) -> list[tuple[str, str]]:
    """What a rule or a plan may name: badges that can be earned or are being written, by name."""
    gone = AchievementVersion.objects.filter(achievement__organisation=organisation, edition_of=None, is_starter=False).exclude(
        state__in=[State.RETIRED, State.SUPERSEDED]
    )
    found = {str(code): title for code, title in gone.order_by("pk").values_list("achievement__code", "title") if title}
    return sorted(found.items(), key=lambda choice: choice[1].casefold())


def tasks_page(organisation: Organisation, *, may_write: bool) -> TasksPage:
    """Every job task by its title: four queries."""
    names = names_of(organisation)
    tasks = JobTask.objects.filter(organisation=organisation).select_related("owner").prefetch_related("roles__job_role")
    rows = list(tasks.order_by("title", "pk"))
    jobs = organisation.job_roles.annotate(tasks=Count("task_roles")).filter(tasks=0).order_by("title")
    return TasksPage(
        slug=organisation.slug,
        organisation=organisation.display_name,
        tasks=tuple(_line(task, names) for task in rows),
        unserved=tuple(jobs.values_list("title", flat=True)),
        may_write=may_write,
    )


def _line(task: JobTask, names: Mapping[str, str]) -> TaskLine:
    return TaskLine(
        code=task.code,
        title=task.title,
        needs=outline.in_words(tree.parse(task.needs), names),
        jobs=tuple(role.job_role.title for role in task.roles.all()),
        owner=task.owner.name if task.owner else "",
    )


def task_page(task: JobTask) -> TaskPage:
    """What the work needs, for everybody; badges that are published are linked: two queries."""
    rule = tree.parse(task.needs)
    standing = _standing([badge.achievement for badge in tree.badges(rule)])
    names = names_of(task.organisation)
    return TaskPage(
        code=task.code,
        slug=task.organisation.slug,
        title=task.title,
        organisation=task.organisation.display_name,
        jobs=tuple(role.job_role.title for role in task.roles.all()),
        root=_node(rule, standing, names),
        shortest=counted(progress.min_need(rule), "badge", "badges"),
    )


def _node(node: Node, standing: Mapping[str, Any], names: Mapping[str, str]) -> NeedNode:
    """A part of a rule."""
    if isinstance(node, Badge):
        version = standing.get(node.achievement)
        picture = picture_path(version, small_cut=True) if version else ""
        words = names.get(node.achievement, "A badge that is gone") if version else "A badge that is being written"
        return NeedNode(words, version.code if version else None, picture, ())
    return NeedNode(_words(node), None, "", tuple(_node(child, standing, names) for child in node.children))


def _words(node: Node) -> str:
    """What a group asks for."""
    if isinstance(node, KOfN):
        return f"Any {node.k} of these {len(node.children)}"
    if isinstance(node, Optional):
        return "By choice"
    assert isinstance(node, AllOf)
    return "All of these" if len(node.children) > 1 else "This"


def _standing(achievements: Collection[str]) -> dict[str, Any]:
    """Achievement -> its published version, with how many of its elements are required: one query."""
    wide = ("picture_png", "picture_svg", "picture_small", "criteria")
    rows = (
        AchievementVersion.objects.filter(achievement__code__in=list(achievements), state=State.PUBLISHED, edition_of=None)
        .select_related("achievement", "strategy")
        .defer(*wide)
        .annotate(required=Count("elements", filter=Q(elements__required=True)))
    )
    return {str(row.achievement.code): row for row in rows}


@dataclass(frozen=True)
class JobBadge:
    """One badge that somebody's job asks for.

    Attributes:
        code: of its published version, None while it is being written. held: until when she holds it, in words, or "".
        due: until when her plan wants it, in words, or ""; late: that day is over.
        tasks: the tasks that ask for it. nearest: of what is open it takes least. left: required elements of it [count].
    """

    code: UUID | None
    title: str
    picture: str
    held: str
    due: str
    late: bool
    tasks: tuple[str, ...]
    nearest: bool
    left: int


@dataclass(frozen=True)
class JobPart:
    """What somebody's present job asks for at one place, for her own start page: open ones first, then what is held.

    Attributes:
        jobs: what she works as. ready: tasks whose rule is complete; tasks: all of them.
    """

    slug: str
    organisation: str
    jobs: tuple[str, ...]
    badges: tuple[JobBadge, ...]
    ready: tuple[str, ...]
    tasks: int


def job_parts(
    person: Person, *, due: Mapping[str, date], at: datetime, kept: Callable[[Organisation], tuple[Kept, ...]] | None = None
) -> tuple[JobPart, ...]:
    """What her jobs of today ask for, at each place that plans; two queries where there is something, one where there is not.

    Args:
        due: achievement -> the day on which a plan of hers wants it.
        kept: what she holds of an organisation; None asks for it.
    """
    asked = _asked_of(person, at=at)
    if not asked:
        return ()
    rules = {role.task_id: tree.parse(role.task.needs) for role in asked}
    badges = progress.needed_badges(rules.values())
    standing = _standing([badge.achievement for badge in badges])
    names = {code: version.title for code, version in standing.items()}
    parts = []
    for organisation in {role.task.organisation: None for role in asked}:
        mine = [role for role in asked if role.task.organisation_id == organisation.pk]
        held = kept(organisation) if kept else kept_by(organisation, [person.pk]).get(person.pk, ())
        parts.append(_part(organisation, mine, rules, standing, names, held, due, at=at))
    return tuple(parts)


def _asked_of(person: Person, *, at: datetime) -> list[JobTaskRole]:
    """The tasks of her present jobs, in the order of each job, where the organisation plans: one query."""
    days = (at.date(), day_in(at, "Pacific/Kiritimati"), day_in(at, "Pacific/Niue"))  # some zone's today; looked at closely below
    begun = Q(job_role__holdings__from_on__isnull=True) | Q(job_role__holdings__from_on__lte=max(days))
    lasts = Q(job_role__holdings__to_on__isnull=True) | Q(job_role__holdings__to_on__gte=min(days))
    hers = Q(job_role__holdings__membership__person=person, job_role__holdings__membership__state=Membership.State.ACTIVE)
    columns = {"since": "job_role__holdings__from_on", "until": "job_role__holdings__to_on"}
    rows = (
        JobTaskRole.objects.filter(hers & begun & lasts)
        .select_related("task__organisation", "job_role")
        .annotate(**{name: F(path) for name, path in columns.items()})
        .order_by("job_role__title", "place", "pk")
    )
    return [row for row in rows if uses(row.task.organisation, Switch.PLANNING) and _is_now(row, at)]


def _is_now(row: Any, at: datetime) -> bool:
    """Whether she has the job today, in the zone of the organisation."""
    today = day_in(at, row.task.organisation.time_zone)
    return (row.since is None or row.since <= today) and (row.until is None or row.until >= today)


def _part(
    organisation: Organisation,
    asked: Sequence[JobTaskRole],
    rules: Mapping[int, Node],
    standing: Mapping[str, Any],
    names: Mapping[str, str],
    kept: Iterable[Kept],
    due: Mapping[str, date],
    *,
    at: datetime,
) -> JobPart:
    """What one place asks for."""
    today, kept = day_in(at, organisation.time_zone), tuple(kept)
    tasks = {role.task_id: role.task.title for role in asked}
    badges = progress.needed_badges([rules[task] for task in tasks])
    held = holding.held_of(badges, kept, today, current={})
    wanted = _wanted(asked, rules, held, standing)
    lines = [
        JobBadge(
            code=version.code if (version := standing.get(badge.achievement)) else None,
            title=names.get(badge.achievement, "A badge that is being written"),
            picture=picture_path(version, small_cut=True) if version else "",
            held=_until(badge.achievement, kept, today) if badge.achievement in held else "",
            due=in_words(due[badge.achievement]) if badge.achievement in due else "",
            late=badge.achievement in due and due[badge.achievement] < today and badge.achievement not in held,
            tasks=tuple(title for task, title in tasks.items() if badge in tree.badges(rules[task])),
            nearest=badge.achievement in wanted,
            left=version.required if version else 0,
        )
        for badge in badges
    ]
    return JobPart(
        slug=organisation.slug,
        organisation=organisation.display_name,
        jobs=tuple(dict.fromkeys(role.job_role.title for role in asked)),
        badges=tuple(sorted(lines, key=lambda line: bool(line.held))),
        ready=tuple(title for task, title in tasks.items() if progress.is_complete(rules[task], held)),
        tasks=len(tasks),
    )


def _wanted(
    asked: Sequence[JobTaskRole], rules: Mapping[int, Node], held: Collection[str], standing: Mapping[str, Any]
) -> set[str]:
    """The nearest badge of the first task that is not ready: one next step, not several."""
    left = {code: version.required for code, version in standing.items()}
    for role in asked:
        near = progress.nearest(rules[role.task_id], held, open_elements=left)
        if near is not None:
            return {near.achievement}
    return set()


def _until(achievement: str, kept: Iterable[Kept], today: date) -> str:
    """Until when she holds it, in words."""
    days = [one.ends_on for one in kept if one.achievement == achievement and one.on(today)]
    return "for good" if None in days else f"until {in_words(max(day for day in days if day))}"


def owner_choices(organisation: Organisation) -> list[tuple[str, str]]:
    """Who may look after a task: managers, designers and owners, by name."""
    able = Membership.objects.filter(
        organisation=organisation,
        state=Membership.State.ACTIVE,
        grants__role__in=[Role.OWNER, Role.DESIGNER, Role.MANAGER],
    )
    rows = able.order_by("person__name", "pk").values_list("person__code", "person__name").distinct()
    return [(str(code), name) for code, name in rows]

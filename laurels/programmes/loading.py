"""Loading a programme through the services of the rooms below; twice is once.

Loaded now: organisation, people, frameworks, badge versions, job tasks, training plans, endorsements, held credentials. What
later rooms will load is counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from laurels.backpack import services as backpack
from laurels.backpack.models import Offer
from laurels.catalogue import rules as badges
from laurels.catalogue import services as catalogue
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.selectors import pictures
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.people import proofs
from laurels.people import selectors as members
from laurels.people import services as people
from laurels.people.models import JobRole, Membership, Organisation, Person
from laurels.people.rules import Mode, Role
from laurels.people.services import NewPerson
from laurels.programmes import aligning, endorsing, placing, planning, versions
from laurels.programmes.pictures import family_of
from laurels.programmes.reading import CredentialPart, LearnerPart, PersonPart, Programme

ROLES = {
    "programme_owner": Role.OWNER,
    "designer": Role.DESIGNER,
    "assessor": Role.ASSESSOR,
    "lead_assessor": Role.ASSESSOR,
    "line_manager": Role.MANAGER,
}
"""Roles of a file that this release knows; the others come with the quality system."""


@dataclass
class Loaded:
    """What loading one programme made, and what it left for later.

    Attributes:
        persons: code in the file -> person. left: part of the file -> how many entries wait for a later room.
    """

    organisation: Organisation
    persons: dict[str, Person] = field(default_factory=dict)
    versions: dict[tuple[str, str], AchievementVersion] = field(default_factory=dict)
    awards: list[Award] = field(default_factory=list)
    jobs: dict[str, JobRole] = field(default_factory=dict)
    tasks: int = 0
    plans: int = 0
    endorsed: int = 0
    items: int = 0
    alignable: int = 0
    left: dict[str, int] = field(default_factory=dict)

    def sentence(self) -> str:
        """What happened, in one line."""
        items = f"{self.items} items of frameworks ({self.alignable} lead somewhere real), " if self.items else ""
        planned = f"{self.tasks} job tasks, {self.plans} training plans, " if self.tasks else ""
        backed = f"{self.endorsed} endorsements, " if self.endorsed else ""
        left = ", ".join(f"{count} {part.replace('_', ' ')}" for part, count in sorted(self.left.items()))
        return (
            f"{self.organisation.display_name}: {len(self.persons)} people, {len(self.versions)} badge versions, "
            f"{items}{planned}{backed}{len(self.awards)} credentials." + (f" Left for later: {left}." if left else "")
        )


def load(programme: Programme, *, at: datetime) -> Loaded:
    """Load one programme.

    Args:
        at: now; days in the file stand for history.
    """
    loaded = Loaded(_organisation(programme, at=at), left=dict(programme.left))
    everybody: list[PersonPart | LearnerPart] = [*programme.people, *programme.learners]
    for person in everybody:
        _person(loaded, person, at=at)
    _give_roles(loaded, programme, at=at)
    loaded.jobs = placing.load(programme, loaded.organisation, loaded.persons, at=at)
    _give_family(loaded.organisation, programme, at=at)
    targets = aligning.load(programme.frameworks, programme.framework_items, loaded.organisation, at=at)
    loaded.items, loaded.alignable = targets.items, len(targets.by_key)
    judges = {code: str(loaded.persons[code].code) for code in _judges(programme)}
    for data in versions.version_data(programme, judges=judges, targets=targets):
        author = loaded.persons.get(data.author or "")
        made = catalogue.import_version(organisation=loaded.organisation, data=data.version, author=author, at=at)
        loaded.versions[(data.version.handle, data.version.number)] = made
    loaded.tasks, loaded.plans = planning.load(programme, loaded.organisation, loaded.persons, loaded.jobs, at=at)
    loaded.endorsed = endorsing.load(programme.endorsers, loaded.organisation, loaded.versions, at=at)
    for learner in programme.learners:
        for held in learner.credentials:
            loaded.awards.append(_award(loaded, programme, learner, held, at=at))
    return loaded


def _organisation(programme: Programme, *, at: datetime) -> Organisation:
    """The organisation, found again by the programme's own key."""
    part = programme.organisation
    known = Organisation.objects.filter(demo_key=part.code).first()
    if known is not None:
        return known
    with transaction.atomic():
        made = people.found_organisation(
            name=part.legal_name,
            country=part.country,
            people_count=part.people_count or 400,
            mode=Mode(part.mode),
            founder=None,
            at=at,
        )
        Organisation.objects.filter(pk=made.pk).update(
            demo_key=part.code, time_zone=part.time_zone, contact=part.contact, url=part.url, qa_statement=part.qa_statement
        )
    made.refresh_from_db()
    return made


def _give_family(organisation: Organisation, programme: Programme, *, at: datetime) -> None:
    """What the pictures of its badges share, unless somebody has said so already."""
    found = [family for part in programme.achievements if (family := family_of(part.code)) is not None]
    if found and pictures.family_of(organisation) is None:
        catalogue.set_family(organisation=organisation, style=found[0].kept(), mark=None, author=None, at=at)


def _person(loaded: Loaded, part: PersonPart | LearnerPart, *, at: datetime) -> None:
    """A member, with every address of the file proven: a programme file is its organisation's own word."""
    if part.code in loaded.persons:
        person = loaded.persons[part.code]
    else:
        known = Membership.objects.filter(organisation=loaded.organisation, person__name=part.name).first()
        row = NewPerson(part.name, None, part.team)
        member = known or people.add_people(organisation=loaded.organisation, rows=[row], actor=None, at=at)[0]
        person = loaded.persons[part.code] = member.person
    for address in getattr(part, "identities", ()):
        if "@" in address and not EmailAddress.objects.filter(email=address).exists():
            primary = not EmailAddress.objects.filter(user=person).exists()
            EmailAddress.objects.create(user=person, email=address, verified=True, primary=primary)


def _give_roles(loaded: Loaded, programme: Programme, *, at: datetime) -> None:
    """The roles of the file that this release knows."""
    for part in programme.people:
        membership = Membership.objects.get(organisation=loaded.organisation, person=loaded.persons[part.code])
        held = set(membership.grants.values_list("role", flat=True))
        for role in {ROLES[name] for name in part.roles if name in ROLES} - {Role(name) for name in held}:
            people.grant_role(membership=membership, role=role, actor=None, at=at)


def _judges(programme: Programme) -> list[str]:
    """Codes of everybody who may judge."""
    return [part.code for part in programme.people if {"assessor", "lead_assessor"} & set(part.roles)]


def _award(loaded: Loaded, programme: Programme, learner: LearnerPart, held: CredentialPart, *, at: datetime) -> Award:
    """A held credential: awarded on its day, sealed now, accepted by its holder."""
    version = loaded.versions[(held.achievement, held.version)]
    person = loaded.persons[learner.code]
    known = Award.objects.filter(version=version, person=person).exclude(state="taken-back").first()
    if known is not None:
        return known
    judge = _judge_of(loaded, programme, learner, held, version)
    award = issuing.intend(
        version=version,
        learner=person,
        judge=judge,
        levels={element.code: element.level for element in held.elements},
        awarded_on=held.awarded_on,
        at=at,
    )
    award = issuing.seal(award=award, at=at)
    accept(award, at=at)
    return award


def accept(award: Award, *, at: datetime) -> None:
    """The holder takes it, as she did in the story: she came in by a code to her addresses; the badge's address is open."""
    if award.sealed is None:
        return
    offer = backpack.make_offer(award_code=award.code, person=award.person, sealed=award.sealed, badge=award.version.title, at=at)
    if offer.state == Offer.State.OPEN:
        for address in members.addresses(award.person):
            proofs.note(person=award.person, address=address, at=at)
        backpack.accept(offer=offer, person=award.person, identity="address", open_address=True, at=at)


def _judge_of(
    loaded: Loaded, programme: Programme, learner: LearnerPart, held: CredentialPart, version: AchievementVersion
) -> Person:
    """Who judged: as the file's submission says, else the first judge of the badge who is somebody else."""
    for submission in programme.submissions:
        same = (submission.get("learner"), submission.get("achievement")) == (learner.code, held.achievement)
        if same and submission.get("assessor") in loaded.persons and submission["assessor"] != learner.code:
            person = loaded.persons[submission["assessor"]]
            if version.judges.filter(person=person).exists():
                return person
    judge = version.judges.exclude(person=loaded.persons[learner.code]).select_related("person").order_by("pk").first()
    if judge is None:
        raise LookupError(f"nobody but the learner judges {held.achievement}")
    return judge.person


def ends(programme: Programme, held: CredentialPart) -> date | None:
    """The last day of a held credential by our own rule, to be held against the file's."""
    months = versions.lifespan_of(programme, held.achievement)
    return badges.ends_on(held.awarded_on, months)

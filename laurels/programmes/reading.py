"""Reading mc-programme/1: strict types, the place of every fault, and a count of what this release leaves for later."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec

from laurels.programmes.errors import ProgrammeMalformed, ProgrammeUnknown

CONTENT = Path(__file__).parent / "content"
FORMAT = "mc-programme/1"
LATER = (
    "pathways",
    "evidence",
    "submissions",
    "campaigns",
    "standardisation_exercises",
    "sampling_plans",
    "cpd_schemes",
)
"""Top-level parts that later rooms will load; the loader counts them instead."""
LATER_OF_LEARNERS = ("enrolments", "cpd", "nominations")
"""The same of each learner."""


class OrganisationPart(msgspec.Struct, frozen=True):
    """The organisation that runs the programme."""

    code: str
    legal_name: str
    country: str
    time_zone: str
    mode: str
    url: str = ""
    contact: str = ""
    people_count: int | None = None
    qa_statement: str = ""


class FormPart(msgspec.Struct, frozen=True):
    """A badge as the five fields of Small mode."""

    name: str
    can_do: tuple[str, ...]
    judged_by: tuple[str, ...]
    lasts: str
    picture: str = "auto"
    what_for: str | None = None
    for_job: bool = False


class MeasurePart(msgspec.Struct, frozen=True):
    """One success measure of a strategy."""

    name: str
    unit: str
    owner: str
    baseline: float | None = None
    target: float | None = None


class StrategyPart(msgspec.Struct, frozen=True):
    """What a badge is for, the level it asks, how long it lasts."""

    learning_function: str
    business_need: str
    audience: str
    performance_level: str
    lifespan_months: int | None
    review_on: date
    lifespan_reason: str | None = None
    renewal_window_days: int | None = None
    grace_days: int | None = None
    success_measures: tuple[MeasurePart, ...] = ()


class RubricPart(msgspec.Struct, frozen=True):
    """What one level of an element looks like."""

    level: str
    descriptor: str


class EvidenceRulePart(msgspec.Struct, frozen=True):
    """How much evidence an element asks for."""

    min_items: int = 1
    kinds_any_of: tuple[str, ...] = ()
    min_distinct_kinds: int = 1
    min_occasions: int = 1
    max_age_months: int | None = None
    needs_witness: bool = False


class ElementPart(msgspec.Struct, frozen=True):
    """One statement that is judged separately."""

    code: str
    kind: str
    statement: str
    required: bool
    required_level: str
    rubric: tuple[RubricPart, ...]
    workplace_only: bool = False
    renew_always: bool = False
    critical: bool = False
    evidence_rule: EvidenceRulePart | None = None
    alignments: tuple[str, ...] = ()


class LevelPart(msgspec.Struct, frozen=True):
    """A level on a public scale, with who says so."""

    scheme: str
    value: int | float | str
    note: str = ""


class VersionPart(msgspec.Struct, frozen=True):
    """One version of a badge."""

    version: str
    status: str
    description: str
    criteria_narrative: str
    elements: tuple[ElementPart, ...]
    published_on: date | None = None
    previous: str | None = None
    notional_hours: float | None = None
    cpd_points: float | None = None
    level: LevelPart | None = None
    assessment_methods: tuple[str, ...] = ()
    identity_check: str = ""
    form_of_participation: str = ""
    quality_assurance: str = ""


class MapRulePart(msgspec.Struct, frozen=True):
    """How one new element is met by what was met before."""

    new: str
    rule: str
    from_: tuple[str, ...] = msgspec.field(name="from", default=())
    max_age_months: int | None = None
    min_level: str | None = None
    gap: str | None = None


class RevisionPart(msgspec.Struct, frozen=True):
    """What of one version of a badge counts for the next."""

    achievement: str
    to: str
    map: tuple[MapRulePart, ...]
    effective_on: date | None = None
    transition_end: date | None = None
    auto_upgrade: bool = True
    summary: str = ""
    retired: tuple[str, ...] = ()


class AchievementPart(msgspec.Struct, frozen=True):
    """One badge: either as five fields, or in full."""

    code: str
    name: str = ""
    kind: str = "competence"
    form: FormPart | None = None
    version: str = "1"
    designed_by: str | None = None
    published_on: date | None = None
    strategy: StrategyPart | None = None
    versions: tuple[VersionPart, ...] = ()


class PersonPart(msgspec.Struct, frozen=True):
    """Somebody who works for the programme."""

    code: str
    name: str
    roles: tuple[str, ...] = ()
    team: str | None = None
    manager_of: tuple[str, ...] = ()


class ElementMetPart(msgspec.Struct, frozen=True):
    """An element that a holder met, at which level and when."""

    code: str
    level: str
    met_on: date


class CredentialPart(msgspec.Struct, frozen=True):
    """A badge that somebody holds."""

    achievement: str
    version: str
    awarded_on: date
    status: str
    valid_until: date | None = None
    elements: tuple[ElementMetPart, ...] = ()


class FrameworkPart(msgspec.Struct, frozen=True):
    """A framework that badges of the programme are aligned to."""

    code: str
    name: str
    publisher: str = ""
    version: str = ""
    uri: str = ""
    target_type: str = ""


class FrameworkItemPart(msgspec.Struct, frozen=True):
    """One item of a framework, and how sure it is that it exists as it stands here."""

    key: str
    framework: str
    code: str
    uri: str
    label: str
    confirmation: Literal["several-sources", "one-source", "unconfirmed", "own"]
    source: str | None = None


class EndorsesPart(msgspec.Struct, frozen=True):
    """One endorsement: of exactly one version, with its dates and the endorser's words."""

    achievement: str
    version: str
    signed_on: date
    comment: str
    valid_until: date | None = None


class EndorserPart(msgspec.Struct, frozen=True):
    """Somebody outside who backs badges of the programme."""

    code: str
    name: str
    role: str
    url: str = ""
    endorses: tuple[EndorsesPart, ...] = ()


class RolePart(msgspec.Struct, frozen=True):
    """A job that people have, by its title, with the tasks that it does in their order."""

    code: str
    title: str
    job_tasks: tuple[str, ...] = ()


class RoleHolderPart(msgspec.Struct, frozen=True, rename={"from_on": "from", "to_on": "to"}):
    """Who has or had a job, and from when to when."""

    learner: str
    role: str
    from_on: date | None = None
    to_on: date | None = None


class LearnerPart(msgspec.Struct, frozen=True):
    """A learner with her addresses and badges."""

    code: str
    name: str
    team: str | None = None
    identities: tuple[str, ...] = ()
    credentials: tuple[CredentialPart, ...] = ()
    enrolments: tuple[dict[str, Any], ...] = ()


class JobTaskPart(msgspec.Struct, frozen=True):
    """A piece of work with the rule of its badges; achievements by their codes in the file."""

    code: str
    title: str
    needs: dict[str, Any]
    owner: str | None = None


class PlanItemPart(msgspec.Struct, frozen=True):
    """One thing of a training plan."""

    code: str
    title: str
    due: date
    badges: tuple[str, ...] = ()
    pathways: tuple[str, ...] = ()
    source: str = ""


class TrainingPlanPart(msgspec.Struct, frozen=True):
    """What somebody does within a period."""

    code: str
    learner: str
    title: str
    period: tuple[date, date]
    source: str = ""
    items: tuple[PlanItemPart, ...] = ()


class Programme(msgspec.Struct, frozen=True):
    """One file, as far as this release loads it."""

    format: str
    code: str
    title: str
    organisation: OrganisationPart
    achievements: tuple[AchievementPart, ...]
    people: tuple[PersonPart, ...]
    learners: tuple[LearnerPart, ...]
    rubric_scale: dict[str, Any]
    revisions: tuple[RevisionPart, ...] = ()
    language: str = "en-GB"
    summary: str = ""
    submissions: tuple[dict[str, Any], ...] = ()
    endorsers: tuple[EndorserPart, ...] = ()
    frameworks: tuple[FrameworkPart, ...] = ()
    framework_items: tuple[FrameworkItemPart, ...] = ()
    roles: tuple[RolePart, ...] = ()
    role_holders: tuple[RoleHolderPart, ...] = ()
    job_tasks: tuple[JobTaskPart, ...] = ()
    training_plans: tuple[TrainingPlanPart, ...] = ()
    left: dict[str, int] = {}


def read(data: bytes) -> Programme:
    """Read one programme file.

    Raises:
        ProgrammeMalformed: not JSON, another format, or a part of the wrong shape; the message names the place.
    """
    try:
        whole = msgspec.json.decode(data)
        if not isinstance(whole, dict) or whole.get("format") != FORMAT:
            raise ProgrammeMalformed(place=f"its format is not {FORMAT}")
        programme = msgspec.convert(whole | {"left": {}}, Programme)
        return msgspec.structs.replace(programme, left=_left(whole))
    except msgspec.ValidationError as problem:
        raise ProgrammeMalformed(place=str(problem)) from problem
    except msgspec.DecodeError as problem:
        raise ProgrammeMalformed(place="the file is not JSON") from problem


def _left(whole: dict[str, Any]) -> dict[str, int]:
    """Part of a sound file -> how many entries later rooms will load."""
    left = {part: len(whole[part]) for part in LATER if whole.get(part)}
    for part in LATER_OF_LEARNERS:
        if count := sum(len(learner.get(part) or ()) for learner in whole["learners"]):
            left[part] = count
    return left


def shipped() -> list[str]:
    """Names of the programmes that are shipped, in the order of the alphabet."""
    return sorted(path.stem for path in CONTENT.glob("*.json"))


def read_shipped(name: str) -> Programme:
    """Read a shipped programme by its name, for instance ``small-charity``."""
    if name not in shipped():
        raise ProgrammeUnknown
    return read((CONTENT / f"{name}.json").read_bytes())

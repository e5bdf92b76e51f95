"""From a programme's parts to versions of the catalogue. Pure but for the picture's choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from laurels.catalogue import rules as badges
from laurels.catalogue.rules import FiveFields
from laurels.catalogue.versions import ElementData, MapData, RuleData, StrategyData, VersionData
from laurels.common.text import as_sentence
from laurels.programmes.aligning import NOTHING, Targets
from laurels.programmes.pictures import picture_of
from laurels.programmes.reading import (
    AchievementPart,
    ElementPart,
    EvidenceRulePart,
    FormPart,
    Programme,
    StrategyPart,
    VersionPart,
)

LASTS = {"1 year": "1", "2 years": "2", "3 years": "3", "does not expire": "never"}


@dataclass(frozen=True)
class Authored:
    """A version and the code of whoever designed it."""

    version: VersionData
    author: str | None


def version_data(programme: Programme, *, judges: Mapping[str, str], targets: Targets = NOTHING) -> Iterator[Authored]:
    """Every published version of a programme, older ones first.

    Args:
        judges: code in the file -> public code of the person.
        targets: what its elements may be aligned to.
    """
    for part in programme.achievements:
        if part.form is not None:
            yield Authored(_small(programme, part, part.form, judges), part.designed_by)
            continue
        for version in part.versions:
            if version.published_on is not None and part.strategy is not None:
                data = _full(programme, part, part.strategy, version, tuple(judges.values()))
                aligned = [link for element in version.elements for link in targets.of(element.code, element.alignments)]
                yield Authored(replace(data, alignments=tuple(aligned), equivalence=_map(programme, part, version)), None)


def _small(programme: Programme, part: AchievementPart, form: FormPart, judges: Mapping[str, str]) -> VersionData:
    """Five fields and what follows from them."""
    named = tuple(judges[code] for code in form.judged_by)
    fields = FiveFields(form.name, form.can_do, named, LASTS[form.lasts], form.for_job, form.what_for or "")
    published_on = part.published_on or date.min
    derived = badges.derive(fields, handle=part.code, published_on=published_on)
    return VersionData(
        handle=part.code,
        kind=part.kind,
        number=part.version,
        title=form.name,
        description=as_sentence(derived.business_need),
        criteria=badges.criteria_text(form.can_do),
        published_on=published_on,
        elements=tuple(
            ElementData(code, line, "met", badges.RUBRIC, evidence_rule={"min_items": 1, "min_occasions": 1})
            for code, line in derived.elements
        ),
        judges=named,
        picture=_picture(programme, part.code, form.name, part.kind),
        strategy=StrategyData(lasts=fields.lasts, **derived.columns()),
    )


def _picture(programme: Programme, handle: str, name: str, kind: str) -> Any:
    """The badge's picture."""
    return picture_of(handle=handle, name=name, organisation=programme.organisation.legal_name, kind=kind)


def _full(
    programme: Programme, part: AchievementPart, strategy: StrategyPart, version: VersionPart, judges: tuple[str, ...]
) -> VersionData:
    """A version of Assured mode with all its parts."""
    level = version.level
    return VersionData(
        handle=part.code,
        kind=part.kind if part.kind in KINDS else "competence",
        number=version.version,
        title=part.name,
        description=version.description,
        criteria=version.criteria_narrative,
        published_on=version.published_on or date.min,
        elements=tuple(_element(programme, element) for element in version.elements),
        judges=judges,
        picture=_picture(programme, part.code, part.name, part.kind),
        strategy=_strategy(strategy),
        language=programme.language,
        notional_hours=version.notional_hours,
        cpd_points=version.cpd_points,
        level_scheme=level.scheme if level else "",
        level_value=str(level.value) if level else "",
        identity_check=version.identity_check,
        participation=version.form_of_participation,
        quality_assurance=version.quality_assurance,
        level_text=f"{level.scheme} {level.value}, {level.note or 'our own estimate'}"[:120] if level else "",
        methods=version.assessment_methods,
    )


KINDS = ("knowledge", "skill", "competence", "behaviour", "milestone", "participation")


def _map(programme: Programme, part: AchievementPart, version: VersionPart) -> MapData | None:
    """What of the version before counts for this one, as the file says."""
    found = next((one for one in programme.revisions if (one.achievement, one.to) == (part.code, version.version)), None)
    if found is None:
        return None
    rules = (RuleData(r.new, r.rule, r.from_, r.max_age_months, r.min_level or "", r.gap or "") for r in found.map)
    return MapData(
        rules=tuple(rules),
        retired=found.retired,
        summary=found.summary,
        effective_on=found.effective_on,
        transition_end=found.transition_end,
        auto_upgrade=found.auto_upgrade,
    )


def _element(programme: Programme, part: ElementPart) -> ElementData:
    """One element with the labels of the programme's rubric scale."""
    labels = {level["code"]: level["label"] for level in programme.rubric_scale.get("levels", [])}
    return ElementData(
        code=part.code,
        statement=part.statement,
        required_level=part.required_level,
        levels=tuple((level.level, labels.get(level.level, level.level), level.descriptor) for level in part.rubric),
        kind=part.kind,
        required=part.required,
        workplace_only=part.workplace_only,
        renew_always=part.renew_always,
        critical=part.critical,
        indicator=_indicator(part),
        evidence_rule=_evidence_rule(part.evidence_rule),
    )


def _indicator(part: ElementPart) -> str:
    """Of a behaviour, what one would see: what its rubric says of the level that is needed."""
    seen = (level.descriptor for level in part.rubric if level.level == part.required_level)
    return next(seen, "") if part.kind == "behaviour" else ""


def _evidence_rule(rule: EvidenceRulePart | None) -> dict[str, Any]:
    """How much evidence an element asks for, in the words of the catalogue."""
    if rule is None:
        return {}
    return {
        "min_items": rule.min_items,
        "kinds": list(rule.kinds_any_of),
        "min_kinds": rule.min_distinct_kinds,
        "min_occasions": rule.min_occasions,
        "max_age_months": rule.max_age_months,
        "needs_witness": rule.needs_witness,
    }


def _strategy(part: StrategyPart) -> StrategyData:
    """What the badge is for."""
    measures = [
        {"name": measure.name, "unit": measure.unit, "baseline": measure.baseline, "target": measure.target, "owner": measure.owner}
        for measure in part.success_measures
    ]
    return StrategyData(
        function=part.learning_function,
        business_need=part.business_need[:300],
        audience=part.audience[:300],
        performance_level=part.performance_level,
        lifespan_months=part.lifespan_months,
        lifespan_reason=part.lifespan_reason or "",
        window_days=part.renewal_window_days,
        grace_days=part.grace_days,
        review_on=part.review_on,
        measures=tuple(measures),
    )


def lifespan_of(programme: Programme, handle: str) -> int | None:
    """Lifespan of a badge in months; None when it does not expire."""
    part = next(achievement for achievement in programme.achievements if achievement.code == handle)
    if part.form is not None:
        return badges.LASTS[LASTS[part.form.lasts]]
    return part.strategy.lifespan_months if part.strategy else None

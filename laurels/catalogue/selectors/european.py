"""The European description of a version, from what it and its organisation state (DOMAIN 4.1)."""

from __future__ import annotations

from laurels.catalogue.facts import level_in_words
from laurels.catalogue.models import Achievement, AchievementVersion
from laurels.catalogue.rules.european import Described, Stated, describe
from laurels.people.countries import countries
from laurels.people.rules import Mode


def european_description(version: AchievementVersion) -> Described:
    """The description of one version; names of badges that come first are looked up in one question."""
    organisation = version.achievement.organisation
    country = countries().get(organisation.country)
    return describe(
        Stated(
            title=version.title,
            country=country.name if country else organisation.country,
            awarding_body=organisation.legal_name,
            outcomes=tuple(element.statement for element in version.elements.all()),
            hours=version.notional_hours,
            level=level_in_words(version.level_scheme, version.level_value, version.level_confirmed_by),
            assessment=tuple(version.methods),
            participation=version.participation,
            quality_assurance=version.quality_assurance,
            prerequisites=_before(version),
            supervision=version.supervision,
            identity_check=version.identity_check,
            stackability=version.stackability,
            further=version.further_information,
        )
    )


def _before(version: AchievementVersion) -> str:
    """What must be held first, and why."""
    reasons = {row["badge"]: row.get("reason", "") for row in version.prerequisites}
    if not reasons:
        return ""
    named = Achievement.objects.filter(code__in=reasons).values_list("code", "versions__title", "versions__number")
    titles = {str(code): title for code, title, _ in named.order_by("versions__pk")}
    return "; ".join(f"{titles.get(code, 'Another badge')}: {reason}".rstrip(": ") for code, reason in reasons.items())


def may_be_shown(version: AchievementVersion, described: Described) -> bool:
    """Strangers read a complete description only; a gap is its designer's business. Small mode has none."""
    return described.complete and version.achievement.organisation.mode == Mode.ASSURED

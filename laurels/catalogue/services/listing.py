"""The catalogue's search rows: made when a version can be earned, gone when it cannot."""

from __future__ import annotations

from uuid import UUID

from laurels.catalogue.models import AchievementVersion, Listing, Strategy
from laurels.catalogue.rules import State
from laurels.catalogue.rules.searching import blanked, folded


def list_or_not(version: AchievementVersion) -> None:
    """Bring the search row of a version in step with its state; whether it is endorsed is remembered."""
    if version.state != State.PUBLISHED or version.published_at is None:
        Listing.objects.filter(version=version).delete()
        return
    strategy: Strategy = version.strategy
    elements = list(version.elements.all())
    alignments = list(version.alignments.all())
    texts = [
        version.title,
        version.achievement.handle,
        version.achievement.family,
        version.description,
        strategy.business_need,
        strategy.audience,
        version.achievement.organisation.display_name,
        *(element.statement for element in elements),
        *(f"{alignment.target_name} {alignment.target_code} {alignment.target_framework}" for alignment in alignments),
    ]
    Listing.objects.update_or_create(
        version=version,
        defaults={
            "organisation": version.achievement.organisation,
            "published_at": version.published_at,
            "title_words": folded(version.title),
            "words": folded(" ".join(texts)),
            "function": strategy.function,
            "kinds": blanked([version.achievement.kind, *(element.kind for element in elements)]),
            "level": level_in_words(version, strategy),
        },
    )


def level_in_words(version: AchievementVersion, strategy: Strategy) -> str:
    """The level by which a searcher finds a badge: of a framework where one is stated, else of the organisation's own scale."""
    if version.level_scheme:
        return f"{version.level_scheme} {version.level_value}".strip()
    return "" if strategy.performance_level == "met" else strategy.performance_level.replace("_", " ").capitalize()


def mark_endorsed(*, version_code: UUID, endorsed: bool) -> None:
    """Say whether somebody outside stands behind a version now; the room that knows calls this in its own transaction."""
    Listing.objects.filter(version__code=version_code).update(endorsed=endorsed)

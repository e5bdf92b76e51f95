"""Badges: an achievement, its immutable versions, their elements and who judges them."""

from laurels.catalogue.models.brought import BroughtFile
from laurels.catalogue.models.family import PictureFamily
from laurels.catalogue.models.listing import Listing
from laurels.catalogue.models.plans import JobTask, JobTaskRole, PlanItem, PlanItemDone, TrainingPlan
from laurels.catalogue.models.proposals import Proposal, Proposer
from laurels.catalogue.models.texts import (
    FUNCTIONS,
    RULES,
    Alignment,
    Element,
    EquivalenceMap,
    EquivalenceRule,
    RubricLevel,
    Strategy,
)
from laurels.catalogue.models.versions import KINDS, Achievement, AchievementVersion, Judge
from laurels.catalogue.models.work import (
    ElementReview,
    LintOverride,
    Review,
    ReviewTask,
    Standing,
    with_review_day,
    with_review_state,
)

__all__ = [
    "FUNCTIONS",
    "KINDS",
    "RULES",
    "Achievement",
    "AchievementVersion",
    "Alignment",
    "BroughtFile",
    "Element",
    "ElementReview",
    "EquivalenceMap",
    "EquivalenceRule",
    "JobTask",
    "JobTaskRole",
    "Judge",
    "LintOverride",
    "Listing",
    "PictureFamily",
    "PlanItem",
    "PlanItemDone",
    "Proposal",
    "Proposer",
    "Review",
    "ReviewTask",
    "RubricLevel",
    "Standing",
    "Strategy",
    "TrainingPlan",
    "with_review_day",
    "with_review_state",
]

"""Job tasks and training plans."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid, NotFound, Refused


class TaskNotFound(NotFound):
    """There is no such job task for this person."""

    code = "catalogue.task-not-found"
    sentence = _("There is no such job task.")
    hint = _("Open the job tasks of your organisation to see them all.")


class TaskRefused(Invalid):
    """A job task that cannot be kept so."""

    code = "catalogue.task-refused"
    sentence = _("This job task cannot be kept yet. {reasons}")
    hint = _("Everything that you chose is still here.")


class TaskTwice(Conflict):
    """Another job task has this title."""

    code = "catalogue.task-twice"
    sentence = _("There is a job task of this name already.")
    hint = _("Open that one, or give this one another name.")


class PlanNotFound(NotFound):
    """There is no such training plan for this person."""

    code = "catalogue.plan-not-found"
    sentence = _("There is no such training plan.")
    hint = _("You see your own plans, and those of the people whom you manage.")


class PlanRefused(Invalid):
    """A training plan, or a part of one, that cannot be kept so."""

    code = "catalogue.plan-refused"
    sentence = _("This cannot be kept yet. {reasons}")
    hint = _("Mend what is named; everything you typed is kept.")


class NotHerPlan(Refused):
    """Somebody plans for a person who is not hers to plan for."""

    code = "catalogue.not-her-plan"
    sentence = _("You do not plan for this person.")
    hint = _("Her line manager does, or whoever looks after the programme or its people.")

"""What work asks for: job tasks with the badges that they need, and training plans with what somebody does until when."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from laurels.catalogue.models.versions import Achievement
from laurels.common import limits
from laurels.journal import Ref
from laurels.people.models import JobRole, Organisation, Person


class JobTask(models.Model):
    """A piece of work that needs a set of badges (DOMAIN 4, 6.1); ``badges`` repeats the badges of the tree, to be asked for."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="job_tasks")
    title = models.CharField(max_length=limits.TASK_TITLE)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    needs = models.JSONField()  # the rule tree; achievements by their codes
    badges = models.ManyToManyField(Achievement, related_name="job_tasks")
    job_roles = models.ManyToManyField(JobRole, through="JobTaskRole", related_name="job_tasks")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("organisation", Lower("title"), name="job_task_title_once")]

    def __str__(self) -> str:
        return self.title

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("job-task", self.code)


class JobTaskRole(models.Model):
    """A job whose people do this task; ``place`` orders the tasks of one job, the first thing first."""

    task = models.ForeignKey(JobTask, on_delete=models.CASCADE, related_name="roles")
    job_role = models.ForeignKey(JobRole, on_delete=models.CASCADE, related_name="task_roles")
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["task", "job_role"], name="job_task_role_once")]
        ordering: ClassVar = ["job_role", "place", "pk"]


class TrainingPlan(models.Model):
    """What one person, or everybody in one job, does within a period."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="training_plans")
    title = models.CharField(max_length=limits.TASK_TITLE)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="training_plans")
    job_role = models.ForeignKey(JobRole, null=True, blank=True, on_delete=models.CASCADE, related_name="training_plans")
    source = models.CharField(max_length=limits.PLAN_SOURCE, blank=True)  # where it comes from: a talk, a law, an audit
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, job_role__isnull=True) | Q(person__isnull=True, job_role__isnull=False),
                name="training_plan_of_one",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="training_plan_period"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "ends_on"], name="training_plan_of_person")]  # her start page

    def __str__(self) -> str:
        return self.title

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("training-plan", self.code)


class PlanItem(models.Model):
    """One thing to do until a day; done when one linked badge or pathway is held, or by hand (DOMAIN 4)."""

    plan = models.ForeignKey(TrainingPlan, on_delete=models.CASCADE, related_name="items")
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=limits.TASK_TITLE)
    due_on = models.DateField()
    source = models.CharField(max_length=limits.PLAN_SOURCE, blank=True)
    badges = models.ManyToManyField(Achievement, related_name="plan_items")
    pathways = models.JSONField(default=list)  # codes of pathways, of the room above that has them

    class Meta:
        ordering: ClassVar = ["plan", "due_on", "pk"]


class PlanItemDone(models.Model):
    """Somebody said of one person that an item is done, and how she knows."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="dones")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    done_on = models.DateField()
    note = models.CharField(max_length=limits.PLAN_NOTE)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "person"], name="plan_item_done_once")]

"""Rows about people: persons, the organisations they work in, and what they may do there."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from laurels.common import limits
from laurels.journal import Ref
from laurels.people.codes import HANDLE_LENGTH
from laurels.people.rules import GRANTABLE, Mode, Role


def new_subject_id() -> str:
    """A random name for one person within one organisation; credentials carry it instead of anything about her."""
    return f"urn:uuid:{uuid.uuid4()}"


class PersonManager(BaseUserManager["Person"]):
    """Makes persons; there is no staff and no superuser."""

    def create_user(self, name: str, password: str | None = None) -> Person:
        """Make a person; without a password she signs in by code or passkey."""
        person = self.model(name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person with this public code."""
        return self.get(code=username or "")


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody. Addresses are allauth's EmailAddress, several for one person; there is no user name."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=limits.PERSON_NAME)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "code"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def ref(self) -> Ref:
        """How facts name her."""
        return Ref("person", self.code)


class Organisation(models.Model):
    """A house that awards badges: its names, where it is, and by how many rules it lives."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=limits.SLUG, unique=True)
    legal_name = models.CharField(max_length=limits.ORGANISATION_NAME)
    display_name = models.CharField(max_length=limits.ORGANISATION_NAME)
    country = models.CharField(max_length=2)
    time_zone = models.CharField(max_length=64)
    people_count = models.PositiveIntegerField()
    mode = models.CharField(max_length=16, choices=[(mode.value, mode.value) for mode in Mode])
    contact = models.EmailField(blank=True)
    url = models.URLField(blank=True)
    brand_ink = models.CharField(max_length=7, default="#1C5B3D")
    waiting_hours = models.PositiveSmallIntegerField(default=24)
    answer_days = models.PositiveSmallIntegerField(default=15)  # working days in which a proposal is answered (DOMAIN 6.14)
    switches = models.JSONField(default=list)  # what a small organisation has turned on
    qa_statement = models.TextField(blank=True)
    demo_key = models.CharField(max_length=64, blank=True)
    founded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=[mode.value for mode in Mode]), name="organisation_mode"),
            models.CheckConstraint(condition=Q(people_count__gte=1), name="organisation_has_people"),
        ]

    def __str__(self) -> str:
        return self.display_name

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("organisation", self.code)


class ModeChange(models.Model):
    """One line of the history that says which rules held when; rows are only ever added."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="mode_changes")
    mode = models.CharField(max_length=16)
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["changed_at", "pk"]


class Team(models.Model):
    """A named part of an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(max_length=limits.TEAM_NAME)

    class Meta:
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="team_name_once")]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A place where people of an organisation work."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(max_length=limits.SITE_NAME)

    class Meta:
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="site_name_once")]

    def __str__(self) -> str:
        return self.name


class JobRole(models.Model):
    """A job that people of an organisation do, by its title: "Receptionist". What it may do in the product is a ``RoleGrant``."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="job_roles")
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=limits.JOB_TITLE)

    class Meta:
        constraints = [models.UniqueConstraint("organisation", Lower("title"), name="job_title_once")]

    def __str__(self) -> str:
        return self.title

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("job-role", self.code)


class Membership(models.Model):
    """One person's place in one organisation. Leaving ends the organisation's access, never what she owns."""

    class State(models.TextChoices):
        """Whether she is there now."""

        ACTIVE = "active"
        LEFT = "left"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships")
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships")
    manager = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports")
    staff_number = models.CharField(max_length=limits.STAFF_NUMBER, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    subject_id = models.CharField(max_length=64, unique=True, default=new_subject_id, editable=False)
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    given_address = models.EmailField(blank=True)  # the one that the organisation wrote; it never sees her others
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("person", "organisation", name="membership_once"),
            models.CheckConstraint(
                condition=Q(state="active", left_at__isnull=True) | Q(state="left", left_at__isnull=False),
                name="membership_left_has_a_day",
            ),
            models.CheckConstraint(condition=~Q(manager=F("id")), name="nobody_manages_herself"),
            models.UniqueConstraint("organisation", Lower("staff_number"), condition=~Q(staff_number=""), name="staff_number_once"),
        ]
        indexes = [models.Index("organisation", "state", name="membership_of_organisation")]  # the people page

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("membership", self.code)


class JobHolding(models.Model):
    """A member's job from one day to another (DOMAIN 4 "Role"); the past stays.

    ``from_on`` is None where nobody has said since when; ``to_on`` is the last day, None while it lasts. That the same title does
    not overlap for one member is kept by the services, which lock the member; the table keeps that it is open only once.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="jobs")
    job_role = models.ForeignKey(JobRole, on_delete=models.PROTECT, related_name="holdings")
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "job_role"], condition=Q(to_on__isnull=True), name="job_open_once"),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="job_ends_after_it_begins",
            ),
        ]


class RoleGrant(models.Model):
    """One role of one member."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=32, choices=[(role.value, role.value) for role in GRANTABLE])
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("membership", "role", name="role_once"),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in GRANTABLE]), name="role_is_known"),
        ]

    def as_role(self) -> Role:
        """The role as the rules know it."""
        return Role(self.role)


class AddressProof(models.Model):
    """When a person last proved control of an address; kept as a digest, also when the address is gone from her account."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="address_proofs")
    digest = models.CharField(max_length=64)
    proven_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("person", "digest", name="address_proof_once")]


class OneUseCode(models.Model):
    """A code that lets one person in, once. Only its digest is kept; the handle finds the row."""

    class Kind(models.TextChoices):
        """How it reaches her: on paper from her organisation, in a letter to an address, or printed by herself."""

        PRINTED = "printed"
        LETTER = "letter"
        RECOVERY = "recovery"

    handle = models.CharField(max_length=HANDLE_LENGTH, unique=True)
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="one_use_codes")
    membership = models.ForeignKey(Membership, null=True, on_delete=models.CASCADE, related_name="one_use_codes")
    address = models.EmailField(blank=True)  # of a letter: using the code proves it
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="recovery", membership__isnull=True) | Q(kind__in=["printed", "letter"]),
                name="recovery_code_is_hers_alone",
            ),
            models.CheckConstraint(condition=Q(kind="recovery") | Q(expires_at__isnull=False), name="invitations_expire"),
        ]


class Installation(models.Model):
    """The one row about this machine: who runs it, and the code that opens the first questions."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    operator_name = models.CharField(max_length=limits.ORGANISATION_NAME, blank=True)
    operator_contact = models.EmailField(blank=True)
    set_up_at = models.DateTimeField(null=True, blank=True)
    setup_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="installation_is_one_row")]


class ColumnMemory(models.Model):
    """What the columns of an organisation's files meant the last time, by what stood at their heads."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="column_memory")
    columns = models.JSONField(default=dict)  # heading as ``columns.plain`` has it -> field, or "" for none


class PeopleImport(models.Model):
    """A file of people on its way into the register: read, held against it, taken in.

    It holds what the file said about people: when it is done only the refused rows stay, and after a month nothing.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="imports")
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    file_name = models.CharField(max_length=limits.FILE_NAME)
    kind = models.CharField(max_length=8)
    encoding = models.CharField(max_length=16, blank=True)
    delimiter = models.CharField(max_length=1, blank=True)
    sheet = models.CharField(max_length=64, blank=True)
    headed = models.BooleanField(default=True)
    columns = models.JSONField(default=dict)  # place -> field
    raw = models.BinaryField(null=True)  # a CSV file as it came, so that it can be read with other letters
    table = models.BinaryField()  # its rows
    plan = models.BinaryField(null=True)  # the difference
    counts = models.JSONField(default=dict)
    leaving = models.JSONField(default=list)  # memberships that end with it
    letters = models.BooleanField(default=True)
    refused = models.JSONField(default=list)  # [place in the plan, problem, about] of what was refused on the way
    work = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("organisation", "made_at", name="imports_of_organisation")]  # the page that brings files

    def __str__(self) -> str:
        return self.file_name

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("import", self.code)

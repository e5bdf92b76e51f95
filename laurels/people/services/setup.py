"""The first questions of a fresh installation, opened by a code that only its operator has seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from laurels.people.codes import new_code, read_code
from laurels.people.errors import SetupClosed
from laurels.people.models import Installation, Organisation, Person
from laurels.people.rules import Mode
from laurels.people.services.organisations import found_organisation


@dataclass(frozen=True)
class FirstAnswers:
    """What the first three questions asked."""

    name: str
    country: str
    people_count: int
    mode: Mode


@dataclass(frozen=True)
class FirstPerson:
    """Who answers them, and how she will sign in; without a password she adds a passkey in the next step."""

    name: str
    email: str | None = None
    password: str | None = None


@transaction.atomic
def issue_setup_code() -> str:
    """A new code for the first questions; the one before stops working.

    Raises:
        SetupClosed: the installation is set up.
    """
    installation, _ = Installation.objects.get_or_create(pk=1)
    if installation.set_up_at is not None:
        raise SetupClosed
    code = new_code()
    Installation.objects.filter(pk=1).update(setup_digest=code.digest())
    return code.text()


def check_setup_code(typed: str) -> None:
    """Raise SetupClosed unless this is the last code that was issued and nothing is set up yet."""
    code = read_code(typed)
    installation = Installation.objects.filter(pk=1, set_up_at__isnull=True).exclude(setup_digest="").first()
    if installation is None or code is None or not code.opens(installation.setup_digest):
        raise SetupClosed


@transaction.atomic
def complete_setup(*, code: str, person: FirstPerson, answers: FirstAnswers, at: datetime) -> tuple[Person, Organisation]:
    """Make the first person and her organisation; the code is used up. Fact ``organisation.created``.

    Her address counts as proven: the code stood on the machine's own console, and whoever reads that could write any
    row of its database.

    Raises:
        SetupClosed: the code does not fit, or somebody else was first.
        UnknownCountry: the country is not an ISO 3166-1 code.
    """
    check_setup_code(code)
    open_row = Installation.objects.filter(pk=1, set_up_at__isnull=True)
    if not open_row.update(set_up_at=at, setup_digest="", operator_name=answers.name, operator_contact=person.email or ""):
        raise SetupClosed
    founder = Person.objects.create_user(person.name, person.password)
    if person.email:
        EmailAddress.objects.create(user=founder, email=person.email.lower(), verified=True, primary=True)
    organisation = found_organisation(
        name=answers.name,
        country=answers.country,
        people_count=answers.people_count,
        mode=answers.mode,
        founder=founder,
        at=at,
    )
    return founder, organisation

"""What this room does by itself: somebody was added, so a letter goes to her; sessions that ended are forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from laurels.journal import Fact, answers
from laurels.mail.services import send
from laurels.people import selectors, services
from laurels.people.models import Membership, OneUseCode, PeopleImport
from laurels.worker import every


@answers("member.added")
def invite(facts: Sequence[Fact], *, at: datetime) -> None:
    """Write to each new member who has an address; a second delivery of the same fact writes nothing new.

    An import tells of a slice of members at once, and may say that no letters are wanted.
    """
    for fact in facts:
        if fact.data.get("letters") is False:
            continue
        codes = [subject.code for subject in fact.subjects or (fact.subject,)]
        members = Membership.objects.select_related("person", "organisation").filter(code__in=codes, state=Membership.State.ACTIVE)
        written = set(
            OneUseCode.objects.filter(kind=OneUseCode.Kind.LETTER, made_at__gte=fact.at, membership__code__in=codes).values_list(
                "membership_id", flat=True
            )
        )
        for member in members.exclude(given_address="").order_by("pk"):
            if member.pk not in written:
                key = f"member.added:{fact.id}" + (f":{member.code}" if fact.subjects else "")
                _write(member, member.given_address, key=key, at=at)


@transaction.atomic
def _write(member: Membership, address: str, *, key: str, at: datetime) -> None:
    """A letter with a code for somebody who was never here, and a plain notice for somebody who was."""
    context = {"name": member.person.name, "organisation": member.organisation.display_name}
    if selectors.has_arrived(member.person):
        template = "people/letters/added"
        context["address"] = settings.ORIGIN + reverse("account_login")
    else:
        template = "people/letters/invited"
        code = services.letter_code(membership=member, address=address, at=at)
        context |= {
            "code": code,
            "address": settings.ORIGIN + reverse("people:code-at-hand", args=[code]),
            "door": settings.ORIGIN + reverse("people:code"),
            "days": str(services.CODE_DAYS),
        }
    subject = _("%(organisation)s has added you") % {"organisation": member.organisation.display_name}
    send(to=address, subject=subject, template=template, context=context, key=key, at=at)


@answers("work.finished")
def tell_import(facts: Sequence[Fact], *, at: datetime) -> None:
    """Write to whoever had a file taken in that it is finished, and how it ended."""
    for fact in facts:
        taken = PeopleImport.objects.select_related("organisation", "made_by").filter(work=fact.subject.code).first()
        address = selectors.letter_address(taken.made_by) if taken is not None and taken.made_by is not None else None
        if taken is None or address is None:
            continue
        page = reverse("people:import", args=[taken.organisation.slug, taken.code])
        send(
            to=address,
            subject=_("Your file %(name)s") % {"name": taken.file_name},
            template="people/letters/file_finished",
            context={"file": taken.file_name, "state": str(fact.data["state"]), "address": settings.ORIGIN + page},
            key=f"work.finished:{fact.id}",
            at=at,
        )


@every(minutes=24 * 60, name="people.end-sessions")
def end_sessions(*, at: datetime) -> None:
    """Sessions that have ended are forgotten: each visitor who asks for a code begins one."""
    Session.objects.filter(expire_date__lt=at).delete()


@every(minutes=24 * 60, name="people.forget-imports")
def forget_imports(*, at: datetime) -> None:
    """Files of people are forgotten: what they said stands in the register."""
    services.forget_imports(at=at)

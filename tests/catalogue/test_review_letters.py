"""Letters about reviews: who is asked to look, and how whoever wrote the badge learns its end."""

from __future__ import annotations

import pytest
from laurels.catalogue import services
from laurels.mail.models import Letter
from tests.catalogue.whole import make_submitted, make_whole
from tests.journeys import settle
from tests.making import NOON

pytestmark = pytest.mark.django_db


def letters() -> list[tuple[str, str]]:
    return sorted(Letter.objects.values_list("to", "subject"))


def test_everybody_who_could_approve_is_asked(trust, designer, second, outsider):
    make_submitted(trust, designer)

    settle(NOON)

    subject = "“Say it clearly” waits for your look"
    assert letters() == [("vera@trust.example", subject), ("wen@trust.example", subject)]


def test_her_own_badge_is_never_put_before_its_author(trust, outsider, second):
    make_submitted(trust, outsider)

    settle(NOON)

    assert [to for to, _ in letters()] == ["wen@trust.example"]


def test_asked_by_name_she_alone_is_written_to(trust, designer, second, outsider):
    services.submit(version=make_whole(trust, designer), actor=designer, reviewer=second, at=NOON)

    settle(NOON)

    assert [to for to, _ in letters()] == ["wen@trust.example"]


def test_the_author_reads_why_it_came_back(trust, designer, second):
    version = make_submitted(trust, designer)
    services.give_back(version=version, reason="Name who decides.", actor=second, at=NOON)

    settle(NOON)

    letter = Letter.objects.get(to="dora@trust.example")
    assert letter.subject == "“Say it clearly” came back"
    assert "waits for your look" not in " ".join(subject for _, subject in letters())  # it waits no more
    assert letter.key.startswith("end:")


def test_the_author_reads_that_it_is_approved(trust, designer, second):
    version = make_submitted(trust, designer)
    services.agree_to_the_rest(version=version, actor=second, at=NOON)
    services.approve(version=version, actor=second, at=NOON)

    settle(NOON)

    assert ("dora@trust.example", "“Say it clearly” is approved") in letters()


def test_a_second_round_is_a_second_letter(trust, designer, second):
    version = make_submitted(trust, designer)
    settle(NOON)
    services.give_back(version=version, reason="Shorter.", actor=second, at=NOON)
    services.submit(version=version, actor=designer, at=NOON)
    settle(NOON)

    assert [subject for to, subject in letters() if to == "wen@trust.example"] == ["“Say it clearly” waits for your look"] * 2

"""Answering the linter: what may be answered, who answers, and where the reason is kept."""

from __future__ import annotations

import pytest
from laurels.catalogue import services
from laurels.catalogue.errors import CannotBeAnswered, MovedMeanwhile, ReasonNeeded
from laurels.catalogue.models import LintOverride
from laurels.catalogue.selectors.sheets import answered, report_of
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from tests.catalogue.whole import make_element, make_submitted, make_whole
from tests.making import NOON, make_member, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(trust, designer):
    version = make_whole(trust, designer)
    make_element(version, "CLE-4", "Understands what customers need.")
    make_element(version, "CLE-5", "Knows the house rules by heart.", kind="behaviour")
    return version


def answer(version, actor, *, rule="L01", subject="CLE-4", reason=" Our regulator's\n word. "):
    return services.override(version=version, rule=rule, subject=subject, reason=reason, actor=actor, at=NOON)


def test_who_when_and_why_is_kept_and_the_finding_is_answered(draft, designer):
    answer(draft, designer)

    row = LintOverride.objects.get()
    assert (row.rule, row.subject, row.reason, row.by, row.at) == ("L01", "CLE-4", "Our regulator's word.", designer, NOON)
    assert ("L01", "CLE-4") in answered(draft)
    assert {finding.subject for finding in report_of(draft, at=NOON).unanswered(answered(draft))} == {"CLE-5"}


def test_the_fact_holds_the_rule_and_no_words(draft, designer):
    answer(draft, designer)

    assert FactRow.objects.get(kind="version.hint-answered").data == {"rule": "L01"}


def test_a_second_reason_stands_beside_the_first(draft, designer):
    answer(draft, designer)
    answer(draft, designer, reason="And our insurer's.")

    assert LintOverride.objects.count() == 2


@pytest.mark.parametrize(("rule", "subject"), [("L05", "CLE-5"), ("L01", "CLE-1"), ("L01", ""), ("L99", ""), ("", "")])
def test_what_stops_publishing_or_finds_nothing_is_not_answered(rule, subject, draft, designer):
    with pytest.raises(CannotBeAnswered):
        answer(draft, designer, rule=rule, subject=subject)
    assert not LintOverride.objects.exists()


def test_without_a_reason_nothing_is_kept(draft, designer):
    with pytest.raises(ReasonNeeded):
        answer(draft, designer, reason="  ")


def test_what_waits_for_a_reviewer_is_answered_no_more(trust, designer, second):
    with pytest.raises(MovedMeanwhile):
        answer(make_submitted(trust, designer), designer)


def test_a_programmes_file_answers_everything_with_one_reason(draft):
    assert services.answer_all(version=draft, reason="As the programme's file says.", actor=None, at=NOON) == 2
    assert report_of(draft, at=NOON).unanswered(answered(draft)) == ()


def test_a_colleague_may_not_and_an_outsider_finds_nothing(draft, trust, owner, pantry):
    with pytest.raises(NotYours):
        answer(draft, make_member(trust, make_person("Lea Marsh")).person)
    with pytest.raises(OrganisationNotFound):
        answer(draft, owner)

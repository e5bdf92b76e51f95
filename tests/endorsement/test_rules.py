"""The pure rules: every move of DOMAIN 5.2 and every one that it does not have; days; whose key."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laurels.endorsement import rules
from laurels.endorsement.rules import ConditionState, Confirmed, DueCondition, Event, Key, State
from laurels.endorsement.rules.whose import confirmed_in_words, keeper_in_words

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)
DOMAIN_5_2 = {
    ("draft", "send"): "sent",
    ("sent", "open"): "in_review",
    ("in_review", "ask changes"): "changes_asked",
    ("changes_asked", "resend"): "sent",
    ("in_review", "sign"): "endorsed",
    ("in_review", "sign with conditions"): "conditional",
    ("conditional", "settle"): "endorsed",
    ("in_review", "decline"): "declined",
    ("sent", "decline"): "declined",
    ("in_review", "expire"): "expired",
    ("sent", "expire"): "expired",
    ("endorsed", "withdraw"): "withdrawn",
    ("conditional", "withdraw"): "withdrawn",
    ("endorsed", "lapse"): "lapsed",
    ("conditional", "lapse"): "lapsed",
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("event", Event)
def test_the_table_of_moves_is_the_domains_and_has_no_other(state, event):
    wanted = DOMAIN_5_2.get((state.value, event.value))

    assert rules.next_state(state, event) == wanted


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "published", "suspended", "superseded", "retired"])
def test_only_what_is_published_or_approved_can_be_asked_about(state):
    assert rules.may_be_asked_about(state) is (state in ("published", "approved"))


class TestTheLink:
    def test_it_opens_for_ninety_days_and_not_a_second_longer(self):
        until = rules.link_until(NOON)

        assert not rules.is_request_over(until, at=NOON + 90 * DAY - timedelta(seconds=1))
        assert rules.is_request_over(until, at=NOON + 90 * DAY)
        assert not rules.is_request_over(None, at=NOON)

    @pytest.mark.parametrize(
        ("days", "reminded", "due"),
        [(29, 0, None), (30, 0, 1), (59, 1, None), (60, 1, 2), (61, 0, 2), (80, 2, 3), (85, 3, None), (89, 0, 3)],
    )
    def test_it_is_called_to_mind_after_30_60_and_80_days(self, days, reminded, due):
        assert rules.reminder_due(sent_at=NOON, reminded=reminded, at=NOON + days * DAY) == due

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(days=st.lists(st.integers(0, 200), max_size=30))
    def test_however_often_the_clock_looks_each_reminder_goes_out_at_most_once(self, days):
        sent, reminded = [], 0
        for day in sorted(days):
            number = rules.reminder_due(sent_at=NOON, reminded=reminded, at=NOON + day * DAY)
            if number is not None:
                sent.append(number)
                reminded = number

        assert sent == sorted(set(sent))
        assert set(sent) <= {1, 2, 3}


class TestItsDays:
    @pytest.mark.parametrize(
        ("begins", "ends", "sane"),
        [
            (NOON, None, True),
            (NOON - 400 * DAY, NOON + DAY, True),
            (NOON + timedelta(minutes=4), None, True),
            (NOON + timedelta(minutes=6), None, False),
            (None, NOON + DAY, False),
            (NOON, NOON, False),
            (NOON - 9 * DAY, NOON - DAY, False),
            (NOON, NOON.replace(year=2036), True),
            (NOON, NOON.replace(year=2036) + DAY, False),
        ],
    )
    def test_it_holds_now_and_ends_later_within_ten_years_or_never(self, begins, ends, sane):
        assert rules.days_are_sane(valid_from=begins, valid_until=ends, at=NOON) is sane

    @pytest.mark.parametrize(
        ("begins", "ends", "holds"),
        [(NOON, None, True), (NOON + DAY, None, False), (NOON - DAY, NOON, True), (NOON - DAY, NOON - timedelta(seconds=1), False)],
    )
    def test_it_is_in_force_from_its_first_to_its_last_moment(self, begins, ends, holds):
        assert rules.in_force(valid_from=begins, valid_until=ends, at=NOON) is holds

    @pytest.mark.parametrize(
        ("yearly", "today", "since"),
        [
            (True, date(2027, 11, 24), None),
            (True, date(2027, 11, 25), date(2026, 11, 24)),
            (False, date(2029, 1, 1), None),
        ],
    )
    def test_a_yearly_word_is_late_after_a_year_and_only_where_it_was_promised(self, yearly, today, since):
        assert rules.not_reconfirmed_since(yearly=yearly, confirmed_on=date(2026, 11, 24), today=today) == since


class TestConditions:
    OPEN = DueCondition(ConditionState.OPEN, date(2027, 6, 1))

    @pytest.mark.parametrize(
        ("state", "today", "words"),
        [
            (ConditionState.OPEN, date(2027, 6, 1), "Due on 1 June 2027"),
            (ConditionState.OPEN, date(2027, 6, 2), "Overdue since 1 June 2027"),
            (ConditionState.MET, date(2027, 6, 2), "Met"),
            (ConditionState.WAIVED, date(2027, 6, 2), "Waived by the endorser"),
        ],
    )
    def test_it_is_in_time_on_its_day_and_overdue_the_day_after_unless_it_is_settled(self, state, today, words):
        condition = DueCondition(state, date(2027, 6, 1))

        assert rules.state_in_words(condition, today=today) == words
        assert rules.overdue(condition, today=today) is words.startswith("Overdue")

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(states=st.lists(st.sampled_from(ConditionState), max_size=6))
    def test_all_are_settled_when_none_is_open(self, states):
        conditions = [DueCondition(state, date(2027, 6, 1)) for state in states]

        assert rules.all_settled(conditions) is (ConditionState.OPEN not in states)


class TestWhose:
    @pytest.mark.parametrize(
        ("issuer", "place", "how"),
        [
            ("did:web:isp.example", "isp.example", Confirmed.DOMAIN),
            ("did:web:badges.isp.example:keys", "isp.example", Confirmed.DOMAIN),
            ("https://isp.example/issuer", "isp.example", Confirmed.DOMAIN),
            ("did:web:other.example", "other.example", Confirmed.LINK),
            ("did:key:z6Mk", "isp.example", Confirmed.LINK),
            ("did:web:isp.example", "", Confirmed.LINK),
        ],
    )
    def test_a_key_on_her_own_web_address_proves_the_domain_and_a_bare_key_nothing(self, issuer, place, how):
        assert rules.signed_with(issuer_id=issuer, domains=["isp.example"], place=place) is how

    @pytest.mark.parametrize(
        ("changes", "same"),
        [
            ({}, False),
            ({"issuer_id": "did:web:us"}, True),
            ({"fingerprint": "aa"}, True),
            ({"contact": "HELLO@us.example"}, True),
            ({"contact": "", "issuer_id": "did:web:them", "fingerprint": "bb"}, False),
        ],
    )
    def test_the_issuer_itself_is_known_by_its_id_its_keys_and_its_addresses(self, changes, same):
        ours = {"organisation_ids": ["did:web:us"], "organisation_keys": ["aa"], "organisation_contacts": ["hello@us.example", ""]}

        assert rules.is_same_body(**ours, **changes) is same

    def test_whoever_keeps_the_key_and_however_she_is_known_it_is_said(self):
        hosted = keeper_in_words(Key.HOSTED, endorser="ISP", place="https://badges.example")
        own = keeper_in_words(Key.OWN, endorser="ISP", place="https://badges.example")
        words = {how: confirmed_in_words(how, organisation="Kettle Lane", domain="isp.example") for how in Confirmed}

        assert "kept by this installation, https://badges.example" in hosted
        assert own == "ISP signed with a key of its own."
        assert words == {
            Confirmed.WORD: "by the word of Kettle Lane alone",
            Confirmed.LINK: "by an e-mail address at isp.example, to which the link was sent",
            Confirmed.DOMAIN: "by its own web address, isp.example",
        }

"""Two hundred seeded faults: nothing is signed that a stranger would not believe, nothing is public, the operator is told."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from laurels.catalogue import services as catalogue
from laurels.common.errors import HouseError
from laurels.issuing import selectors
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.issuing.services.awarding import terms_of
from laurels.keys import services as keys
from laurels.sealing import published, statuses
from laurels.sealing import services as sealing
from laurels.sealing.errors import ClockWentBack, SealRefused, SelfCheckFailed
from laurels.sealing.models import PublishedDocument, SealedCredential
from laurels.sealing.terms import CredentialTerms, EvidenceLink, ResultLine
from laurels.site.checking import findings
from tests.examples import SOAK
from tests.journeys import settle
from tests.making import NOON

pytestmark = pytest.mark.django_db
COUNT = 2000 if SOAK else 200
ODD: tuple[Any, ...] = (None, 7, [], {}, "", "no address", ["a"], {"id": 7}, True)


class Signer:
    """The real signer with one thing changed."""

    def __init__(self, real: Any, sign: Callable[[bytes], bytes]) -> None:
        self.kind, self.verification_method, self.sign = real.kind, real.verification_method, sign


def spoiled_achievement(terms: CredentialTerms, chosen: random.Random) -> CredentialTerms:
    """A member that every badge must have is gone, of another kind, or one that no context knows is there."""
    document = json.loads(json.dumps(terms.achievement))
    kind = chosen.choice(["gone", "odd", "unknown", "level", "context"])
    name = chosen.choice(["id", "type", "name", "description", "criteria"])
    if kind == "gone":
        del document[name]
    elif kind == "odd":
        document[name] = chosen.choice([odd for odd in ODD if name not in ("name", "description") or not isinstance(odd, str)])
    elif kind == "unknown":
        document[f"term{chosen.randint(1, 99)}"] = "means nothing under the contexts"
    elif kind == "level":
        document["resultDescription"][0]["resultType"] = "NoSuchType"
    else:
        document["@context"] = {"name": "https://elsewhere.example/name"}
    return replace(terms, achievement=document)


def spoiled_terms(terms: CredentialTerms, chosen: random.Random) -> CredentialTerms:
    """What the award itself says does not fit."""
    return chosen.choice(
        [
            lambda: replace(terms, results=(ResultLine("https://elsewhere.example/#1", None),)),
            lambda: replace(terms, results=(ResultLine(terms.results[0].result_description, "https://elsewhere.example/#met"),)),
            lambda: replace(terms, results=(replace(terms.results[0], status=f"Status{chosen.randint(1, 9)}"),)),
            lambda: replace(terms, name=""),
            lambda: replace(terms, subject_id=chosen.choice(["no address", "/relative", "Jonas Hale"])),
            lambda: replace(terms, evidence=(EvidenceLink("List", chosen.choice(["relative/list", "//x", "a b"])),)),
            lambda: replace(terms, valid_until=terms.valid_from - timedelta(days=chosen.randint(1, 900))),
        ]
    )()


def spoiled_signature(real: Any, chosen: random.Random, other: Any) -> Any:
    """A signer that signs wrongly: other bytes, another key, a flipped bit, nothing."""
    bit = chosen.randrange(512)

    def flipped(data: bytes) -> bytes:
        signature = bytearray(real.sign(data))
        signature[bit // 8] ^= 1 << (bit % 8)
        return bytes(signature)

    return chosen.choice(
        [
            Signer(real, flipped),
            Signer(real, lambda data: bytes(64)),
            Signer(real, lambda data: real.sign(data + b" ")),
            Signer(real, lambda data: other.sign(data)),
            other,
        ]
    )


def test_two_hundred_seeded_faults_leave_the_award_hidden(intended, pantry, outsider, trust, monkeypatch):
    keys.ensure_key(organisation=pantry, at=NOON)
    keys.ensure_key(organisation=trust, at=NOON)
    real, other = keys.signer_for(organisation=pantry), keys.signer_for(organisation=trust)
    good, chosen = terms_of(Award.objects.get(pk=intended.pk), at=NOON), random.Random(20261124)
    statuses.reserve(organisation=pantry, intention=good.intention, at=NOON)  # the list itself is signed, once
    before = set(PublishedDocument.objects.values_list("path", flat=True))
    seen: dict[str, int] = {}
    for number in range(COUNT):
        terms, signer = good, real
        kind = chosen.choice(["achievement", "terms", "signature"])
        if kind == "achievement":
            terms = spoiled_achievement(good, chosen)
        elif kind == "terms":
            terms = spoiled_terms(good, chosen)
        else:
            signer = spoiled_signature(real, chosen, other)
        used: list[bytes] = []
        watched = Signer(signer, lambda data, signer=signer, used=used: used.append(data) or signer.sign(data))
        with monkeypatch.context() as patched:
            patched.setattr("laurels.sealing.identity.keys.signer_for", lambda watched=watched, **_: watched)
            with pytest.raises((SealRefused, SelfCheckFailed)) as problem:
                sealing.seal_credential(terms=terms, at=NOON)
                pytest.fail(f"fault {number} was signed: {kind} {terms}")
        seen[problem.value.code] = seen.get(problem.value.code, 0) + 1
        assert (kind == "signature") == isinstance(problem.value, SelfCheckFailed), (number, kind, terms)
        assert kind == "signature" or used == [], f"fault {number}: a key was used for what lint should refuse"
        assert not SealedCredential.objects.exists(), number

    assert set(PublishedDocument.objects.values_list("path", flat=True)) == before
    assert min(seen.values()) > COUNT // 5
    assert issuing.seal(award=intended, at=NOON).state == "issued"


def test_an_award_that_fails_our_own_check_is_an_alarm_and_public_nowhere(intended, monkeypatch, caplog, settings):
    settings.DATA.mkdir(exist_ok=True)
    real = keys.signer_for(organisation=intended.organisation)
    monkeypatch.setattr("laurels.sealing.identity.keys.signer_for", lambda **_: Signer(real, lambda data: bytes(64)))

    with pytest.raises(SelfCheckFailed):
        issuing.seal(award=intended, at=NOON)
    settle(NOON + timedelta(minutes=6))

    intended.refresh_from_db()
    assert (intended.state, intended.sealed, intended.hindrance) == ("awarded", None, "sealing.self-check-failed")
    assert "did not pass our own check" in caplog.text
    (alarm,) = selectors.hindrances(at=NOON)
    assert "sealing.self-check-failed" in alarm.sentence
    (finding,) = [finding for finding in findings() if "not signed" in finding.sentence]
    assert (finding.wrong, bool(finding.hint)) == (True, True)
    assert not SealedCredential.objects.exists()
    assert published.answer("/c/anything.json", "") is None


def test_the_alarm_ends_when_it_is_sealed(intended, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("laurels.sealing.services.rules.is_sound", lambda report: False)
        with pytest.raises(SelfCheckFailed):
            issuing.seal(award=intended, at=NOON)
    assert selectors.hindrances(at=NOON)

    settle(NOON + timedelta(minutes=6))

    intended.refresh_from_db()
    assert (intended.state, intended.hindrance) == ("issued", "")
    assert selectors.hindrances(at=NOON + timedelta(days=1)) == []


def test_what_waits_longer_than_ten_minutes_is_told_with_its_reason(intended, settings, tmp_path):
    settings.MASTER_KEY_FILE = str(tmp_path / "elsewhere")
    with pytest.raises(HouseError):
        issuing.seal(award=intended, at=NOON)

    assert selectors.hindrances(at=NOON + timedelta(minutes=9)) == []
    (told,) = selectors.hindrances(at=NOON + timedelta(minutes=10))
    assert "keys.no-master-key" in told.sentence
    assert "master key" in told.hint


class TestClock:
    def test_more_than_five_seconds_back_stops_sealing_with_words(self, award, version, owner, pantry):
        from tests.making import make_member

        other = issuing.intend(version=version, learner=make_member(pantry).person, judge=owner, at=NOON - timedelta(seconds=6))

        with pytest.raises(ClockWentBack, match="jumped back"):
            issuing.seal(award=other, at=NOON - timedelta(seconds=6))

        other.refresh_from_db()
        assert (other.state, other.hindrance) == ("awarded", "sealing.clock-went-back")

    def test_five_seconds_are_tolerated(self, award, version, owner, pantry):
        from tests.making import make_member

        at = NOON - timedelta(seconds=5)
        other = issuing.intend(version=version, learner=make_member(pantry).person, judge=owner, at=at)

        assert issuing.seal(award=other, at=at).state == "issued"

    def test_when_it_is_right_again_the_waiting_award_is_sealed_by_itself(self, award, version, owner, pantry):
        from tests.making import make_member

        other = issuing.intend(version=version, learner=make_member(pantry).person, judge=owner, at=NOON - timedelta(hours=1))
        with pytest.raises(ClockWentBack):
            issuing.seal(award=other, at=NOON - timedelta(hours=1))

        settle(NOON + timedelta(minutes=6))

        other.refresh_from_db()
        assert other.state == "issued"

    def test_another_house_is_not_stopped_by_it(self, award, outsider, trust):
        sealing.check_ready(organisation=trust, at=NOON - timedelta(hours=1))

    def test_history_that_is_loaded_is_not_stopped_by_its_old_days(self, award, version, owner, pantry):
        from tests.making import make_member

        old = issuing.intend(
            version=version, learner=make_member(pantry).person, judge=owner, awarded_on=NOON.date().replace(year=2020), at=NOON
        )

        assert issuing.seal(award=old, at=NOON).state == "issued"


def test_the_terms_are_what_the_badge_says(intended, version):
    terms = terms_of(Award.objects.get(pk=intended.pk), at=NOON)

    assert terms.achievement == catalogue.document_of(version)
    assert terms.intention == intended.code

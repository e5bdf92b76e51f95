"""Filling an empty demonstration: the programmes, and a small story of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from laurels.common.clock import now
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.issuing.rules import State
from laurels.people.models import Installation, Organisation, Person
from laurels.programmes import reading
from laurels.programmes.demo import behaving
from laurels.programmes.loading import Loaded, accept, load

FIRST = "small-charity"


def load_demo(*, say: Callable[[str], object]) -> None:
    """Load every programme and the story; what is there already stays."""
    at = now()
    Installation.objects.update_or_create(
        pk=1, defaults={"operator_name": "The demonstration", "operator_contact": "", "set_up_at": at}
    )
    if Organisation.objects.exclude(demo_key="").count() == len(reading.shipped()) and Award.objects.filter(state=State.REVOKED):
        return
    names = [FIRST, *(name for name in reading.shipped() if name != FIRST)]
    for name in names:
        loaded = load(reading.read_shipped(name), at=at)
        say(loaded.sentence())
        if name == FIRST:
            tell_story(loaded, at=now())
        if name == behaving.PROGRAMME:
            say(behaving.bring(loaded, at=now()))


def tell_story(loaded: Loaded, *, at: datetime) -> None:
    """What happened last week at Kettle Lane: one award waits for Noor, one of Gus's was made in error and revoked."""
    joan = loaded.persons["p-joan"]
    _awarded(loaded, "p-noor", joan, "She found the cheese that was one day over, and wrote the fridge list.", at=at)
    wrong = _awarded(loaded, "p-gus", joan, "", at=at)
    accept(wrong, at=at)
    if wrong.state == State.ISSUED:
        revocation = issuing.ask_revocation(
            award=wrong, actor=joan, reason="wrong-person", words="It was meant for somebody else on the van.", at=at
        )
        issuing.carry_out(revocation=revocation, at=at)


def _awarded(loaded: Loaded, learner: str, judge: Person, narrative: str, *, at: datetime) -> Award:
    """An award of Safe Shelf in the story; one that a load before this one made is found again."""
    version = loaded.versions[("SAFE-SHELF", "1")]
    known = Award.objects.filter(version=version, person=loaded.persons[learner]).exclude(state=State.TAKEN_BACK).first()
    if known is not None:
        return known if known.state != State.AWARDED else issuing.seal(award=known, at=at)
    award = issuing.intend(version=version, learner=loaded.persons[learner], judge=judge, narrative=narrative, at=at)
    return issuing.seal(award=award, at=at)

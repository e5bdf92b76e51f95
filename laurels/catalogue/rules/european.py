"""The European description of a micro-credential: complete, or says what is missing. Pure.

Source: DOMAIN 4.1; Council Recommendation 2022/C 243/02, Annex I.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stated:
    """What a version and its organisation state; empty or None where they say nothing.

    Attributes:
        hours: notional workload. level: of EQF or QF-EHEA where one applies, with who confirmed it.
    """

    title: str
    country: str
    awarding_body: str
    outcomes: tuple[str, ...]
    hours: float | None
    level: str
    assessment: tuple[str, ...]
    participation: str
    quality_assurance: str
    prerequisites: str = ""
    supervision: str = ""
    identity_check: str = ""
    stackability: str = ""
    further: str = ""


@dataclass(frozen=True)
class Described:
    """The description.

    Attributes:
        rows: (element of the Recommendation, what stands there), mandatory ones first; empty where nothing is stated.
        missing: names of mandatory elements without content. complete: whether an export may say "EU-described".
    """

    rows: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every mandatory element is there."""
        return not self.missing


IN_THE_CREDENTIAL = "In each credential"
"""Stands for what only an award can say: who the learner is, and the day."""


def describe(stated: Stated) -> Described:
    """The elements of Annex I, mandatory first; a level is asked only where one applies, so its absence is no gap."""
    hours = f"About {stated.hours:g} hours of effort" if stated.hours else ""
    mandatory = (
        ("Identification of the learner", IN_THE_CREDENTIAL),
        ("Title of the micro-credential", stated.title),
        ("Country or region of the issuer", stated.country),
        ("Awarding body", stated.awarding_body),
        ("Date of issuing", IN_THE_CREDENTIAL),
        ("Learning outcomes", "; ".join(stated.outcomes)),
        ("Notional workload", hours),
        ("Type of assessment", ", ".join(stated.assessment)),
        ("Form of participation", stated.participation),
        ("Type of quality assurance", stated.quality_assurance),
    )
    optional = (
        ("Level", stated.level),
        ("Prerequisites", stated.prerequisites),
        ("Supervision and identity verification", "; ".join(part for part in (stated.supervision, stated.identity_check) if part)),
        ("Integration and stackability", stated.stackability),
        ("Further information", stated.further),
    )
    missing = tuple(name for name, said in mandatory if not said.strip())
    return Described((*mandatory, *((name, said) for name, said in optional if said.strip())), missing)

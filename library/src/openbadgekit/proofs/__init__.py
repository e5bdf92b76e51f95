"""Proofs: one file per suite. ``SUITES`` names them; ``attach`` puts a proof on a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from openbadgekit.proofs import ecdsa_jcs_2019, ecdsa_rdfc_2019, ed25519_2020, eddsa_jcs_2022, eddsa_rdfc_2022
from openbadgekit.reading import JsonObject


@dataclass(frozen=True)
class Suite:
    """A way to seal a document: its name in the proof and how it is checked.

    Attributes:
        check: (document without proofs, proof, key); suites of the text also take ``known_plain``.
        rdf: whether it signs the meaning under the contexts, not the text. legacy: what a reader should know of an old one.
    """

    name: str
    check: Callable[..., None]
    rdf: bool
    legacy: str = ""


_PRE_FINAL = "It is sealed by the name that eddsa-rdfc-2022 had before it was final (eddsa-2022); newer verifiers may not know it."


SUITES = MappingProxyType(
    {
        "eddsa-rdfc-2022": Suite("eddsa-rdfc-2022", eddsa_rdfc_2022.check, rdf=True),
        "eddsa-2022": Suite("eddsa-2022", eddsa_rdfc_2022.check_pre_final, rdf=True, legacy=_PRE_FINAL),
        "eddsa-jcs-2022": Suite("eddsa-jcs-2022", eddsa_jcs_2022.check, rdf=False),
        "ecdsa-rdfc-2019": Suite("ecdsa-rdfc-2019", ecdsa_rdfc_2019.check, rdf=True),
        "ecdsa-jcs-2019": Suite("ecdsa-jcs-2019", ecdsa_jcs_2019.check, rdf=False),
        "Ed25519Signature2020": Suite("Ed25519Signature2020", ed25519_2020.check, rdf=True),
    }
)
"""By cryptosuite, or by type for the older suites."""

_BY_TYPE = frozenset({"Ed25519Signature2020"})


def suite_of(proof: JsonObject) -> Suite | None:
    """The suite of a proof, or None when it is not known here."""
    kind = proof.get("type")
    if kind == "DataIntegrityProof":
        name = proof.get("cryptosuite")
        return SUITES.get(name) if isinstance(name, str) and name not in _BY_TYPE else None
    return SUITES[kind] if isinstance(kind, str) and kind in _BY_TYPE else None


def attach(document: JsonObject, proof: JsonObject | list[JsonObject]) -> JsonObject:
    """A copy of the document with the proof, or several, as its last member."""
    return {**{name: value for name, value in document.items() if name != "proof"}, "proof": proof}


def without_proof(document: JsonObject) -> JsonObject:
    """A copy of the document without its proofs: what was signed."""
    return {name: value for name, value in document.items() if name != "proof"}

"""Proof sets and chains: a proof that names others (``previousProof``) signs the document together with them.

The members of a set stand on their own. A link of a chain holds only when every proof that it names is there, once, and does
not lead back to it.

Source: W3C Data Integrity 1.0, section 4.5 "Verify Proof Sets and Chains"; conformance row DI-04.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openbadgekit import contexts
from openbadgekit.errors import ProofInvalid
from openbadgekit.reading import JsonObject


def previous_of(proof: JsonObject) -> list[str]:
    """Names of the proofs that a proof continues.

    Raises:
        ProofInvalid: a name that is no text, or the same name twice.
    """
    named = proof.get("previousProof", [])
    found = list(named) if isinstance(named, list) else [named]
    if not all(isinstance(name, str) and name for name in found) or len(set(found)) != len(found):
        raise ProofInvalid("A signature does not say which signatures it continues.")
    return found


def signed_by(document: JsonObject, proof: JsonObject, proofs: Sequence[Any]) -> JsonObject:
    """What a proof was made over: the document, with the proofs that it names when it is a link of a chain.

    Args:
        document: without proofs. proofs: all proofs of the document.
    Raises:
        ProofInvalid: a named proof is missing, stands twice, or leads back to this one.
        ContextRefused: a named proof brings its own vocabulary.
    """
    names = previous_of(proof)
    if not names:
        return document
    by_name: dict[str, JsonObject] = {}
    for item in proofs:
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            if item["id"] in by_name:
                raise ProofInvalid("Two signatures of the badge have the same name.")
            by_name[item["id"]] = item
    if any(name not in by_name for name in names):
        raise ProofInvalid("A signature continues one that is not there.")
    _refuse_circle(proof, by_name)
    matching = [item for item in proofs if isinstance(item, dict) and item.get("id") in names]
    contexts.refuse_unknown({"previous": matching})
    return {**document, "proof": matching}


def _refuse_circle(proof: JsonObject, by_name: dict[str, JsonObject]) -> None:
    """A chain has a beginning."""
    seen: set[str] = set()
    todo = previous_of(proof)
    while todo:
        name = todo.pop()
        if name == proof.get("id"):
            raise ProofInvalid("The signatures of the badge continue one another in a circle.")
        if name in by_name and name not in seen:
            seen.add(name)
            todo += previous_of(by_name[name])

"""As the common validator does: what a laxer verifier would have said, told in notes. It never changes a verdict.

The validator of 1EdTech takes the key that a badge brings itself (in the fragment of an address, in a header) and says valid,
although anybody can sign like that in any name; it opens unencrypted addresses and only warns about a list that it cannot have.
Whoever compares verdicts, or goes through a certification, must be able to see why ours is another.

Source: trap T1, trap T8; the issue "an 'as the common validator does' mode may report laxer results and never says valid".
"""

from __future__ import annotations

from collections.abc import Sequence

from openbadgekit import proofs
from openbadgekit.errors import KeyMalformed, OpenBadgeKitError
from openbadgekit.keys import jwk, multikey
from openbadgekit.keys.model import PublicKey
from openbadgekit.proofs import jose
from openbadgekit.proofs.jose import CompactJws
from openbadgekit.reading import JsonObject, listed
from openbadgekit.verify.receive import Received
from openbadgekit.verify.report import Check, Outcome

HEAD = "As the common validator does:"
INTACT = f"{HEAD} the signature fits the key that the badge brings itself. Whose key that is, nobody has shown."
BROKEN = f"{HEAD} the signature does not even fit the key that the badge brings itself."
STATUS = f"{HEAD} that its status could not be asked would be a mere warning."
HTTP = f"{HEAD} unencrypted addresses would be opened; anybody on the way can write what they answer."


def notes(received: Received, checks: Sequence[Check]) -> list[str]:
    """What the common validator would have said otherwise; empty where it would agree."""
    by_step = {step: [check for check in checks if check.step == step] for step in {check.step for check in checks}}
    said = []
    proven = all(check.outcome is Outcome.PASSED for step in ("proof", "key") for check in by_step.get(step, []))
    if not received.generation and not proven and (fits := brought_key_fits(received)) is not None:
        said.append(INTACT if fits else BROKEN)
    if any(check.outcome is Outcome.UNKNOWN for check in by_step.get("status", [])):
        said.append(STATUS)
    if any(check.code == "host_refused" for check in checks):
        said.append(HTTP)
    return said


def brought_key_fits(received: Received) -> bool | None:
    """Whether a signature fits the key that comes with it; None when none comes with it, or it cannot be read."""
    if received.jws is not None:
        key = _of_token(received.jws)
        return None if key is None else _holds(received.jws, key)
    bare = proofs.without_proof(received.document)
    found = [item for item in listed(received.document.get("proof")) if isinstance(item, dict)]
    answers = [_of_proof(bare, item) for item in found]
    known = [answer for answer in answers if answer is not None]
    return all(known) if known else None


def _of_token(jws: CompactJws) -> PublicKey | None:
    """The key in the header of a token."""
    if not isinstance(jws.header.get("jwk"), dict):
        return _multibase(jws.header.get("kid"))
    try:
        return jwk.read_public(jws.header["jwk"])
    except KeyMalformed:
        return None


def _holds(jws: CompactJws, key: PublicKey) -> bool:
    """The bare signature, whatever the claims say."""
    try:
        jose.check(jws, key)
    except OpenBadgeKitError:
        return False
    return True


def _of_proof(document: JsonObject, proof: JsonObject) -> bool | None:
    """One Data Integrity proof under the key in its own address."""
    suite, key = proofs.suite_of(proof), _multibase(proof.get("verificationMethod"))
    if suite is None or key is None:
        return None
    try:
        suite.check(document, proof, key)
    except OpenBadgeKitError:
        return False
    return True


def _multibase(name: object) -> PublicKey | None:
    """The key that is written out at the end of an address."""
    if not isinstance(name, str):
        return None
    try:
        return multikey.read(name.replace("#", ":").rpartition(":")[2])
    except KeyMalformed:
        return None

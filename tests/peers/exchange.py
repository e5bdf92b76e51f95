"""What the tests beside other implementations share: our keys and drafts, one change at a time, our own verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.examples import SOAK

from openbadgekit import contexts
from openbadgekit.issue import Draft, Form, badge, hashed_identifier, lint, seal
from openbadgekit.keys import KeyKind, did_key, generate
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.reading import write
from openbadgekit.verify.judge import judge
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict

BADGE = "https://pantry.example/badges/1"
FROM = datetime(2025, 3, 1, tzinfo=UTC)
COUNT = 500 if SOAK else 5
"""How many credentials go each way in each form; 5 is every change once."""
CONTEXTS = {url: contexts.load(url) for url in contexts.KNOWN}
SCHEMAS = Path(__file__).resolve().parents[3] / "shared" / "standards" / "data" / "schemas"
"""The published schemas, read where they lie beside the project; absent, their part is skipped."""


def signer_of(kind: KeyKind) -> LocalSigner:
    """A new key that names itself."""
    private = generate(kind)
    return LocalSigner(private, did_key.method_of(private.public()))


def draft_of(signer: LocalSigner, number: int) -> Draft:
    """A badge unlike that of any other number; every second one holds much, alike parts without names among it."""
    did = signer.verification_method.partition("#")[0]
    much = number % 2 == 1
    return badge(
        credential_id=f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        issuer={"id": did, "type": ["Profile"], "name": "Kettle Lane"},
        achievement={
            "id": BADGE,
            "type": ["Achievement"],
            "name": "Safe “Shelf”",
            "description": f"Nobody\t{number} becomes ill.\n",
            "criteria": {"narrative": "Checks dates."},
            **(_much_of_an_achievement() if much else {}),
        },
        subject={"id": f"urn:uuid:1e3b8f4a-0a94-4f0e-8a3e-{number:012}", **(_much_of_a_subject(number) if much else {})},
        name="Safe Shelf",
        valid_from=FROM,
        **(_much_of_a_badge(number) if much else {}),
    )


def _much_of_an_achievement() -> dict[str, Any]:
    """Numbers of both kinds, lists whose order means nothing, a picture, parts without an id."""
    return {
        "achievementType": "MicroCredential",
        "creditsAvailable": 2.50,
        "image": {"id": "data:image/svg+xml;base64,PHN2Zy8+", "type": "Image", "caption": "A shelf"},
        "tag": ["zinc", "Äpfel", "aisle"],
        "alignment": [
            {"type": ["Alignment"], "targetName": f"Food {part}", "targetUrl": f"https://skills.example/{part}"} for part in "ab"
        ],
        "resultDescription": [
            {"id": f"{BADGE}#score", "type": ["ResultDescription"], "name": "Score", "resultType": "Percent", "valueMax": "100"}
        ],
    }


def _much_of_a_subject(number: int) -> dict[str, Any]:
    """A recipient behind a hash, and two equal results that only the whole algorithm tells apart."""
    result = {"type": ["Result"], "resultDescription": f"{BADGE}#score", "value": str(number % 100)}
    return {
        "identifier": [hashed_identifier(f"ines.{number}@kettle.example", salt=f"{number:032}")],
        "creditsEarned": 1 + number,
        "narrative": 'Turned every tin. \u2028 \U0001f96b \\t "quoted"',
        "result": [result, {**result}],
    }


def _much_of_a_badge(number: int) -> dict[str, Any]:
    """An end, a day of award, evidence with and without an id."""
    return {
        "valid_until": datetime(2099, 1, 1, tzinfo=UTC),
        "awarded_date": FROM,
        "description": "Given\r\nonce.",
        "evidence": [
            {"id": f"https://pantry.example/photos/{number}", "type": ["Evidence"], "name": "Photo"},
            {"type": ["Evidence"], "narrative": "Seen on the day."},
        ],
    }


def sealed(signer: LocalSigner, form: Form, number: int) -> bytes:
    """One of ours in this form."""
    return seal(lint(draft_of(signer, number)), signer, forms=[form], created=FROM)[form]


def _renamed(document: dict[str, Any]) -> None:
    document["name"] = "Safer Shelf"


def _by_another_name(document: dict[str, Any]) -> None:
    document["issuer"]["name"] = "Kettle Row"


def _for_somebody_else(document: dict[str, Any]) -> None:
    document["credentialSubject"]["id"] = "urn:uuid:1e3b8f4a-0a94-4f0e-8a3e-ffffffffffff"


def _for_something_else(document: dict[str, Any]) -> None:
    document["credentialSubject"]["achievement"]["criteria"]["narrative"] = "Checks nothing."


def _earlier(document: dict[str, Any]) -> None:
    document["validFrom"] = "2024-03-01T00:00:00Z"


CHANGES: tuple[Callable[[dict[str, Any]], None], ...] = (
    _renamed, _by_another_name, _for_somebody_else, _for_something_else, _earlier,
)  # fmt: skip


def changed(document: Mapping[str, Any], number: int) -> dict[str, Any]:
    """A copy with one change, another kind of change for each number in turn."""
    copy = deepcopy(dict(document))
    CHANGES[number % len(CHANGES)](copy)
    return copy


def verdict(credential: Mapping[str, Any] | str) -> Verdict:
    """What we say of a document or token of theirs, without a network."""
    data = credential.encode() if isinstance(credential, str) else write(dict(credential))
    return judge(receive(data), MappingProxyType({}), at=FROM).verdict

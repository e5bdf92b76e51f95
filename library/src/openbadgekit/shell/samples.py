"""Badges for measuring: 2.6 kB each, with issuer, hashed identifier, criteria, alignments, result, evidence and status."""

from __future__ import annotations

from datetime import UTC, datetime

from openbadgekit.issue import Draft, badge, hashed_identifier
from openbadgekit.keys import did_key, generate
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.reading import JsonObject
from openbadgekit.status import bitstring_list

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOME = "https://pantry.example"
CRITERIA = (
    "Checks dates and packaging of a whole delivery, three times, on her own.\n\n* dates: nothing past its day\n"
    "* tins: no dent at a seam\n* cold chain: *every* box is measured; two people agree on what is thrown away."
)


def signer() -> LocalSigner:
    """A new key under its own did:key."""
    private = generate()
    return LocalSigner(private, did_key.method_of(private.public()))


def sample(number: int, by: LocalSigner, *, badge_number: int = 1) -> Draft:
    """The badge of one recipient; a badge number of its own makes a shape of its own."""
    return badge(
        credential_id=f"urn:uuid:5d7d1a3c-6d5a-4b5d-9d57-{number:012d}",
        issuer=_issuer(by),
        achievement=_achievement(badge_number),
        subject={
            "id": f"urn:uuid:1e3b8f4a-0a94-4f0e-8a3e-{number:012d}",
            "identifier": [hashed_identifier(f"person{number}@pantry.example", salt=f"{number:022d}")],
            "result": [
                {"type": ["Result"], "resultDescription": f"{HOME}/badges/{badge_number}#score", "value": str(50 + number % 50)}
            ],
        },
        name="Safe Shelf",
        description="Awarded for keeping a shelf on which nothing is past its day.",
        valid_from=AT,
        evidence=[
            {
                "id": f"{HOME}/evidence/{number}",
                "type": ["Evidence"],
                "name": "Three deliveries",
                "narrative": f'Delivery no. {number}: "all fine but for two tins".\nSeen by two people.',
                "genre": "Portfolio",
            }
        ],
        status=[bitstring_list.entry(list_url=f"{HOME}/status/7", index=number, purpose="revocation")],
    )


def _issuer(by: LocalSigner) -> JsonObject:
    return {
        "id": by.verification_method.partition("#")[0],
        "type": ["Profile"],
        "name": "Kettle Lane Community Pantry",
        "url": HOME,
        "email": "badges@pantry.example",
        "image": {"id": f"{HOME}/media/issuer.png", "type": "Image", "caption": "A kettle"},
    }


def _achievement(number: int) -> JsonObject:
    return {
        "id": f"{HOME}/badges/{number}",
        "type": ["Achievement"],
        "achievementType": "MicroCredential",
        "name": "Safe Shelf",
        "description": "Nobody becomes ill from food that we gave.",
        "criteria": {"narrative": CRITERIA},
        "image": {"id": f"{HOME}/media/{number}.png", "type": "Image", "caption": "A shelf"},
        "tag": ["food", "safety", "storage"],
        "alignment": [_alignment(place) for place in (1, 2)],
        "resultDescription": [
            {
                "id": f"{HOME}/badges/{number}#score",
                "type": ["ResultDescription"],
                "name": "Score",
                "resultType": "Percent",
                "valueMin": "0",
                "valueMax": "100",
            }
        ],
    }


def _alignment(place: int) -> JsonObject:
    return {
        "type": ["Alignment"],
        "targetName": f"Food safety, part {place}",
        "targetUrl": f"https://frameworks.example/food/{place}",
        "targetType": "CFItem",
        "targetFramework": "Food handling",
        "targetCode": f"FH-{place}",
    }

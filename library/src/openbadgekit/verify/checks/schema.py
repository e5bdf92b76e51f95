"""Does it keep the schema that it names? Step ``schema``: our typed rules stand for the published schemas; nothing is fetched.

The addresses of schemas die, and a badge is no worse for it: what cannot be held against a known schema is a note.

Source: Open Badges 3.0 "Verification", step 1; conformance row OB3-P-10, traps T9 and T11; verdict rule 8.
"""

from __future__ import annotations

from types import MappingProxyType

from openbadgekit.reading import JsonObject, listed
from openbadgekit.verify.report import Check, Outcome

_OB3 = "https://purl.imsglobal.org/spec/ob/v3p0/schema"
KNOWN = MappingProxyType(
    {
        f"{_OB3}/json/ob_v3p0_achievementcredential_schema.json": ("OpenBadgeCredential", "AchievementCredential"),
        f"{_OB3}/json-ld/ob_v3p0_achievementcredential_schema.json": ("OpenBadgeCredential", "AchievementCredential"),
        f"{_OB3}/achievementcredential.json": ("OpenBadgeCredential", "AchievementCredential"),
        f"{_OB3}/json/ob_v3p0_endorsementcredential_schema.json": ("EndorsementCredential",),
        "https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json": ("ClrCredential",),
    }
)
"""Address of a schema -> the types of the credentials that it is for."""


def check(document: JsonObject, *, soft: bool) -> tuple[Check, list[str]]:
    """The check, and notes on what was not looked at.

    Args:
        soft: whether our rules found something that a strict schema refuses although everybody can read it.
    """
    named = [str(item.get("id")) for item in listed(document.get("credentialSchema")) if isinstance(item, dict)]
    if not named:
        return Check("schema", Outcome.NOT_APPLICABLE, None, "The badge names no schema."), []
    types = listed(document.get("type"))
    unknown = [name for name in named if name not in KNOWN]
    other = [name for name in named if name in KNOWN and not any(kind in types for kind in KNOWN[name])]
    notes = [f"The schema at {name[:200]} was not asked for." for name in unknown]
    if other:
        notes.append("It names the schema of another kind of document.")
    if soft and not unknown and not other:
        notes.append("A strict reading of the schema that it names would refuse it.")
    if unknown or other or soft:
        return Check("schema", Outcome.NOT_APPLICABLE, None, "It could not be held against the schema that it names."), notes
    return Check("schema", Outcome.PASSED, None, "It keeps the schema that it names."), []

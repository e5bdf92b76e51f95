"""What every code of a report means, and what to do about it.

The codes are words that never change; a sentence may. A test holds the table against every code that the library can say.

Source: the conformance list's reason words; ``errors`` for those that stop before a report.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Explained:
    """One code.

    Attributes:
        meaning: what was found. todo: what whoever reads the report does next. mend: what the issuer does about it.
    """

    meaning: str
    todo: str
    mend: str


CODES = MappingProxyType(
    {
        "proof_invalid": Explained(
            "The signature does not fit: something was changed after signing, the signature has expired, or it was made for another"
            " purpose.",
            "Do not rely on the badge. Ask whoever gave it to you for the original file.",
            "Sign again, and hand out the signed bytes exactly as they are: no reformatting, no edited picture.",
        ),
        "proof_missing": Explained(
            "The badge is not signed, so nobody can say who made it.",
            "Do not rely on it. Ask its issuer for the signed badge.",
            "Sign it: an unsigned document is a draft.",
        ),
        "proof_unsupported": Explained(
            "The badge is signed in a way that this library does not know or does not accept.",
            "Nothing is proven either way. Ask its issuer for a badge that is signed with a current suite.",
            "Use eddsa-rdfc-2022, ecdsa-rdfc-2019 or a JWT with EdDSA, ES256 or RS256.",
        ),
        "key_unresolvable": Explained(
            "The issuer's key could not be seen: its address did not answer, or answered with something that is no list of keys.",
            "Try again later, or with a network. Nothing is proven until the key was seen.",
            "Publish the key document at the address that the issuer's id names, as JSON, and keep it there.",
        ),
        "key_not_issuers": Explained(
            "The key that signed is not one that the issuer publishes for signing badges.",
            "Do not rely on it: anybody can sign a badge in somebody else's name.",
            "List the key under assertionMethod in the issuer's own key document; keep old keys listed for as long as badges hold.",
        ),
        "malformed": Explained(
            "The document breaks the data model: a part is missing, of another kind, or could be read in two ways.",
            "Use the file exactly as its issuer gave it. If it is that file, its issuer has to mend it.",
            "The detail names the part. `openbadgekit inspect FILE` lists everything that is wrong.",
        ),
        "context_refused": Explained(
            "The badge uses a vocabulary that is not known here, one of its own, or a word that no vocabulary defines.",
            "Nobody can say what was signed. Ask its issuer for a badge in the published vocabularies.",
            "Name only published contexts, and no word that they do not define.",
        ),
        "type_wrong": Explained(
            "The document does not call itself a verifiable credential.",
            "It may be another kind of document. Ask for the badge itself.",
            "Write VerifiableCredential and OpenBadgeCredential into its type.",
        ),
        "schema_failed": Explained(
            "A strict schema refuses a part that everybody can still read.",
            "It decides nothing about the badge; it is a note.",
            "Write arrays where arrays should stand, and terms of the vocabularies or with ext: before them.",
        ),
        "not_yet_valid": Explained(
            "The badge begins at a later moment.",
            "Check it again from that day on, or with --at for another moment.",
            "Nothing, if that is meant.",
        ),
        "expired": Explained(
            "The badge was good until a day that is over.",
            "Ask its holder for a renewed one, or use --at to ask about an earlier moment.",
            "Renew it, if its holder still meets the standard.",
        ),
        "revoked": Explained(
            "The issuer took the badge back.",
            "Do not rely on it. Its issuer may tell you why.",
            "Nothing, if that is meant: a revocation is for ever.",
        ),
        "suspended": Explained(
            "The issuer has put the badge on hold for the time being.",
            "Do not rely on it now; check it again later.",
            "Lift the suspension when its reason is gone.",
        ),
        "status_unavailable": Explained(
            "Whether the badge was revoked could not be asked: its list did not answer, or is of a kind that is not known here.",
            "Try again later, or with a network. Unknown is not valid.",
            "Serve the status list at its address for as long as badges name it.",
        ),
        "status_invalid": Explained(
            "The status list cannot be believed: signed by somebody else, out of date, too short, broken, or without this badge's"
            " place.",
            "Nothing can be said about a revocation. Ask the issuer to mend its list.",
            "Sign the list with the issuer's key, keep its dates current, and give it 131,072 entries or more.",
        ),
        "recipient_mismatch": Explained(
            "The badge was not awarded to the address or identifier that was asked about.",
            "Ask the person under which address she earned it; spelling and old addresses are the usual reasons.",
            "Award it to every address that the person has proven.",
        ),
        "endorsement_invalid": Explained(
            "An endorsement inside the badge does not hold. The badge keeps its own verdict.",
            "Do not count that endorsement.",
            "Ask the endorser for a new one, or leave it out.",
        ),
        "image_no_badge": Explained(
            "The picture is sound, but no badge is baked into it.",
            "Take the picture from its issuer again: a screenshot, a chat or an editor loses the badge.",
            "Hand out the baked picture itself.",
        ),
        "too_large": Explained(
            "The document is larger, deeper or more tangled than any real badge, and was not looked at further.",
            "Ask for the original file.",
            "Keep badges below 1 MiB, 64 levels and 10,000 members; link to evidence instead of enclosing it.",
        ),
        "host_refused": Explained(
            "An address was not opened: only public https addresses are.",
            "Use a file, or --allow-local for a demonstration on this machine.",
            "Name public https addresses in badges.",
        ),
        "ticket_used": Explained(
            "A ticket seals one document once.",
            "This is said to programs only.",
            "Prepare and lint a new draft for another seal.",
        ),
        "not_a_badge": Explained(
            "The document is a verifiable credential of another kind.",
            "Its verdict holds for what it says; it is no Open Badge.",
            "Nothing, if that is meant.",
        ),
    }
)
"""Every code, in the order in which a reader meets them."""

"""The judge of Open Badges 2.0 and 1.x. Pure; it follows the same steps as that of 3.0 and reports the same checks.

1. the chain: award, badge class, issuer      4. dates
2. structure, vocabularies, additions         5. revocation: gone, said, or listed
3. hosted: address and scope; signed: key     6. the recipient, when asked; endorsements
"""

from __future__ import annotations

from datetime import datetime

from openbadgekit.documents import ob1, ob2
from openbadgekit.documents.views import CredentialView
from openbadgekit.limits import LIMITS
from openbadgekit.verify.checks import dates, recipient
from openbadgekit.verify.older import endorsements, hosted, revocations, signed, structure
from openbadgekit.verify.older.chain import Chain, follow
from openbadgekit.verify.older.links import Link, Sight
from openbadgekit.verify.older.signed import Key
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import Received
from openbadgekit.verify.report import Findings
from openbadgekit.verify.resources import Need, Resources

UPGRADED = "This is an Open Badges 1 award; it was read by the rules of 2.0."
DIFFERS = "The file says something else than what its issuer publishes; what the issuer publishes was judged."


def needs(received: Received, resources: Resources) -> tuple[Need, ...]:
    """Addresses that are still to be seen: the chain first, then key and list, then endorsements."""
    sight = Sight(resources, allow_local=True)
    chain = follow(received, sight)
    if not chain.hosted:
        signed.key_of(chain, sight)
        found = revocations.need(chain)
        sight.wanted.extend([found] if found else [])
    wanted = [need for need in sight.wanted if need.url not in resources]
    # endorsements decide nothing: they are asked for last, so that many of them cannot use up what key and list need
    wanted = wanted or endorsements.needs(chain, resources)
    unique = {need.url: need for need in reversed(wanted) if need.url not in resources}
    return tuple(reversed(unique.values()))[: LIMITS.fetches]


def judged(received: Received, resources: Resources, *, policy: Policy, at: datetime) -> Findings:
    """Every step for an older award."""
    sight = Sight(resources, policy.allow_local)
    # 1. the chain, as far as it was seen
    chain = follow(received, sight)
    view = view_of(chain)
    # 2. is it built as it must be, in known words (OB2-01, OB2-12; verdict rules 3 and 9)
    checks, notes = structure.check(chain)
    # 3. is it its issuer's: by where it stands (OB2-03), or by who signed it (OB2-05)
    signing: Key | None = None
    if chain.hosted:
        proof, key = hosted.check(chain)
    else:
        proof, key, signing = signed.check(chain, received.jws, sight)
    checks += [proof, key]
    # 4. does it hold at this moment (verdict rule 7)
    checks.append(dates.check(view, at=at))
    # 5. was it taken back (OB2-04, OB2-06)
    checks.append(revocations.check(chain, sight))
    # 6. is it about who is asked about (OB2-07), and who backs it (OB2-08; verdict rule 8)
    checks.append(recipient.check(view, policy.recipient))
    checks += endorsements.check(chain, sight, at=at)
    public = signing.public if signing else None
    return Findings(
        view,
        checks,
        [*_notes(received, chain), *notes],
        method=signing.name if signing else None,
        fingerprint=public.fingerprint if public else None,
    )


def view_of(chain: Chain) -> CredentialView:
    """What the award says, with its badge class and issuer as far as they were seen."""
    return ob2.view(chain.award.document, badge=_shown(chain.badge), issuer=_shown(chain.issuer))


def _shown(link: Link | None) -> dict[str, object]:
    """A linked document, or at least its address."""
    if link is None:
        return {}
    return link.document if link.document else {"id": link.address}


def _notes(received: Received, chain: Chain) -> list[str]:
    """What should be known about how it was read."""
    notes = []
    if view_of(chain).generation == "ob1":
        notes.append(UPGRADED)
    brought = ob2.upgraded(received.document)
    if chain.hosted and chain.award.here and not ob1.is_pointer(received.document) and chain.award.document != brought:
        notes.append(DIFFERS)
    if chain.hosted and received.jws is not None:
        notes.append("It is signed too, but says that it is hosted; the signature was not looked at.")
    return notes

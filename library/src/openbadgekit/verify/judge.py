"""The judge: a document and what was fetched in, a report out. Pure; the same inputs give the same report for ever.

1. structure: data model, contexts, schema               Open Badges 3.0 "Verification" step 1; verdict rules 2, 3 and 8
2. proofs, each against the keys of the issuer           step 2; W3C Data Integrity 1.0 section 4; verdict rules 4 and 5
3. a newer copy is told of, never asked for              step 3; verdict rule 8
4. dates and status lists                                step 4; W3C Bitstring Status List 1.0; verdict rules 6 and 7
5. the recipient, when asked                             step 5
6. endorsements, and the credentials that it holds       step 6; CLR 2.0; verdict rule 8: each with a verdict of its own
7. the verdict: a failed check makes it invalid, else an unknown one makes it unknown

All checks are reported, whatever came of the others. Badges of 2.0 and 1.x take the same way through ``older.judge``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from openbadgekit.canonical import budget
from openbadgekit.documents import clr
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.limits import LIMITS
from openbadgekit.verify import as_common, binding, contents, proving, wording
from openbadgekit.verify.checks import dates, endorsements, recipient, related, status, structure
from openbadgekit.verify.older import judge as older
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import Received
from openbadgekit.verify.report import STEPS, Check, Findings, Outcome, Report, Verdict, unreadable
from openbadgekit.verify.resources import Resources

DECIDING = ("document", "context", "proof", "key", "schema", "status", "dates", "recipient")
"""Steps that decide, the first failure first: what is not the issuer's says nothing about dates; revoked before expired."""

DEFAULT = Policy()


def judge(received: Received, resources: Resources, *, policy: Policy = DEFAULT, at: datetime) -> Report:
    """Judge one credential.

    Args:
        resources: what was seen at the addresses of ``needs``, failures included.
        at: the moment that is judged. ``policy.status_at`` is the moment for which status lists must be in date.
    """
    with budget.shared():  # one purse for all that it holds
        if received.generation:
            return _report(_older(received, resources, policy, at), at=at)
        found = _steps(received, resources, policy, at)
        backed = [(one, _beside(one.item, resources, policy, at)) for one in contents.endorsements(found.view)]
        held = tuple(_beside(item, resources, policy, at) for item in contents.contained(received.document))
    checks = [*found.checks, *endorsements.check(backed)]
    notes = [*found.notes, *_left_out(received), *_asked_for(received, checks, policy)]
    return replace(
        _report(replace(found, checks=checks, notes=notes), at=at),
        endorsements=tuple(report for _, report in backed),
        contained=held,
        associations=clr.associations(received.document) if held else (),
    )


def _steps(received: Received, resources: Resources, policy: Policy, at: datetime) -> Findings:
    """Steps 1 to 5: the credential alone."""
    view = received.view()
    keys = binding.keys_of(view.issuer.id, resources)
    # 1. is it built as it must be, in known words? 3. where a newer copy would be is a note of its structure
    checks, notes = structure.check(received.document)
    checks += related.check(received.document, resources)
    # 2. is it its issuer's?
    proven = proving.prove(received, keys, issuer_id=view.issuer.id, at=at)
    checks += [proven.proof, proven.key]
    # 4. does it hold at this moment, and was it taken back?
    checks.append(dates.check(view, at=at))
    checks += status.check(view, keys, resources, at=policy.status_at or at, allow_local=policy.allow_local)
    # 5. is it about this person?
    checks.append(recipient.check(view, policy.recipient))
    return Findings(view, checks, [*notes, *proven.notes], proven.method, proven.fingerprint)


def _older(received: Received, resources: Resources, policy: Policy, at: datetime) -> Findings:
    """All steps for a badge of 2.0 or 1.x."""
    found = older.judged(received, resources, policy=policy, at=at)
    return replace(found, notes=[*found.notes, *_asked_for(received, found.checks, policy)])


def _beside(item: contents.Item, resources: Resources, policy: Policy, at: datetime) -> Report:
    """Step 6: the report on a credential within another, not on what that one holds; only the outer one is asked about a person."""
    if isinstance(item, OpenBadgeKitError):
        return unreadable(item, at=at)
    look = _older if item.generation else _steps
    return _report(look(item, resources, replace(policy, recipient=None), at), at=at)


def _left_out(received: Received) -> list[str]:
    """What must be known of a record that holds more than is judged."""
    total = len(contents.held(received.document))
    said = f"It holds {total} credentials; the first {LIMITS.contained} of them were looked at."
    return [said] if total > LIMITS.contained else []


def _asked_for(received: Received, checks: Sequence[Check], policy: Policy) -> list[str]:
    """What must be known of a verdict that was reached with a door open, and what others would have said."""
    demo = "Local and unencrypted addresses were allowed: this is a demonstration or a test."
    return [*([demo] if policy.allow_local else []), *(as_common.notes(received, checks) if policy.as_common else [])]


def _report(found: Findings, *, at: datetime) -> Report:
    """Step 7: verdict and sentence from the checks, in the order of the steps."""
    ordered = tuple(sorted(found.checks, key=lambda check: STEPS.index(check.step)))
    verdict, deciding = decide(ordered)
    code = deciding.code if deciding else None
    line = wording.sentence(verdict.value, code, deciding.detail if deciding else "", found.view)
    notes = tuple(found.notes)
    return Report(verdict, code, line, ordered, found.view, at, notes, method=found.method, fingerprint=found.fingerprint)


def decide(checks: Sequence[Check]) -> tuple[Verdict, Check | None]:
    """The verdict and the check that decides it; None when valid.

    A verdict is valid only when a proof and its key were really seen to hold.
    """
    deciding = [check for step in DECIDING for check in checks if check.step == step]
    failed = [check for check in deciding if check.outcome is Outcome.FAILED]
    if failed:
        revoked = [check for check in failed if check.code == "revoked"]
        return Verdict.INVALID, revoked[0] if revoked and failed[0].step == "status" else failed[0]
    unknown = [check for check in deciding if check.outcome is Outcome.UNKNOWN]
    if unknown:
        by_key = [check for check in unknown if check.step == "key"]
        return Verdict.UNKNOWN, (by_key or unknown)[0]
    passed = {check.step for check in deciding if check.outcome is Outcome.PASSED}
    if not {"document", "context", "proof", "key", "dates"} <= passed:
        return Verdict.UNKNOWN, Check("proof", Outcome.UNKNOWN, "proof_unsupported", "Not every check could be made.")
    return Verdict.VALID, None

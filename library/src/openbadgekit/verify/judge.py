"""The judge: a document and what was fetched in, a report out. Pure; the same inputs give the same report for ever.

1. structure: data model, contexts, schema            3. dates
2. proofs, each against the keys of the issuer        4. status, by lists that are credentials themselves
5. the recipient, when asked                          6. endorsements, each with its own verdict
All checks are reported. A failed one makes the verdict invalid, else an unknown one makes it unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from openbadgekit.canonical import budget
from openbadgekit.documents import clr
from openbadgekit.documents.views import CredentialView
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.limits import LIMITS
from openbadgekit.verify import as_common, binding, contents, proving, wording
from openbadgekit.verify.binding import Resources
from openbadgekit.verify.checks import dates, endorsements, recipient, related, status, structure
from openbadgekit.verify.older import judge as older
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import Received
from openbadgekit.verify.report import STEPS, Check, Outcome, Report, Verdict, unreadable

DECIDING = ("document", "context", "proof", "key", "schema", "status", "dates", "recipient")
"""Steps that decide, the first failure first: what is not the issuer's says nothing about dates; revoked before expired."""

DEFAULT = Policy()


def judge(received: Received, resources: Resources, *, policy: Policy = DEFAULT, at: datetime) -> Report:
    """Judge one credential.

    Args:
        resources: what was seen at the addresses of ``needs``, failures included.
        at: the moment that is judged. ``policy.status_at`` is the moment for which status lists must be in date.
    """
    with budget.shared():
        return _judged(received, resources, policy, at)


def _judged(received: Received, resources: Resources, policy: Policy, at: datetime, *, inside: bool = False) -> Report:
    """Every check, within one purse; what stands ``inside`` another credential is judged without what it holds itself."""
    if received.generation:
        old = older.judged(received, resources, policy=policy, at=at)
        notes = [*old.notes, *_asked_for(received, old.checks, policy)]
        report = _report(old.view, old.checks, notes, at=at, method=old.key.name if old.key else None)
        public = old.key.public if old.key else None
        return replace(report, fingerprint=public.fingerprint if public else None)
    view = received.view()
    keys = binding.keys_of(view.issuer.id, resources)
    checks, notes = structure.check(received.document)
    checks += related.check(received.document, resources)
    if received.problem is not None:
        checks.append(Check("proof", Outcome.FAILED, received.problem.code, received.problem.sentence))
        method = fingerprint = None
    else:
        proven = proving.prove(received.document, received.jws, keys, issuer_id=view.issuer.id, at=at)
        checks += [proven.proof, proven.key]
        notes += proven.notes
        method, fingerprint = proven.method, proven.fingerprint
    checks.append(dates.check(view, at=at))
    checks += status.check(view, keys, resources, at=policy.status_at or at, allow_local=policy.allow_local)
    checks.append(recipient.check(view, policy.recipient))
    if inside:
        return replace(_report(view, checks, notes, at=at, method=method), fingerprint=fingerprint)
    backed = [(one, _beside(one.item, resources, policy, at)) for one in contents.endorsements(view)]
    checks += endorsements.check(backed)
    held = tuple(_beside(item, resources, policy, at) for item in contents.contained(received.document))
    return replace(
        _report(view, checks, [*notes, *_left_out(received), *_asked_for(received, checks, policy)], at=at, method=method),
        fingerprint=fingerprint,
        endorsements=tuple(report for _, report in backed),
        contained=held,
        associations=clr.associations(received.document) if held else (),
    )


def _left_out(received: Received) -> list[str]:
    """What must be known of a record that holds more than is judged."""
    total = len(contents.held(received.document))
    said = f"It holds {total} credentials; the first {LIMITS.contained} of them were looked at."
    return [said] if total > LIMITS.contained else []


def _beside(item: contents.Item, resources: Resources, policy: Policy, at: datetime) -> Report:
    """The report on a credential within another; the question about a recipient is asked of the outer one alone."""
    if isinstance(item, OpenBadgeKitError):
        return unreadable(item, at=at)
    return _judged(item, resources, replace(policy, recipient=None), at, inside=True)


def _asked_for(received: Received, checks: Sequence[Check], policy: Policy) -> list[str]:
    """What must be known of a verdict that was reached with a door open, and what others would have said."""
    demo = "Local and unencrypted addresses were allowed: this is a demonstration or a test."
    return [*([demo] if policy.allow_local else []), *(as_common.notes(received, checks) if policy.as_common else [])]


def _report(view: CredentialView, checks: Sequence[Check], notes: Sequence[str], *, at: datetime, method: str | None) -> Report:
    """Verdict and sentence from the checks, in the order of the steps."""
    ordered = tuple(sorted(checks, key=lambda check: STEPS.index(check.step)))
    verdict, deciding = decide(ordered)
    code = deciding.code if deciding else None
    line = wording.sentence(verdict.value, code, deciding.detail if deciding else "", view)
    return Report(verdict, code, line, ordered, view, at, notes=tuple(notes), method=method)


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

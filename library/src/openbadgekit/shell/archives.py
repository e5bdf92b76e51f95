"""Making and checking archives: a living issuer is asked first, and what only the archive knows is told as such."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.shell.checking import check, data_only
from openbadgekit.shell.fetcher import Network
from openbadgekit.verify.bundle import Bundle, unpack
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.report import Check, Outcome, Report, Verdict, unreadable
from openbadgekit.verify.resources import FetchFailure, Resource
from openbadgekit.verify.wording import day

PROVEN = (None, "expired", "not_yet_valid", "revoked", "suspended")
"""Codes under which a badge is proven to be its issuer's: such a one is worth keeping."""


class Watched:
    """A network that remembers what it answered."""

    def __init__(self, behind: Network) -> None:
        self.behind, self.answers = behind, dict[str, Resource | FetchFailure]()

    def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
        """The answer behind it, written down."""
        self.answers[url] = self.behind.fetch(url, redirects=redirects)
        return self.answers[url]


class Kept:
    """A network that asks who is still there, and falls back to what an archive kept."""

    def __init__(self, bundle: Bundle, live: Network) -> None:
        self.seen, self.live, self.used = dict(bundle.seen), live, set[str]()

    def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
        """The answer of today, else the kept one.

        Two failures are answers and not covered up: an address that may not be asked at all, and 410, which says that something
        was taken away on purpose.
        """
        answer = data_only(self.live.fetch(url, redirects=redirects))
        if isinstance(answer, Resource) or url not in self.seen or answer.reason == "refused" or answer.status == 410:
            return answer
        self.used.add(url)
        return replace(self.seen[url], asked=answer.asked)


def check_archive(data: bytes, *, network: Network, policy: Policy, at: datetime) -> Report:
    """Judge the badge of an archive; never raises."""
    try:
        bundle = unpack(data)
    except OpenBadgeKitError as problem:
        return unreadable(problem, at=at)
    report = _judged(bundle, network, policy, at)
    for earlier in bundle.earlier if report.code == "key_not_issuers" else ():
        older = replace(bundle, seen={**bundle.seen, earlier.url: earlier})
        found = _judged(older, _Without(network, earlier.url), policy, at)
        if found.code in PROVEN:
            note = "The key that signed stands in an earlier list of the issuer's keys, no longer in the latest."
            return replace(found, notes=(note, *found.notes))
    return report


class _Without:
    """A network that does not answer at one address."""

    def __init__(self, behind: Network, url: str) -> None:
        self.behind, self.url = behind, url

    def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
        """The answer behind it, but for the one address."""
        return FetchFailure(url, "offline") if url == self.url else self.behind.fetch(url, redirects=redirects)


def _judged(bundle: Bundle, network: Network, policy: Policy, at: datetime) -> Report:
    """The report, with what could not be asked anew told in its words."""
    kept = Kept(bundle, network)
    report = check(bundle.credential, network=kept, policy=policy, at=at)
    if not kept.used:
        return report
    # lists that nobody can ask any more are judged for the day on which they were seen
    kept = Kept(bundle, network)
    report = check(bundle.credential, network=kept, policy=replace(policy, status_at=bundle.made), at=at)
    return _told(report, bundle.made, lists=bool(_lists(report) & kept.used), others=bool(kept.used - _lists(report)))


def _lists(report: Report) -> set[str]:
    """Addresses of the status lists that the badge names."""
    found = report.credential.statuses if report.credential else ()
    return {str(item.get("statusListCredential", item.get("id"))) for item in found}


def _told(report: Report, made: datetime, *, lists: bool, others: bool) -> Report:
    """The report with its notes, its status and its first sentence in the words of an archive."""
    on = day(made)
    notes, checks, sentence = [], report.checks, report.sentence
    if others:
        notes.append(f"The issuer's keys are those that this archive kept on {on}; it is as trustworthy as whoever made it.")
    if lists:
        notes.append(f"Its status is that of {on}: whether it was revoked since could not be refreshed.")
        checks = tuple(_of_that_day(item, on) for item in report.checks)
    if report.verdict is Verdict.VALID:
        told = "its status could not be refreshed" if lists else "its issuer could not be asked"
        sentence = f"{sentence} This rests on an archive of {on}; {told}."
    return replace(report, checks=checks, notes=(*notes, *report.notes), sentence=sentence)


def _of_that_day(item: Check, on: str) -> Check:
    """A passed status, told as that of its day."""
    if item.step != "status" or item.outcome is not Outcome.PASSED:
        return item
    return replace(item, detail=f"{item.detail} That was so on {on}; it could not be refreshed.")

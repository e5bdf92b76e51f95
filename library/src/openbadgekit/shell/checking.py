"""Rounds of asking and judging: bytes and a network in, a report out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.shell.fetcher import Network
from openbadgekit.verify.judge import judge
from openbadgekit.verify.needs import needs
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import Received, receive
from openbadgekit.verify.report import Report, unreadable
from openbadgekit.verify.resources import FetchFailure, Resource

MAX_ROUNDS = 7
"""An award, its badge class, its issuer, key and list, its endorsements, their issuers, their keys: each leads to the next."""

Own = Callable[[str], Resource | FetchFailure | None]


def check(data: bytes, *, network: Network, policy: Policy, at: datetime, own: Own | None = None) -> Report:
    """Judge bytes.

    Args:
        network: whom to ask. own: documents of the caller, by exact address, before anybody is asked; or why one is not there.
        at: the moment that is judged.
    """
    try:
        received = receive(data)
    except OpenBadgeKitError as problem:
        return unreadable(problem, at=at)
    return check_received(received, network=network, policy=policy, at=at, own=own)


def check_received(received: Received, *, network: Network, policy: Policy, at: datetime, own: Own | None = None) -> Report:
    """Judge a credential that was read already."""
    resources: dict[str, Resource | FetchFailure] = {}
    asked: list[str] = []
    for _ in range(MAX_ROUNDS):
        missing = needs(received, resources)
        if not missing:
            break
        for need in missing:
            answer: Resource | FetchFailure | None = own(need.url) if own else None
            if answer is None:
                answer = data_only(network.fetch(need.url, redirects=need.redirects))
                asked += answer.asked
            resources[need.url] = answer
    return replace(judge(received, resources, policy=policy, at=at), asked=tuple(asked))


_NO_DATA = ("text/html", "application/xhtml+xml", "image/", "audio/", "video/", "font/", "multipart/")
"""Media types under which nobody serves keys or lists: a page or an upload at such an address is not its owner's word."""


def data_only(answer: Resource | FetchFailure) -> Resource | FetchFailure:
    """The answer, unless its server calls it a page or a picture (conformance rows OB3-P-09, VC-03)."""
    if isinstance(answer, Resource) and answer.content_type.strip().lower().startswith(_NO_DATA):
        return FetchFailure(answer.url, "content_type", asked=answer.asked)
    return answer

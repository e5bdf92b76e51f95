"""What the tests of the judge share: a verdict, and the leaves of a document."""

from __future__ import annotations

import copy

from hypothesis import strategies as st
from library.tests.making import NOON

from openbadgekit.verify.judge import judge
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import STEPS, Check, Outcome

LIST = "https://pantry.example/status/1"


def verdict_of(data, resources=None, *, policy=Policy(), at=NOON):  # noqa: B008 - frozen
    return judge(receive(data), resources or {}, policy=policy, at=at)


def leaves(value, path=()):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))
    else:
        yield path


def with_leaf(document, path, value):
    changed = copy.deepcopy(document)
    target = changed
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value(target[path[-1]])
    return changed


outcomes = st.lists(
    st.builds(
        Check, st.sampled_from(STEPS), st.sampled_from(list(Outcome)), st.sampled_from([None, "revoked", "expired"]), st.just("x")
    ),
    max_size=12,
)


SEEN = ("document", "context", "proof", "key", "dates")


def draft_achievement():
    from library.tests.making import ACHIEVEMENT

    return ACHIEVEMENT

"""What the tests of templates share: values for holes, and both answers to one document."""

from __future__ import annotations

import itertools
import json

from hypothesis import strategies as st

from openbadgekit.canonical import rdfc, template
from openbadgekit.canonical.holes import MARK
from openbadgekit.canonical.memo import Memo
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.limits import LIMITS

PLAIN = ["2026-03-01T00:00:00Z", "sha256$0a1b", "94567", "She turned every tin.", "ein Wörtchen 日本 😀"]
ODD = ['"', "\\", "\n", "\t", "\r", "\b", "\f", "\x00", "\x01", "\x7f", "\x85", "\u2028", "\ufffe", "\uffff", "%s %d %%", "{x}",
       "_:b0", "<a>", f"{MARK}0:", f'"{MARK}1:"', "@id", "@context", "null", "", " ", "e\u0301"]  # fmt: skip
ADDRESSES = [
    "https://pantry.example/c/{}", "urn:uuid:{}", "did:key:z6Mk{}", "did:web:pantry.example:{}", "mailto:a{}@pantry.example",
    "http://a.example/?q=%73&r={}#x", "https://пример.example/{}", "https://pantry.example/badges/1/{}", "tag:pantry.example:{}",
]  # fmt: skip
BAD_ADDRESSES = [
    "learner", "", "_:b{}", "../{}", "schema:{}", "cred:{}", "sec:x{}", "id:{}", "type:{}", "@type", "@nonsense", "https://a b/{}",
    "https://a.example/\x7f{}", "https://a.example/\u00a0{}", "urn:x:\u2003{}", "https://pantry.example/badges/1", "name", "x:{}",
    "https://pantry.example/issuers/1", "openbadgekit-relative://x/{}", f"{MARK}0:", f"{MARK}{{}}:", "a:\n{}", "HTTPS://A.example/{}",
    "https://www.w3.org/2018/credentials#VerifiableCredential", "OpenBadgeCredential", "//a.example/{}", "1:{}", "%73:{}", "a,b:{}",
]  # fmt: skip

texts = st.one_of(st.sampled_from(PLAIN), st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"])),
                  st.lists(st.sampled_from(ODD), max_size=4).map("".join))  # fmt: skip
numbers = st.integers(0, 9)
good = st.builds(str.format, st.sampled_from(ADDRESSES), numbers)
addresses = st.one_of(good, good, good, st.builds(str.format, st.sampled_from(BAD_ADDRESSES), numbers), texts)


def outcome(work):
    """The bytes, or the kind and the words of the refusal."""
    try:
        return work()
    except OpenBadgeKitError as problem:
        return type(problem), problem.sentence


def both(document, memo):
    """What the template and the full algorithm say."""
    before = json.dumps(document)
    first = outcome(lambda: template.canonical_document(document, memo))
    assert json.dumps(document) == before
    return first, outcome(lambda: rdfc.canonical_document(document))


def plain(make, number=0):
    """A document of a shape with plain values, all different."""
    count = itertools.count(number * 100)
    return make(lambda: f"Value {next(count)}", lambda: f"https://pantry.example/a/{next(count)}")


def memo():
    return Memo(entries=LIMITS.memo_entries, size=LIMITS.memo_bytes)


SHARED = memo()


def taken(document, known):
    """Whether the template answered."""
    return template._filled(document, known) is not None

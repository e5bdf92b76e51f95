"""A badge with anything changed is never valid: every field in turn, random bytes, in every form of proof.

A few badges here; in the long run fifty badges of each form and two thousand bytes of each.
"""

from __future__ import annotations

import copy
import json
import os
from random import Random

import pytest
from library.tests.making import ACHIEVEMENT, NOON, draft_of

from openbadgekit.canonical import jcs
from openbadgekit.issue import Form, hashed_identifier, lint, seal
from openbadgekit.keys import KeyKind, did_key, generate
from openbadgekit.keys.multibase import base64url_decode, base64url_encode
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.reading import read_object, write
from openbadgekit.shell.checking import check
from openbadgekit.shell.fetcher import NoNetwork
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.report import Verdict

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
BADGES, BYTES = (50, 2_000) if SOAK else (2, 60)
FORMS = list(Form)
SIGNERS = {kind: LocalSigner((key := generate(kind)), did_key.method_of(key.public())) for kind in (KeyKind.ED25519, KeyKind.P256)}


def a_badge(form, number):
    """A badge that differs from the others in what it says and holds."""
    by = SIGNERS[KeyKind.P256 if form.value.startswith("ecdsa") else KeyKind.ED25519]
    random = Random(number)
    subject = {"id": f"urn:uuid:{number}", "identifier": [hashed_identifier(f"ana{number}@pantry.example", salt="a salt")]}
    changes = {
        "name": f"Safe Shelf {number}", "subject": subject,
        "achievement": {**ACHIEVEMENT, "tag": [f"tag {n}" for n in range(random.randrange(1, 4))], "version": str(number)},
        "evidence": [{"id": f"https://a.example/{n}", "type": ["Evidence"], "name": f"x{n}"} for n in range(random.randrange(3))],
    }  # fmt: skip
    return seal(lint(draft_of(by, **changes)), by, forms=[form], created=NOON)[form]


def verdict_of(data):
    return check(data, network=NoNetwork(), policy=Policy(), at=NOON).verdict


def places(value, path=()):
    """Every path to a value that is no container, and to every container."""
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places(one, (*path, key))


def changed_at(document, path, random):
    """Copies of a document with the value at this path changed, taken out or made another kind."""
    for change in ("other", "gone", "kind"):
        copied = copy.deepcopy(document)
        holder = copied
        for key in path[:-1]:
            holder = holder[key]
        old = holder[path[-1]]
        if change == "gone":
            del holder[path[-1]]
        elif change == "kind":
            holder[path[-1]] = random.choice(([old], {"x": old}, 7, "another"))
        elif isinstance(old, str):
            holder[path[-1]] = old + random.choice(("x", " ", "/", "\u200b"))
        else:
            holder[path[-1]] = "other"
        yield copied


def same(one, other):
    """Whether two documents mean the same by their text: one value and a list of it are another text."""
    return jcs.canonicalize(one) == jcs.canonicalize(other)


def meant_alike(document, changed):
    """Whether only lists of one value and that value differ: RDF means the same by both, and signs the meaning."""
    return same(_single(document), _single(changed))


def _single(value):
    if isinstance(value, dict):
        return {name: _single(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return _single(value[0]) if len(value) == 1 else [_single(inner) for inner in value]
    return value


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", range(BADGES))
def test_every_field_changed_in_turn_is_never_valid(form, number):
    data, random = a_badge(form, number), Random(number)
    assert verdict_of(data) is Verdict.VALID
    token = form in (Form.VC_JWT, Form.VC_JOSE)
    parts = data.split(b".")
    document = json.loads(base64url_decode(parts[1].decode())) if token else read_object(data)

    tried = 0
    for path in places(document):
        for changed in changed_at(document, path, random):
            if meant_alike(document, changed):
                continue
            body = b".".join((parts[0], base64url_encode(write(changed)).encode(), parts[2])) if token else write(changed)
            assert verdict_of(body) is not Verdict.VALID, (path, changed)
            tried += 1
    assert tried > 100


@pytest.mark.parametrize("form", [Form.VC_JWT, Form.VC_JOSE])
def test_every_member_of_a_header_changed_in_turn_is_never_valid(form):
    head, body, tail = a_badge(form, 1).split(b".")
    header = json.loads(base64url_decode(head.decode()))

    for path in places(header):
        for changed in changed_at(header, path, Random(1)):
            assert verdict_of(b".".join((base64url_encode(write(changed)).encode(), body, tail))) is not Verdict.VALID, path


@pytest.mark.parametrize("form", FORMS)
def test_random_bytes_changed_are_never_valid(form):
    data, random = a_badge(form, 3), Random(f"{form}")
    original = None if form in (Form.VC_JWT, Form.VC_JOSE) else read_object(data)

    for _ in range(BYTES):
        at = random.randrange(len(data))
        changed = data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]
        found = verdict_of(changed)
        if found is Verdict.VALID:
            assert original is not None
            assert same(read_object(changed), original), at


@pytest.mark.parametrize("form", [form for form in FORMS if form not in (Form.VC_JWT, Form.VC_JOSE)])
def test_a_part_put_in_is_never_valid(form):
    document = read_object(a_badge(form, 4))

    for path in [(), *(path for path in places(document) if path[0] != "proof")]:
        changed = copy.deepcopy(document)
        holder = changed
        for key in path:
            holder = holder[key]
        if isinstance(holder, dict):
            holder["description" if "description" not in holder else "name"] = "put in"
            assert verdict_of(write(changed)) is not Verdict.VALID, path

"""Every field of an issued credential, changed one at a time, makes it invalid: walked over the bytes that we really issue."""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from laurels.keys import services as keys
from laurels.verification import services as verification
from tests.making import NOON

from openbadgekit.reading import write

pytestmark = pytest.mark.django_db
Path = tuple[str | int, ...]


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """The way to every leaf."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))
    else:
        yield path


def holders(value: Any, path: Path = ()) -> Iterator[Path]:
    """The way to every member of an object and every item of an array."""
    if path:
        yield path
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from holders(inner, (*path, name))


def at(document: Any, path: Path) -> Any:
    """The holder of the last step."""
    for step in path[:-1]:
        document = document[step]
    return document


def other(value: Any) -> Any:
    """Another value of the same kind, as like as can be: a forger would try nothing else."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value.endswith("Z") and value[:4].isdigit():
        return value.replace(value[:4], str(int(value[:4]) - 1), 1)
    middle = len(value) // 2
    letter = value[middle]
    return value[:middle] + ("b" if letter != "b" else "c") + value[middle + 1 :]


def changed(document: Any, path: Path) -> Any:
    copied = copy.deepcopy(document)
    at(copied, path)[path[-1]] = other(at(document, path)[path[-1]])
    return copied


def without(document: Any, path: Path) -> Any:
    copied = copy.deepcopy(document)
    del at(copied, path)[path[-1]]
    return copied


def part(text: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def packed(value: Any) -> str:
    return base64.urlsafe_b64encode(write(value)).rstrip(b"=").decode()


NOT_READ = {("proof", "type"), ("proof", "cryptosuite")}
"""Changed, these name a proof that nobody knows: the badge is then not proven, which is neither valid nor a forgery."""


@pytest.mark.conformance("OB3-P-01")
def test_every_leaf_of_the_signed_document_is_protected(sealed):
    document = json.loads(bytes(sealed.json))
    paths = list(leaves(document))
    assert len(paths) > 60

    for path in paths:
        report = verification.check(write(changed(document, path)), at=NOON)
        expected = ("unknown", "invalid") if path in NOT_READ else ("invalid",)
        assert report.verdict in expected, (path, report.verdict, report.code)


def test_nothing_can_be_left_out_of_the_signed_document(sealed):
    document = json.loads(bytes(sealed.json))

    kept = [path for path in holders(document) if verification.check(write(without(document, path)), at=NOON).verdict == "valid"]

    assert kept == []


def test_nothing_can_be_added_to_any_object_of_the_signed_document(sealed):
    document = json.loads(bytes(sealed.json))
    objects = [path for path in holders(document) if isinstance(at(document, path)[path[-1]], dict)]

    for path in [(), *objects]:
        copied = copy.deepcopy(document)
        inner = at(copied, path)[path[-1]] if path else copied
        inner["name" if "name" not in inner else "description"] = "Master of Everything"
        report = verification.check(write(copied), at=NOON)
        assert report.verdict != "valid", path


@pytest.mark.conformance("OB3-P-05")
def test_every_leaf_of_the_token_is_protected(sealed):
    header, payload, signature = bytes(sealed.jwt).decode().split(".")
    claims = part(payload)
    paths = list(leaves(claims))
    assert len(paths) > 60

    for path in paths:
        token = f"{header}.{packed(changed(claims, path))}.{signature}".encode()
        report = verification.check(token, at=NOON)
        assert report.verdict == "invalid", (path, report.verdict, report.code)


def test_every_leaf_of_the_tokens_header_is_protected(sealed):
    header, payload, signature = bytes(sealed.jwt).decode().split(".")
    members = part(header)
    assert set(members) == {"alg", "typ", "kid"}

    for path in leaves(members):
        token = f"{packed(changed(members, path))}.{payload}.{signature}".encode()
        assert verification.check(token, at=NOON).verdict != "valid", path


@pytest.mark.parametrize("claim", ["iss", "sub", "jti", "nbf", "exp"])
def test_a_claim_that_disagrees_is_refused_also_when_we_sign_it(claim, sealed, pantry):
    """Truly signed with the issuer's key: the pair itself must agree."""
    header, payload, _ = bytes(sealed.jwt).decode().split(".")
    claims = part(payload)
    signing = f"{header}.{packed(changed(claims, (claim,)))}"
    signature = keys.signer_for(organisation=pantry).sign(signing.encode())
    token = f"{signing}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"

    assert verification.check(token.encode(), at=NOON).verdict == "invalid"
    untouched = f"{header}.{payload}"
    whole = base64.urlsafe_b64encode(keys.signer_for(organisation=pantry).sign(untouched.encode())).rstrip(b"=").decode()
    assert verification.check(f"{untouched}.{whole}".encode(), at=NOON).verdict == "valid"


def test_a_proof_of_another_credential_does_not_fit(sealed, version, owner, pantry):
    from tests.issuing.making import make_award
    from tests.making import make_member

    mine = json.loads(bytes(sealed.json))
    theirs = json.loads(bytes(make_award(version, make_member(pantry).person, owner).sealed.json))

    report = verification.check(write(mine | {"proof": theirs["proof"]}), at=NOON)

    assert (report.verdict, report.code) == ("invalid", "proof_invalid")

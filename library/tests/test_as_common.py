"""What the common validator would have said: told, and without any weight."""

from __future__ import annotations

import pytest
from library.tests import older
from library.tests.making import NOON, draft_of

from openbadgekit import proofs
from openbadgekit.keys import generate, jwk, multikey
from openbadgekit.keys.model import KeyKind
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import eddsa_jcs_2022, jose
from openbadgekit.reading import write
from openbadgekit.verify import as_common
from openbadgekit.verify.judge import judge
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict

ISSUER = "https://bank.example/issuers/1"
LAX, STRICT = Policy(as_common=True), Policy()


def report_on(data, policy=LAX):
    return judge(receive(data), {}, policy=policy, at=NOON)


@pytest.fixture(scope="module")
def mallory():
    """Somebody who signs in the bank's name with a key of her own."""
    return generate()


def forged(mallory, signer, *, change=None):
    name = f"{ISSUER}#{multikey.write(mallory.public())}"
    document = {**draft_of(signer).document, "issuer": {"id": ISSUER, "type": ["Profile"], "name": "The Bank"}}
    proof = eddsa_jcs_2022.make(document, LocalSigner(mallory, name), created=NOON)
    return write(proofs.attach({**document, **(change or {})}, proof))


def token(private, signer, *, brought=None, alg="EdDSA"):
    document = {**draft_of(signer).document, "issuer": {"id": ISSUER, "type": ["Profile"], "name": "The Bank"}}
    claims = {
        "iss": ISSUER,
        "jti": document["id"],
        "sub": document["credentialSubject"]["id"],
        "nbf": 1772323200,
        "exp": 1835481600,
    }
    header = {"alg": alg, "typ": "JWT", "jwk": jwk.write_public(brought or private.public())}
    return jose.make({**document, **claims}, header, LocalSigner(private, f"{ISSUER}#1")).encode()


def test_a_key_in_the_fragment_fits_and_proves_nobody(mallory, signer):
    report = report_on(forged(mallory, signer))

    assert report.verdict is Verdict.UNKNOWN
    assert as_common.INTACT in report.notes


def test_a_changed_text_does_not_even_fit_that_key(mallory, signer):
    report = report_on(forged(mallory, signer, change={"name": "Doctor"}))

    assert report.verdict is not Verdict.VALID
    assert as_common.BROKEN in report.notes


def test_a_key_in_the_header_fits_and_proves_nobody(mallory, signer):
    report = report_on(token(mallory, signer))

    assert report.verdict is Verdict.UNKNOWN
    assert as_common.INTACT in report.notes


def test_a_key_in_the_header_that_did_not_sign_does_not_fit(mallory, signer):
    assert as_common.BROKEN in report_on(token(mallory, signer, brought=generate().public())).notes


@pytest.mark.parametrize("kind", [KeyKind.P256, KeyKind.RSA])
def test_other_kinds_of_key_are_read_from_headers_too(kind, signer):
    private = generate(kind)

    report = report_on(token(private, signer, alg="ES256" if kind is KeyKind.P256 else "RS256"))

    assert report.verdict is Verdict.UNKNOWN
    assert as_common.INTACT in report.notes


def test_without_asking_nothing_is_told_and_the_verdict_is_the_same(mallory, signer):
    lax, strict = report_on(forged(mallory, signer)), report_on(forged(mallory, signer), STRICT)

    assert strict.notes == ()
    assert (lax.verdict, lax.code, lax.checks) == (strict.verdict, strict.code, strict.checks)


def test_a_badge_that_is_proven_is_told_nothing(sealed):
    report = report_on(sealed())

    assert (report.verdict, report.notes) == (Verdict.VALID, ())


def test_a_badge_that_brings_no_key_is_told_nothing(mallory, signer):
    document = {**draft_of(signer).document, "issuer": {"id": ISSUER, "type": ["Profile"], "name": "The Bank"}}
    proof = eddsa_jcs_2022.make(document, LocalSigner(mallory, f"{ISSUER}#key-1"), created=NOON)

    assert report_on(write(proofs.attach(document, proof))).notes == ()


def test_a_status_that_cannot_be_asked_would_be_a_warning(signer):
    document = {**draft_of(signer).document, "credentialStatus": {"id": f"{ISSUER}/list", "type": "1EdTechRevocationList"}}

    report = report_on(write(proofs.attach(document, eddsa_jcs_2022.make(document, signer, created=NOON))))

    assert report.verdict is Verdict.UNKNOWN
    assert report.notes == (as_common.STATUS,)


def test_an_unencrypted_address_would_be_opened():
    report = report_on(write(older.award(id=older.AWARD.replace("https", "http"))))

    assert report.verdict is Verdict.UNKNOWN
    assert as_common.HTTP in report.notes


def test_the_samples_of_1edtech_are_never_valid_without_their_issuer(standards):
    folder = standards / "credentials" / "ob3-1edtech"
    told = 0
    for path in sorted(folder.iterdir()):
        if path.suffix in (".json", ".jwt") and path.stat().st_size < 200_000:
            try:
                report = report_on(path.read_bytes())
            except Exception as problem:  # noqa: BLE001 - what is unreadable is told elsewhere
                assert type(problem).__module__ == "openbadgekit.errors", path  # noqa: PT017
                continue
            told += as_common.INTACT in report.notes
            assert not (as_common.INTACT in report.notes and report.verdict is Verdict.VALID), path
    assert told >= 3

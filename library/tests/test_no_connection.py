"""Whatever a badge names, no connection goes to where nobody may be asked: every address against every reason, over a trap."""

from __future__ import annotations

import socket
import threading

import pytest
from library.tests.making import NOON, draft_of

from openbadgekit import proofs
from openbadgekit.issue import Form, lint, seal
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import eddsa_jcs_2022
from openbadgekit.reading import write
from openbadgekit.shell.checking import check
from openbadgekit.shell.fetcher import SafeFetcher
from openbadgekit.shell.sources import open_source
from openbadgekit.status import bitstring_list
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.report import Verdict

INSIDE = {
    "localhost": ["127.0.0.1", "::1"],
    "localhost.": ["127.0.0.1"],
    "inside.example": ["127.0.0.1"],
    "both.example": ["93.184.216.34", "127.0.0.1"],
    "six.example": ["::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "translated.example": ["64:ff9b::7f00:1"],
    "private.example": ["10.1.2.3"],
    "cloud.example": ["169.254.169.254"],
    "zero.example": ["0.0.0.0"],
    "nothing.example": [],
}
"""Names and what they stand for."""

HOSTS = [
    *INSIDE, "127.0.0.1", "127.1", "0", "0.0.0.0", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001",
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]", "127.0.0.1.", "user@inside.example",
    "inside.example@127.0.0.1", "127。0。0。1", "①②⑦.0.0.1", "inside.example%00.pantry.example", "inside.example\\@pantry.example",
]  # fmt: skip


@pytest.fixture(scope="module")
def trap():
    """A listener on this machine that counts whoever comes, and its port."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.1)
    came: list[object] = []
    stop = threading.Event()

    def listen() -> None:
        while not stop.is_set():
            try:
                connection, peer = server.accept()
            except TimeoutError:
                continue
            came.append(peer)
            connection.close()

    thread = threading.Thread(target=listen)
    thread.start()
    yield server.getsockname()[1], came
    stop.set()
    thread.join()
    server.close()


@pytest.fixture
def spied(monkeypatch):
    """Every address to which a socket was opened."""
    opened: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: opened.append(address) or self.close())
    return opened


def fetcher():
    return SafeFetcher(resolver=lambda host, port: INSIDE.get(host, []))


def of_issuer(signer, issuer):
    document = draft_of(signer, issuer={"id": issuer, "type": ["Profile"], "name": "x"}).document
    by = LocalSigner(signer.private, f"{issuer}#1")
    return write(proofs.attach(document, eddsa_jcs_2022.make(document, by, created=NOON)))


def by_key(signer, url):
    return of_issuer(signer, url)


def by_did(signer, url):
    return of_issuer(signer, "did:web:" + url.split("://", 1)[1].replace(":", "%3A").replace("/", ":"))


def by_status(signer, url):
    entry = {
        **bitstring_list.entry(list_url="https://pantry.example/1", index=1, purpose="revocation"),
        "statusListCredential": url,
    }
    document = {**draft_of(signer).document, "credentialStatus": entry}
    return write(proofs.attach(document, eddsa_jcs_2022.make(document, signer, created=NOON)))


def by_endorsement(signer, url):
    inner = {**draft_of(signer).document, "type": ["VerifiableCredential", "EndorsementCredential"], "issuer": url, "proof": {}}
    document = {**draft_of(signer).document, "endorsement": [inner]}
    return write(proofs.attach(document, eddsa_jcs_2022.make(document, signer, created=NOON)))


def by_everything_else(signer, url):
    """Schema, refresh service, pictures, evidence: nobody is asked for them at all."""
    document = draft_of(signer, evidence=[{"id": url, "type": ["Evidence"]}], image={"id": url, "type": "Image"}).document
    document["credentialSchema"] = [{"id": url, "type": "1EdTechJsonSchemaValidator2019"}]
    document["refreshService"] = {"id": url, "type": "1EdTechCredentialRefresh"}
    document["termsOfUse"] = [{"id": url, "type": "Terms"}]
    return write(proofs.attach(document, eddsa_jcs_2022.make(document, signer, created=NOON)))


def by_hosting(_signer, url):
    """An award of 2.0 that says where it stands."""
    return write(
        {
            "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": url, "badge": url,
            "issuedOn": "2020-01-01T00:00:00Z", "recipient": {"type": "email", "identity": "a@b.example", "hashed": False},
            "verification": {"type": "hosted"},
        }
    )  # fmt: skip


REASONS = [by_key, by_did, by_status, by_endorsement, by_everything_else, by_hosting]


@pytest.mark.conformance("OB3-P-09")
@pytest.mark.parametrize("reason", REASONS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_connection_goes_to_an_address_that_is_not_public(scheme, host, reason, trap, spied, signer):
    port, came = trap
    data = reason(signer, f"{scheme}://{host}:{port}/x")

    report = check(data, network=fetcher(), policy=Policy(), at=NOON)

    assert spied == []
    assert came == []
    assert not [url for url in report.asked if "nothing.example" not in url]
    assert report.verdict is not Verdict.VALID or reason in (by_endorsement, by_everything_else)


@pytest.mark.conformance("OB3-P-09")
@pytest.mark.parametrize("host", HOSTS)
def test_no_connection_goes_there_for_a_source(host, trap, spied):
    port, came = trap

    opened = open_source(f"https://{host}:{port}/badge.json", fetcher())

    assert isinstance(opened.data, Exception)
    assert (spied, came) == ([], [])


@pytest.mark.conformance("OB3-P-09")
@pytest.mark.parametrize("host", HOSTS)
def test_no_redirect_leads_there(host, trap, monkeypatch):
    port, came = trap
    asked = []

    class Moved(SafeFetcher):
        def _read(self, pool, where, headers, until):
            from openbadgekit.verify.resources import Resource

            asked.append(where.host)
            return Resource(where.url, b"", "", 302, f"https://{host}:{port}/x")

    known = {"pantry.example": ["93.184.216.34"], **INSIDE}
    answer = Moved(resolver=lambda name, _port: known.get(name, [])).fetch("https://pantry.example/list")

    assert answer.reason in ("refused", "unreachable")
    assert asked == ["pantry.example"]
    assert came == []


@pytest.mark.conformance("OB3-P-09")
def test_the_connection_goes_to_the_address_that_was_checked(spied):
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])

    SafeFetcher(resolver=lambda host, port: next(answers)).fetch("https://rebind.example/")

    assert {address[0] for address in spied} <= {"93.184.216.34"}


def test_a_badge_of_sixty_hosts_asks_ten_times_at_most(signer):
    asked = []

    class Counting(SafeFetcher):
        def _ask(self, where, written):
            asked.append(where.host)
            written.append(where.url)
            from openbadgekit.verify.resources import FetchFailure

            return FetchFailure(where.url, "unreachable")

    issuers = [{**draft_of(signer).document, "issuer": f"https://host{n}.example/", "proof": {}} for n in range(60)]
    document = {**draft_of(signer).document, "endorsement": issuers}
    data = write(proofs.attach(document, eddsa_jcs_2022.make(document, signer, created=NOON)))

    report = check(data, network=Counting(), policy=Policy(), at=NOON)

    assert len(asked) <= 10
    assert len(report.asked) <= 10


@pytest.mark.parametrize("form", [Form.EDDSA_RDFC_2022, Form.EDDSA_JCS_2022, Form.VC_JWT])
def test_making_and_judging_opens_no_socket_at_all(form, spied, signer):
    body = seal(lint(draft_of(signer)), signer, forms=[form], created=NOON)[form]

    check(body, network=fetcher(), policy=Policy(), at=NOON)

    assert spied == []

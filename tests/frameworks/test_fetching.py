"""A framework from an address: a package, or a document that names its package; never more than two questions."""

from __future__ import annotations

import json

import pytest
from laurels.common.network import network
from laurels.frameworks.errors import AddressSilent
from laurels.frameworks.models import Import
from laurels.frameworks.services import fetched
from laurels.people.rules import Switch
from laurels.people.services import turn_on
from tests.frameworks.documents import DOCUMENT, SMALL, as_bytes
from tests.making import NOON

from openbadgekit.verify.resources import FetchFailure, Resource

BASE = "https://case.example/ims/case/v1p1"
PACKAGE = f"{BASE}/CFPackages/{DOCUMENT}"


class Web:
    """Answers by address, and remembers what was asked."""

    def __init__(self, **answers: bytes | FetchFailure) -> None:
        self.answers, self.asked = answers, list[str]()

    def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
        self.asked.append(url)
        answer = self.answers.get(url, FetchFailure(url, "unreachable"))
        return answer if isinstance(answer, FetchFailure) else Resource(url, answer, "application/json", 200, url)


def alone(uri: str = PACKAGE) -> bytes:
    """A CFDocument as ``GET …/CFDocuments/{id}`` gives it."""
    return json.dumps({**SMALL["CFDocument"], "CFPackageURI": {"title": "T", "identifier": DOCUMENT, "uri": uri}}).encode()


@pytest.mark.conformance("CASE-01")
def test_a_package_is_taken_as_it_is():
    web = Web(**{PACKAGE: as_bytes(SMALL)})

    assert fetched(PACKAGE, through=web) == (as_bytes(SMALL), DOCUMENT)
    assert web.asked == [PACKAGE]


@pytest.mark.conformance("CASE-01")
def test_a_document_leads_to_its_package_once():
    document = f"{BASE}/CFDocuments/{DOCUMENT}"
    web = Web(**{document: alone(), PACKAGE: as_bytes(SMALL)})

    assert fetched(document, through=web)[0] == as_bytes(SMALL)
    assert web.asked == [document, PACKAGE]


def test_a_document_that_leads_to_itself_is_asked_twice_and_no_more():
    document = f"{BASE}/CFDocuments/{DOCUMENT}"
    web = Web(**{document: alone(document)})

    assert fetched(document, through=web)[0] == alone(document)
    assert web.asked == [document, document]


@pytest.mark.parametrize(
    "body", [b"", b"{", b'{"CFPackageURI": 5}', b'{"CFPackageURI": {"uri": ""}}', b"<html>CFPackageURI</html>"]
)
def test_anything_else_is_left_to_the_readers(body):
    web = Web(**{PACKAGE: body})

    assert fetched(PACKAGE, through=web)[0] == body


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (FetchFailure(PACKAGE, "refused"), "no public address"),
        (FetchFailure(PACKAGE, "timeout"), "too long"),
        (FetchFailure(PACKAGE, "too_large"), "larger than 64 MB"),
        (FetchFailure(PACKAGE, "unreachable"), "Nobody answers"),
        (FetchFailure(PACKAGE, "status", 404), "answers with 404"),
    ],
)
def test_why_nothing_came_is_told(failure, words):
    with pytest.raises(AddressSilent, match=words):
        fetched(PACKAGE, through=Web(**{PACKAGE: failure}))


@pytest.mark.parametrize(
    "address", ["http://case.example/x", "https://127.0.0.1/x", "https://localhost/x", "file:///etc/hostname", "https://[::1]/x"]
)
def test_the_real_fetcher_opens_no_address_of_ours(address):
    with pytest.raises(AddressSilent, match="no public address"):
        fetched(address)


def test_a_file_may_be_larger_and_slower_than_a_badge():
    usual, ours = network().limits, network(most_bytes=5_000_000, seconds=30).limits

    assert (usual.fetch_bytes, usual.fetch_seconds, usual.total_seconds) == (1_048_576, 5, 10)
    assert (ours.fetch_bytes, ours.fetch_seconds, ours.total_seconds) == (5_000_000, 15, 30)


@pytest.mark.django_db
def test_the_page_keeps_the_address_and_tells_why_nothing_came(as_owner, owner, pantry, monkeypatch):
    turn_on(organisation=pantry, switches=[Switch.FRAMEWORKS], answer_days=15, actor=owner, at=NOON)
    web = Web(**{PACKAGE: as_bytes(SMALL)})
    monkeypatch.setattr("laurels.frameworks.services.fetching.network", lambda **_: web)

    silent = as_owner.post("/o/kettle-lane/frameworks/import/", {"address": "https://case.example/other"})
    found = as_owner.post("/o/kettle-lane/frameworks/import/", {"address": PACKAGE})

    assert silent.status_code == 422
    assert "Nobody answers there." in silent.content.decode()
    assert found.status_code == 302
    assert Import.objects.get().address == PACKAGE


def test_an_outsider_brings_nothing_by_address(as_outsider, pantry):
    assert as_outsider.post("/o/kettle-lane/frameworks/import/", {"address": PACKAGE}).status_code == 404

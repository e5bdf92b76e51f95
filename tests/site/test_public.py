"""The layer before Django: stored bytes with their headers, and the rest passed on untouched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from laurels.sealing import published
from laurels.site.public import PREFIXES, PublicDocuments

pytestmark = pytest.mark.django_db
PATH = "/status/1"


@dataclass
class Got:
    """What came back through the layer."""

    status: str
    headers: dict[str, str]
    body: bytes


def ask(path: str = PATH, *, method: str = "GET", **environ: str) -> Got:
    """One request; Django's place is taken by something that says so."""
    seen: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        seen.update(status=status, headers=dict(headers))

    def django(_environ, start_response):
        start_response("200 OK", [("X-Answered-By", "django")])
        return [b"a page"]

    body = b"".join(PublicDocuments(django)({"REQUEST_METHOD": method, "PATH_INFO": path, **environ}, start))
    return Got(body=body, **seen)


@pytest.fixture
def document(monkeypatch):
    """One document at PATH; what was asked is kept."""
    asked = []

    def answer(path, accept):
        asked.append((path, accept))
        if path != PATH:
            return None
        return published.PublishedAnswer(b'{"a":1}', "application/vc+ld+json", "abc123", "public, max-age=300")

    monkeypatch.setattr(published, "answer", answer)
    return asked


def test_a_document_has_its_type_length_tag_and_policy(document):
    got = ask()

    assert (got.status, got.body) == ("200 OK", b'{"a":1}')
    assert got.headers == {
        "Content-Type": "application/vc+ld+json",
        "Content-Length": "7",
        "ETag": '"abc123"',
        "Cache-Control": "public, max-age=300",
        "Vary": "Accept, Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
        "Referrer-Policy": "no-referrer",
    }


def test_head_says_the_same_without_the_bytes(document):
    head, get = ask(method="HEAD"), ask()

    assert (head.status, head.headers, head.body) == (get.status, get.headers, b"")


@pytest.mark.parametrize("tag", ['"abc123"', 'W/"abc123"', '"x", "abc123"', 'W/"x",W/"abc123"', "*"])
def test_bytes_that_somebody_has_already_are_not_sent_again(document, tag):
    got = ask(HTTP_IF_NONE_MATCH=tag)

    assert (got.status, got.body, got.headers["ETag"]) == ("304 Not Modified", b"", '"abc123"')


@pytest.mark.parametrize("tag", ['"abc12"', '"abc1234"', "", '"x", "y"'])
def test_other_bytes_are(document, tag):
    assert ask(HTTP_IF_NONE_MATCH=tag).status == "200 OK"


def test_what_is_no_document_goes_on_to_django(document):
    assert ask("/status/2").headers == {"X-Answered-By": "django"}


@pytest.mark.parametrize("path", ["/", "/check/", "/o/kettle-lane/people/", "/static/x.css", "/C/x", "/c", "/c/\0", "/status/\0x"])
def test_pages_cost_no_question(document, path):
    assert ask(path).headers == {"X-Answered-By": "django"}
    assert document == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", ""])
def test_other_methods_go_on_to_django(document, method):
    assert ask(method=method).headers == {"X-Answered-By": "django"}
    assert document == []


@pytest.mark.parametrize("prefix", PREFIXES)
def test_each_kind_of_document_is_asked_for(document, prefix):
    path = prefix + ("kettle-lane/did.json" if prefix == "/o/" else "x")

    ask(path, HTTP_ACCEPT="application/json")

    assert document == [(path, "application/json")]


@pytest.mark.parametrize("error", [OperationalError("disk I/O error: /var/x"), InterfaceError("connection already closed")])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_database_that_is_gone_is_said_and_is_never_cached(monkeypatch, caplog, error, method):
    """503, not 404: a verifier that could not ask must not remember that there is nothing."""

    def gone(*_args):
        raise error

    monkeypatch.setattr(published, "answer", gone)

    got = ask(method=method)

    assert (got.status, got.headers["Cache-Control"], got.headers["Retry-After"]) == ("503 Service Unavailable", "no-store", "60")
    assert b"/var/x" not in got.body
    assert (b"Wait a minute" in got.body) is (method == "GET")
    assert "the database cannot be asked" in caplog.text


def test_the_log_of_it_holds_no_token(monkeypatch, capsys):
    """The path is an unguessable address: the entry says which kind, not which one."""
    import io
    import logging

    from laurels.site.logs import MaskingFormatter

    def gone(*_args):
        raise OperationalError("locked")

    monkeypatch.setattr(published, "answer", gone)
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(MaskingFormatter())
    logging.getLogger("laurels.site.public").addHandler(handler)
    try:
        ask("/c/c3VjaC1hLXNlY3JldC10b2tlbg.json")
    finally:
        logging.getLogger("laurels.site.public").removeHandler(handler)

    assert "/c/…" in written.getvalue()
    assert "c3VjaC1hLXNlY3JldC10b2tlbg" not in written.getvalue()

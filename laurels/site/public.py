"""Public documents are answered before Django: bytes that were stored when they were sealed, one question to the database."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Callable, Iterable
from typing import Any

Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]

PREFIXES = ("/c/", "/badges/", "/endorsements/", "/status/", "/o/")
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
COMMON = (
    ("Access-Control-Allow-Origin", "*"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", PICTURE_POLICY),
    ("Referrer-Policy", "no-referrer"),
)
BUSY = b"The database cannot be asked just now.\nWait a minute and try again; if it stays, tell the operator.\n"
log = logging.getLogger(__name__)


class PublicDocuments:
    """A WSGI layer: what a machine asks for at a published address; everything else goes on to Django."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        """Answer, or pass on."""
        path = environ.get("PATH_INFO", "")
        if environ.get("REQUEST_METHOD") in ("GET", "HEAD") and path.startswith(PREFIXES) and self._may_be_document(path):
            from django.db import DatabaseError, InterfaceError, close_old_connections

            from laurels.sealing.published import answer

            close_old_connections()
            try:
                found = answer(path, environ.get("HTTP_ACCEPT", ""))
            except (DatabaseError, InterfaceError):
                log.exception("%s: the database cannot be asked", path)
                return _send_busy(environ, start_response)
            if found is not None:
                return _send(found, environ, start_response)
        return self.application(environ, start_response)

    @staticmethod
    def _may_be_document(path: str) -> bool:
        """Pages below /o/ are many and documents there are one: no question is asked for the others, nor for a NUL."""
        return "\0" not in path and (not path.startswith("/o/") or path.endswith("/did.json"))


def _send(found: Any, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """Bytes with their ETag, or 304; readable from every origin, never a script."""
    headers = [("ETag", f'"{found.etag}"'), ("Cache-Control", found.cache_policy), ("Vary", "Accept, Accept-Encoding"), *COMMON]
    asked = [tag.strip().removeprefix("W/").strip('"') for tag in environ.get("HTTP_IF_NONE_MATCH", "").split(",")]
    if found.etag in asked or asked == ["*"]:
        start_response("304 Not Modified", headers)
        return [b""]
    body = found.body
    if found.content_type.startswith("image/svg") and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body = gzip.compress(body, mtime=0)  # a drawing is a third of itself; the pages that show several stay light
        headers.append(("Content-Encoding", "gzip"))
    start_response("200 OK", [*headers, ("Content-Type", found.content_type), ("Content-Length", str(len(body)))])
    return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _send_busy(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """The database is locked, full or gone: the same words as on a page, and never cached as "not there"."""
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store"), ("Retry-After", "60"), *COMMON]
    start_response("503 Service Unavailable", [*headers, ("Content-Length", str(len(BUSY)))])
    return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [BUSY]

"""Handing one letter to the mail server, or to a folder while none is set; three ways in which it can fail.

Source: RFC 5321 4.2.1 (4xx: try again, 5xx: never), 4.5.3.2 and 6.1 (whoever loses the connection after the text was sent does
not know whether it was taken); RFC 3207 (STARTTLS).
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

PATIENCE_SECONDS = 20
"""For each answer of the server; a whole conversation has at most eight, well within a worker's lease."""
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class NotHandedOver(Exception):
    """Certainly not taken: another try may do it."""


class RefusedForGood(Exception):
    """The server will never take this letter; ``args[0]`` is its three-digit answer."""


class NobodyKnows(Exception):
    """The text went out and no answer came back: it may have been taken."""


def post(message: EmailMessage, *, url: str, folder: Path, name: str) -> None:
    """Hand a letter over.

    Args:
        url: ``smtp://`` or ``smtps://`` with host, perhaps port, user and password; empty: a file is written instead.
        folder: where files go.
        name: the file's name.
    Raises:
        NotHandedOver, RefusedForGood, NobodyKnows: as their names say.
    """
    if url:
        _converse(message, urlsplit(url))
    else:
        _keep(message, folder, name)


def _keep(message: EmailMessage, folder: Path, name: str) -> None:
    """A file that is there whole or not at all."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = folder / f".{name}.part"
        half.write_bytes(message.as_bytes())
        half.replace(folder / name)
    except OSError as problem:
        raise NotHandedOver(type(problem).__name__) from problem


class _Noting(smtplib.SMTP):
    """A conversation that knows whether the text has begun to go out."""

    text_began = False

    def data(self, msg: Any) -> Any:
        """Send the text; from here on silence means that nobody knows."""
        self.text_began = True
        return super().data(msg)


class _NotingTls(_Noting, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


def _converse(message: EmailMessage, parts: SplitResult) -> None:
    """Connect, encrypt, sign in, send."""
    try:
        server = _connected(parts)
    except (OSError, smtplib.SMTPException) as problem:
        raise NotHandedOver(_said(problem)) from problem
    try:
        server.send_message(message)
    except (OSError, smtplib.SMTPException) as problem:
        raise _verdict(problem, text_began=server.text_began) from problem
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):  # what is said after the answer changes nothing
            server.quit()


def _connected(parts: SplitResult) -> _Noting:
    """A server that is ready to take a letter. A password goes out encrypted only, to a server whose certificate is right."""
    host = parts.hostname or "localhost"
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        server: _Noting = _NotingTls(host, parts.port or 465, timeout=PATIENCE_SECONDS, context=context)
    else:
        server = _Noting(host, parts.port or 25, timeout=PATIENCE_SECONDS)
    try:
        server.ehlo_or_helo_if_needed()
        if parts.scheme == "smtp":
            _encrypt(server, host, strictly=bool(parts.username))
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def _encrypt(server: _Noting, host: str, *, strictly: bool) -> None:
    """STARTTLS where the server offers it; on the way to another machine a password needs it."""
    if server.has_extn("starttls"):
        context = ssl.create_default_context()
        if not strictly:  # without a password encryption is a courtesy: an unknown certificate still beats none
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        server.starttls(context=context)
        server.ehlo_or_helo_if_needed()
    elif strictly and host not in _LOCAL:
        raise smtplib.SMTPNotSupportedError("no STARTTLS, and a password is not sent in the clear")


def _verdict(problem: Exception, *, text_began: bool) -> Exception:
    """Which of the three it was: the server's own answer decides, silence depends on how far we had come."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code = next(iter(problem.recipients.values()))[0]  # there is one
        return RefusedForGood(str(code)) if code >= 500 else NotHandedOver(str(code))
    if isinstance(problem, smtplib.SMTPDataError):
        return RefusedForGood(_said(problem)) if problem.smtp_code >= 500 else NotHandedOver(_said(problem))
    if isinstance(problem, smtplib.SMTPResponseException) or not text_began:  # the sender or the house, not this letter
        return NotHandedOver(_said(problem))
    return NobodyKnows(type(problem).__name__)


def _said(problem: Exception) -> str:
    """The server's number, or what kind of silence it was; never its words, which may hold addresses."""
    return str(problem.smtp_code) if isinstance(problem, smtplib.SMTPResponseException) else type(problem).__name__

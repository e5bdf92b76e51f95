"""Reading the environment: each value has a default that works, or is refused at the start with a sentence."""

from __future__ import annotations

import os
import secrets
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def prepared_folder(path: Path) -> Path:
    """Make the data folder when it is absent, readable by its owner only."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"LAURELS_DATA names a folder that cannot be made: {path}. Name one that this user may write to."
        ) from problem
    return path


def secret(name: str, *, made_in: Path) -> str:
    """The secret from NAME or NAME_FILE; otherwise made once and kept with mode 0600."""
    if value := os.environ.get(name):
        return value
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text().strip()
        except OSError as problem:
            raise ImproperlyConfigured(f"{name}_FILE names a file that cannot be read: {file}.") from problem
    kept = made_in / name.lower().replace("_", "-")
    if not kept.exists():
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file_handle:
            file_handle.write(secrets.token_urlsafe(48))
    return kept.read_text().strip()


def database(url: str) -> dict[str, Any]:
    """Django's connection settings for ``sqlite:///PATH`` or ``postgresql://user:password@host:port/name``."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": parts.path[1:], "OPTIONS": dict(SQLITE_OPTIONS)}
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(query.get("host", parts.hostname or "")),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    raise ImproperlyConfigured(
        f"DATABASE_URL begins with {parts.scheme!r}. Write sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME."
    )


def origin(value: str) -> str:
    """The public origin without a trailing slash: scheme, host and perhaps a port, nothing else."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"} or parts.query:
        raise ImproperlyConfigured(
            f"LAURELS_ORIGIN is {value!r}. Write the public address only, for instance https://badges.example.org."
        )
    return f"{parts.scheme}://{parts.netloc}"


def mail_server(url: str) -> str:
    """The mail server's address as it was written, when it can be one; empty stays empty. It is never said aloud."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"smtp", "smtps"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number
        usable = False
    if not usable or (parts.username and parts.password is None):
        raise ImproperlyConfigured(
            "EMAIL_URL cannot be used. Write smtp://HOST:PORT or smtps://USER:PASSWORD@HOST:PORT; what is special in a user or "
            "password is written as in addresses (@ is %40, / is %2F)."
        )
    return url


def sender(value: str, *, host: str) -> str:
    """Who letters come from: ``Name <address>``; from this machine's own host when nothing is set."""
    if not value:
        return f"Laurels <laurels@{host}>"
    address = parseaddr(value)[1]
    try:
        validate_email(address)
    except ValidationError:
        address = ""
    if not address or any(character in value for character in "\r\n\0"):
        raise ImproperlyConfigured(f"MAIL_FROM is {value!r}. Write an address, for instance Laurels <laurels@example.org>.")
    return value


def proxies(value: str) -> int:
    """How many reverse proxies of our own stand in front: so many last entries of X-Forwarded-For are believed."""
    if not value.isascii() or not value.isdecimal() or int(value) > 9:
        raise ImproperlyConfigured(f"LAURELS_PROXIES is {value!r}. Write how many reverse proxies stand in front: 0 to 9.")
    return int(value)

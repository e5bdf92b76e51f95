"""Wrapping at rest: a data key for each signing key, under a master key that lives outside the database.

Source: THREATS "Private key leaks"; NIST SP 800-38D (AES-GCM, 96-bit random nonces, one message per data key).
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from laurels.keys.errors import KeyMixedUp, NoMasterKey
from laurels.keys.models import WrappedKey
from openbadgekit.keys import KeyKind, generate, jwk, multikey
from openbadgekit.keys.signer import LocalSigner, Signer
from openbadgekit.reading import read_object, write

KEY_BYTES, NONCE_BYTES = 32, 12


def master_key_path() -> Path:
    """Where the master key is kept: LAURELS_MASTER_KEY_FILE, else in the data folder."""
    return Path(settings.MASTER_KEY_FILE)


def prepare_master_key() -> Path:
    """Make the master key when there is none; an existing one is never touched.

    It is written beside its place and linked there whole: a crash leaves no half of a key, and of two makers one wins.
    """
    path = master_key_path()
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    return path


def wrap(secret: bytes, *, name: bytes) -> tuple[bytes, bytes]:
    """Wrap a secret under a fresh data key.

    Args:
        name: bound to the ciphertext, so that one row's bytes cannot be put into another.
    Returns:
        (wrapped secret, wrapped data key), each nonce + ciphertext.
    """
    data_key = secrets.token_bytes(KEY_BYTES)
    return _seal(data_key, secret, name), _seal(_master_key(), data_key, name)


def unwrap(wrapped: bytes, data_key: bytes, *, name: bytes) -> bytes:
    """Open what ``wrap`` closed.

    Raises:
        NoMasterKey: the master key is missing or is another one, or the row was changed.
    """
    return _open(_open(_master_key(), data_key, name), wrapped, name)


def fill(row: WrappedKey) -> None:
    """Make a new Ed25519 key for a row; its private half is wrapped before it is written anywhere."""
    private = generate(KeyKind.ED25519)
    row.public_multikey = multikey.write(private.public())
    row.wrapped, row.data_key = wrap(write(jwk.write_private(private)), name=row.code.bytes)


def lent(row: WrappedKey, method: str) -> Signer:
    """A signer with a row's key, under the name by which readers find its public half.

    Raises:
        NoMasterKey: it cannot be opened. KeyMixedUp: what was opened is not what is published.
    """
    private = jwk.read_private(read_object(unwrap(bytes(row.wrapped), bytes(row.data_key), name=row.code.bytes)))
    if multikey.write(private.public()) != row.public_multikey:
        raise KeyMixedUp
    return LocalSigner(private, method)


def _master_key() -> bytes:
    """The master key, read each time: it is kept nowhere else."""
    try:
        key = master_key_path().read_bytes()
    except OSError:
        raise NoMasterKey from None
    if len(key) != KEY_BYTES:
        raise NoMasterKey
    return key


def _seal(key: bytes, secret: bytes, name: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, secret, name)


def _open(key: bytes, sealed: bytes, name: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], name)
    except (InvalidTag, ValueError):
        raise NoMasterKey from None

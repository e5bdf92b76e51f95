"""From bytes to a document: JSON, JWT, PNG or SVG are told apart by content, never by name."""

from __future__ import annotations

from dataclasses import dataclass

from openbadgekit.baking import png, svg
from openbadgekit.documents import ob1, ob2, vc
from openbadgekit.documents.views import CredentialView
from openbadgekit.documents.views import view as vc_view
from openbadgekit.errors import NotJws, NotStrictJson, ProofInvalid, TooLarge, Unreadable
from openbadgekit.limits import LIMITS, Limits
from openbadgekit.proofs import jose, vc_jwt
from openbadgekit.proofs.jose import CompactJws
from openbadgekit.reading import JsonObject, listed, read_object_plainly


@dataclass(frozen=True)
class Received:
    """A credential as it came.

    Attributes:
        form: json, jwt, png or svg. raw: the bytes exactly as received. payload: the JSON or JWS text within a picture.
        jws: the parsed token when the payload is one. document: the credential's JSON.
        known_plain: whether the document is certainly plain (``reading.plain.is_plain``), so that nobody has to walk it again.
        problem: why a token's content could not be taken as it stands, to be reported as a failing proof.
    """

    form: str
    raw: bytes
    payload: bytes
    jws: CompactJws | None
    document: JsonObject
    problem: ProofInvalid | None = None
    known_plain: bool = False

    @property
    def generation(self) -> str | None:
        """``ob1`` or ``ob2`` for those; None for a verifiable credential, whatever its type."""
        return ob2.generation(self.document)

    def view(self) -> CredentialView:
        """What the credential says."""
        return ob2.view(self.document) if self.generation else vc_view(self.document)


def receive(data: bytes, *, limits: Limits = LIMITS) -> Received:
    """Read a credential in any of its forms.

    Raises:
        Unreadable: no strict JSON, JWS, PNG or SVG, or none that holds a credential.
    """
    if png.is_png(data):
        form, payload = "png", png.unbake(data).payload
    elif svg.is_svg(data):
        form, payload = "svg", svg.unbake(data).payload
    else:
        form, payload = "", data
    try:
        text = payload.strip()
        if text[:1] in (b"{", b"["):
            document, known_plain = read_object_plainly(payload, limits=limits)
            _refuse_other(document)
            return Received(form or "json", data, payload, None, document, known_plain=known_plain)
        if form and text[:4].lower() == b"http":
            return Received(form, data, payload, None, ob1.pointer(_address(text)))
        return _token(form or "jwt", data, payload)
    except TooLarge as problem:
        raise _Excessive(problem.sentence) from None


class _Selective(Unreadable):
    """A token with selective disclosure (conformance row JC-02)."""

    code = "proof_unsupported"
    hint = "Ask its issuer for the badge as a file or as a plain signed token."


class _Excessive(Unreadable):
    """Too large, too deep: unreadable by our limits (verdict rule 1)."""

    code = "too_large"


def _address(text: bytes) -> str:
    """The address that a picture of generation 1 holds instead of a badge (conformance row OB3-B-05)."""
    try:
        found = text.decode("ascii")
    except UnicodeDecodeError:
        found = ""
    if not vc.is_url(found):
        raise Unreadable("This picture holds the address of a badge, but not one that can be read.")
    return found


def _token(form: str, data: bytes, payload: bytes) -> Received:
    """A compact JWS."""
    if b"~" in payload and payload.partition(b"~")[0].count(b".") == 2:
        raise _Selective("This is an SD-JWT, a token that shows only parts of itself; that kind is not read here.")
    if payload.count(b".") != 2:
        raise Unreadable("This is neither a badge's file nor its picture nor its text.")
    jws = jose.read(payload.decode("ascii", "replace"))
    try:
        if ob2.generation(older := jws.body):
            return Received(form, data, payload, jws, older)
        return Received(form, data, payload, jws, _known(vc_jwt.credential_of(jws)))
    except NotStrictJson:
        raise NotJws("This signed token holds no badge.") from None
    except ProofInvalid as problem:
        return Received(form, data, payload, jws, jws.body, problem)


def _known(document: JsonObject) -> JsonObject:
    _refuse_other(document)
    return document


def _refuse_other(document: JsonObject) -> None:
    """A JSON object that is no credential of any kind (verdict rules 1 and 9)."""
    if ob2.generation(document):
        return
    kinds = listed(document.get("type"))
    if ob2.CONTEXTS[0] in listed(document.get("@context")):
        raise Unreadable("This is a part of an Open Badges 2.0 badge, but no award of one.")
    marks = ("credentialSubject", "issuer", "proof", "verifiableCredential")
    if not any(mark in document for mark in marks) and "VerifiableCredential" not in kinds:
        raise Unreadable("This JSON document is no badge.")

"""Fuzz targets, one per reader, with seeds of our own and a small mutator that knows the formats.

    python -m library.tests.fuzzing TARGET SECONDS SEED MEGABYTES

prints ``{"inputs", "slowest", "megabytes", "answers"}``; an unhandled fault ends it with the input in base64. A program of its own,
so that its memory is its own and its limit hurts nobody else.
"""

from __future__ import annotations

import base64
import copy
import json
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from library.tests.attacks import chunk, picture
from library.tests.making import ACHIEVEMENT, NOON, draft_of, issuer_of
from library.tests.memory import peak_megabytes

from openbadgekit import contexts, proofs
from openbadgekit.baking import png, svg
from openbadgekit.canonical import rdfc
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.issue import Form, hashed_identifier, lint, seal
from openbadgekit.keys import KeyKind, PrivateKey, did_key, jwk, multikey
from openbadgekit.keys.multibase import base64url_decode, base64url_encode
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import eddsa_jcs_2022, jose
from openbadgekit.reading import read_object, write
from openbadgekit.shell import recipients
from openbadgekit.shell.checking import check
from openbadgekit.status import bitstring_list
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.resources import FetchFailure, Resource

PRIVATE = PrivateKey(KeyKind.ED25519, Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
"""Always the same, so that a seed names its inputs."""

DID = "did:web:pantry.example"
DOCUMENT = "https://pantry.example/.well-known/did.json"
LIST = "https://pantry.example/status/1"
LOCAL = LocalSigner(PRIVATE, did_key.method_of(PRIVATE.public()))
WEB = LocalSigner(PRIVATE, f"{DID}#1")

ODD: list[Any] = [
    None, True, False, 0, -1, 1, 1.5, 1e308, -0.0, 10**300, 2**53 + 1, "", "x", " ", "_:b", "did:key:z", "did:web:%",
    "did:web:a:..", "https://", "https://pantry.example/", "urn:uuid:1", "2026-03-01T00:00:00Z", "9999-12-31T24:00:00Z",
    "0", "-1", "99999999999",
    [], {}, [[]], [None], [[[[]]]], {"@value": "x"}, {"@value": 1, "@type": "x"}, {"@list": []}, {"@set": [{}]}, {"@id": "_:a"},
    {"@graph": []}, {"@reverse": {}}, {"type": []}, "z" + "1" * 60, "u", "sha256$", "\u202e", "a" * 500, "\x00", "openbadges",
]  # fmt: skip
NAMES = [
    *"""@context @id @type @value @list @set @graph @reverse @included @index @language @nest @json @version @vocab @base @import
    @direction id type issuer proof credentialSubject identifier status credentialStatus credentialSchema evidence endorsement
    endorsementJwt achievement result resultDescription verificationMethod assertionMethod publicKeyJwk publicKeyMultibase
    controller validFrom validUntil name vc iss sub nbf exp jti alg kid jwk crit typ recipient badge verification x:y""".split(),
    "",
    "https://a.b/c",
]


def badge(**changes: Any) -> dict[str, Any]:
    """A badge with most of what a badge can hold, signed."""
    subject = {
        "id": "urn:uuid:1", "identifier": [hashed_identifier("ana@pantry.example", salt="salt")],
        "result": draft_of(LOCAL).document["credentialSubject"]["result"],
    }  # fmt: skip
    alignment = {"type": ["Alignment"], "targetName": "x", "targetUrl": "https://a.example/", "targetType": "CFItem"}
    values = {
        "subject": subject,
        "achievement": {**ACHIEVEMENT, "alignment": [alignment], "tag": ["a"], "version": "1", "inLanguage": "en"},
        "status": [bitstring_list.entry(list_url=LIST, index=3, purpose="revocation")],
        "evidence": [{"id": "https://a.example/e", "type": ["Evidence"], "name": "x"}],
        **changes,
    }
    document = draft_of(LOCAL, **values).document
    endorsement = {
        "@context": [contexts.VC2, contexts.OB3], "id": "urn:uuid:2", "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "x", "issuer": issuer_of(LOCAL), "validFrom": "2026-03-01T00:00:00Z",
        "credentialSubject": {"id": "urn:uuid:3", "type": ["EndorsementSubject"]},
    }  # fmt: skip
    document["endorsement"] = [signed(endorsement, LOCAL)]
    return document


def signed(document: dict[str, Any], by: LocalSigner) -> dict[str, Any]:
    bare = proofs.without_proof(document)
    return proofs.attach(bare, eddsa_jcs_2022.make(bare, by, created=NOON))


def key_document() -> dict[str, Any]:
    """The pantry's, with a key in each spelling."""
    public = PRIVATE.public()
    return {
        "id": DID,
        "verificationMethod": [
            {"id": f"{DID}#1", "type": "Multikey", "controller": DID, "publicKeyMultibase": multikey.write(public)},
            {"id": "#2", "type": "JsonWebKey", "controller": DID, "publicKeyJwk": jwk.write_public(public)},
            {
                "id": "#3",
                "type": "Key",
                "owner": DID,
                "publicKeyPem": "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----",
            },
        ],
        "assertionMethod": [f"{DID}#1", "#2"],
    }


def status_list() -> dict[str, Any]:
    encoded = bitstring_list.build([5])
    return bitstring_list.list_credential(list_url=LIST, issuer=DID, purpose="revocation", encoded=encoded, valid_from=NOON)


OLDER = {
    "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "https://a.example/1",
    "recipient": {"type": "email", "identity": "sha256$00", "hashed": True, "salt": "x"},
    "badge": {"type": "BadgeClass", "id": "https://a.example/b", "name": "Old", "issuer": {"id": "https://a.example/i"}},
    "issuedOn": "2020-01-01T00:00:00Z", "verification": {"type": "hosted"},
}  # fmt: skip


def mutated(value: Any, random: Random) -> Any:
    """The value with a few parts taken out, put in, renamed, wrapped or made odd."""
    changed = copy.deepcopy(value)
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        places = list(_places(changed))
        if not places:
            return random.choice(ODD)
        holder, key = random.choice(places)
        _mutate(holder, key, random, places)
    return changed


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """(container, key) of everything within."""
    todo = [value]
    while todo:
        holder = todo.pop()
        for key, inner in holder.items() if isinstance(holder, dict) else enumerate(holder) if isinstance(holder, list) else ():
            yield holder, key
            todo.append(inner)


def _mutate(holder: Any, key: Any, random: Random, places: list[tuple[Any, Any]]) -> None:
    """One change at one place."""
    act = random.randrange(8)
    if act == 0:
        del holder[key]
    elif act == 1 and isinstance(holder, dict):
        holder[random.choice(NAMES)] = holder.pop(key)
    elif act == 2 and isinstance(holder, dict):
        holder[random.choice(NAMES)] = copy.deepcopy(random.choice(ODD))
    elif act == 3:
        other, its = random.choice(places)
        if (its in other) if isinstance(other, dict) else its < len(other):
            holder[key] = copy.deepcopy(other[its])
    elif act == 4:
        holder[key] = [holder[key]] if random.random() < 0.5 else {random.choice(NAMES): holder[key]}
    elif act == 5 and isinstance(holder[key], str):
        holder[key] = _text(holder[key], random)
    elif act == 6 and isinstance(holder, list):
        holder.insert(key, copy.deepcopy(random.choice(ODD)))
    else:
        holder[key] = copy.deepcopy(random.choice(ODD))


def _text(text: str, random: Random) -> str:
    """A text with one sign changed, doubled or cut off."""
    at = random.randrange(len(text) + 1)
    return random.choice(
        (text[:at], text[:at] + random.choice("\x00:#%/.é\u202e0") + text[at:], text + text, text[at:], text.upper())
    )


def flipped(data: bytes, random: Random) -> bytes:
    """Bytes changed, cut, doubled or moved without knowledge of any format."""
    out = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        at = random.randrange(len(out) + 1)
        act = random.randrange(5)
        if act == 0 and at < len(out):
            out[at] ^= 1 << random.randrange(8)
        elif act == 1:
            out[at:at] = random.choice(
                (b"\x00", b"\xff", b'"', b"\\", b"{", b"]", b"<", b"&", b",", b"\n", b"\xed\xa0\x80", b"9" * 40)
            )
        elif act == 2:
            del out[at : at + random.randrange(1, 40)]
        elif act == 3:
            out[at:at] = out[at : at + random.randrange(1, 60)]
        elif len(out) > 4:
            size = random.choice((0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF))
            out[at : at + 4] = size.to_bytes(4, random.choice(("big", "little")))
    return bytes(out)


def judged(data: bytes, resources: dict[str, bytes] | None = None) -> str:
    """The verdict under a network that answers with these bytes."""

    class Network:
        def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
            body = (resources or {}).get(url)
            return FetchFailure(url, "unreachable") if body is None else Resource(url, body)

    report = check(data, network=Network(), policy=Policy(recipient="ana@pantry.example"), at=NOON)
    json.dumps(report.as_json())
    return report.verdict.value


def or_refused(work: Callable[[], object]) -> str:
    """``done``, or the code of the refusal."""
    try:
        work()
    except OpenBadgeKitError as problem:
        return problem.code
    return "done"


Target = Callable[[Random], tuple[bytes, Callable[[], str]]]


def fuzz_json(random: Random) -> tuple[bytes, Callable[[], str]]:
    """Badges, key documents, status lists and older assertions, by structure and by bytes."""
    kind = random.randrange(4)
    if kind == 0:
        document = mutated(random.choice(SEEDS["badges"]), random)
        if random.random() < 0.3 and isinstance(document, dict):
            document = _signed_if_possible(document)
        data = flipped(_written(document), random) if random.random() < 0.2 else _written(document)
        return data, lambda: judged(data, {LIST: SEEDS["list"][0]})
    web = SEEDS["web"][0]
    if kind == 1:
        data = _written(mutated(SEEDS["keys"][0], random))
        return data, lambda: judged(web, {DOCUMENT: data})
    if kind == 2:
        data = _written(_signed_if_possible(mutated(SEEDS["unsigned list"][0], random), WEB))
        return data, lambda: judged(web, {DOCUMENT: _written(SEEDS["keys"][0]), LIST: data})
    data = _written(mutated(OLDER, random))
    parts = {"https://a.example/1": data, "https://a.example/b": _written(mutated(OLDER["badge"], random))}
    return data, lambda: judged(data, parts)


def fuzz_jwt(random: Random) -> tuple[bytes, Callable[[], str]]:
    """Tokens: header and claims by structure, truly signed or not, and by bytes."""
    head, body, tail = random.choice(SEEDS["tokens"]).split(b".")
    header, claims = (json.loads(base64url_decode(part.decode())) for part in (head, body))
    if random.random() < 0.5:
        header = mutated(header, random)
    if random.random() < 0.7:
        claims = mutated(claims, random)
    parts = [base64url_encode(_written(header)).encode(), base64url_encode(_written(claims)).encode(), tail]
    if random.random() < 0.5:
        parts[2] = base64url_encode(LOCAL.sign(b".".join(parts[:2]))).encode()
    data = b".".join(parts)
    if random.random() < 0.2:
        data = flipped(data, random)
    return data, lambda: judged(data) + or_refused(lambda: jose.read(data))


def fuzz_png(random: Random) -> tuple[bytes, Callable[[], str]]:
    """Pictures: chunks by structure with sound sums, and by bytes."""
    body = random.choice((SEEDS["text"][0], b"{}", b"", b"https://a.example/1", SEEDS["tokens"][0]))
    kind = random.choice((b"iTXt", b"tEXt", b"zTXt", b"iTXt", b"eXIf"))
    keyword = random.choice((b"openbadgecredential", b"openbadges", b"Comment", b"", b"openbadgecredential" * 9))
    head = random.choice((b"\0\0\0\0\0", b"\0\1\0\0\0", b"\0", b"\0\0", b"\0\1\0en\0x\0", b"\0\7\0\0\0"))
    made = chunk(kind, flipped(keyword + head + body, random) if random.random() < 0.4 else keyword + head + body)
    data = picture(*[made] * random.choice((0, 1, 1, 1, 2)))
    if random.random() < 0.5:
        data = flipped(data, random)
    return data, lambda: judged(data) + or_refused(lambda: png.unbake(png.bake(data, b"{}", replace=True)))


PIECES = b"""<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg">
<svg:svg xmlns:svg='http://www.w3.org/2000/svg'>
</svg>
<svg/>
<g>
</g>
<!-- x -->
<![CDATA[
]]>
<openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">
</openbadges:credential>
<openbadges:assertion xmlns:openbadges="http://openbadges.org" verify="x"/>
<!DOCTYPE svg>
<!DOCTYPE svg [
]>
<!ENTITY a "b">
&a;
&#0;
&#x10FFFF;
<?pi x?>
{}
 verify=\"""".split(b"\n")
"""What means something to a parser of drawings."""


def fuzz_svg(random: Random) -> tuple[bytes, Callable[[], str]]:
    """Drawings: pieces that mean something to a parser, and bytes."""
    data = SEEDS["drawings"][random.randrange(len(SEEDS["drawings"]))]
    if random.random() < 0.5:
        data = b"".join(random.choices([*PIECES, b"\xff\xfe"], k=random.randrange(1, 14)))
    else:
        at = random.randrange(len(data) + 1)
        data = data[:at] + random.choice(PIECES) + data[at + random.randrange(3) :]
    if random.random() < 0.3:
        data = flipped(data, random)
    return data, lambda: judged(data) + or_refused(lambda: svg.unbake(svg.bake(data, b'{"a":"]]>"}', replace=True)))


def fuzz_csv(random: Random) -> tuple[bytes, Callable[[], str]]:
    """Lists of recipients."""
    cells = [
        "email",
        "id",
        "name",
        "valid_from",
        "ana@pantry.example",
        "urn:uuid:1",
        '"a,b"',
        '"',
        "",
        " ",
        "\x00",
        "é",
        "=1+1",
        "a\nb",
        '"a\nb"',
        "x" * 200,
    ]
    lines = [",".join(random.choices(cells, k=random.randrange(5))) for _ in range(random.randrange(6))]
    text = random.choice(("\n", "\r\n", "\r")).join([random.choice(("email,name", "id,email", "email", "\ufeffemail,id")), *lines])
    data = flipped(text.encode(), random) if random.random() < 0.5 else text.encode()
    return data, lambda: or_refused(lambda: recipients.read(data))


def fuzz_contexts(random: Random) -> tuple[bytes, Callable[[], str]]:
    """Documents through the expander and the canonical form, with shipped vocabularies in any place and number."""
    document = mutated(random.choice(SEEDS["badges"]), random)
    if isinstance(document, dict):
        document.pop("proof", None)
        holders = [holder for holder, _ in _places(document) if isinstance(holder, dict)] or [document]
        for holder in random.choices(holders, k=random.randrange(3)):
            holder["@context"] = random.choices(sorted(contexts.KNOWN), k=random.randrange(4))
        if random.random() < 0.8:
            document["@context"] = [contexts.VC2, contexts.OB3, *random.choices(sorted(contexts.KNOWN), k=random.randrange(3))]
    data = _written(document)
    return data, lambda: or_refused(lambda: rdfc.canonical_document(read_object(data)))


def _written(value: Any) -> bytes:
    """JSON text, also of what our own writer would refuse."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _signed_if_possible(document: Any, by: LocalSigner = LOCAL) -> Any:
    """Truly signed, so that what lies behind the signature is reached too."""
    try:
        return signed(document, by) if isinstance(document, dict) else document
    except (OpenBadgeKitError, TypeError, AttributeError):
        return document


def _seeds() -> dict[str, list[Any]]:
    """The corpus: a few of each, made here."""
    whole, plain = badge(), draft_of(LOCAL).document
    tokens = [seal(lint(draft_of(LOCAL)), LOCAL, forms=[form], created=NOON)[form] for form in (Form.VC_JWT, Form.VC_JOSE)]
    rdf = read_object(seal(lint(draft_of(LOCAL)), LOCAL, forms=[Form.EDDSA_RDFC_2022], created=NOON)[Form.EDDSA_RDFC_2022])
    web = {**draft_of(LOCAL, status=[bitstring_list.entry(list_url=LIST, index=3, purpose="revocation")]).document}
    web["issuer"] = {"id": DID, "type": ["Profile"], "name": "The Pantry"}
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
    return {
        "badges": [signed(whole, LOCAL), signed(plain, LOCAL), rdf],
        "tokens": tokens,
        "text": [write(signed(plain, LOCAL))],
        "drawings": [drawing, svg.bake(drawing, write(plain)), svg.bake(drawing, tokens[0])],
        "keys": [key_document()],
        "web": [write(signed(web, WEB))],
        "unsigned list": [status_list()],
        "list": [write(signed(status_list(), WEB))],
    }


SEEDS = _seeds()
TARGETS: dict[str, Target] = {
    "json": fuzz_json, "jwt": fuzz_jwt, "png": fuzz_png, "svg": fuzz_svg, "csv": fuzz_csv, "contexts": fuzz_contexts,
}  # fmt: skip


def main() -> int:
    """Run one target for its time."""
    name, seconds, seed, megabytes = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
    random, until = Random(f"{name} {seed}"), time.monotonic() + seconds
    answers: Counter[str] = Counter()
    slowest = 0.0
    while time.monotonic() < until:
        data, work = TARGETS[name](random)
        began = time.process_time()
        try:
            answers[work()] += 1
        except Exception:  # noqa: BLE001 - whatever it is, it is what the target looks for
            print(f"{name} met a fault in {base64.b64encode(data).decode()}\n{traceback.format_exc()}", file=sys.stderr)
            return 1
        slowest = max(slowest, time.process_time() - began)
    print(json.dumps({"inputs": answers.total(), "slowest": round(slowest, 3), "megabytes": peak_megabytes(), "answers": answers}))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Hostile and broken files through the house's door: never more than 2 s or 256 MB, never a fault, never a false "valid"."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from tests.foreign import foreign

from openbadgekit.baking import png, svg
from openbadgekit.reading import read_object, write

SECONDS, MEGABYTES = 2.0, 256
SLACK = 3.0
"""Eight processes share the machine that runs the tests: its clock may run slower than ours by this factor."""


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def image(*chunks: bytes, width: int = 1, height: int = 1) -> bytes:
    header = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x06\0\0\0"
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0\0\0\0" * height)) if width == 1 else b""
    return png.SIGNATURE + chunk(b"IHDR", header) + b"".join(chunks) + pixels + chunk(b"IEND", b"")


def text_chunk(payload: bytes, *, packed: bool = False) -> bytes:
    return chunk(b"iTXt", b"openbadgecredential\0" + (b"\1\0\0\0" + zlib.compress(payload) if packed else b"\0\0\0\0" + payload))


def drawing(inner: bytes, head: bytes = b"") -> bytes:
    return head + b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' + inner + b"</svg>"


def changed(data: bytes, **members: object) -> bytes:
    return write({**read_object(data), **members})


def uses(depth: int) -> bytes:
    groups = [b'<g id="a0"><rect width="1" height="1"/></g>']
    groups += [b'<g id="a%d">' % n + b'<use href="#a%d"/>' % (n - 1) * 10 + b"</g>" for n in range(1, depth)]
    return b"<defs>" + b"".join(groups) + b'</defs><use href="#a%d"/>' % (depth - 1)


def poison(count: int) -> list[dict[str, object]]:
    """Many nodes without names that all look alike: canonicalising them costs more than it should."""
    return [{"type": ["Evidence"], "name": "x"} for _ in range(count)]


def files() -> dict[str, bytes]:
    good = foreign()
    flood = image(width=60_000, height=60_000)
    entities = b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    rdf = read_object(foreign(evidence=poison(50)))
    rdf["proof"] = {**rdf["proof"], "cryptosuite": "eddsa-rdfc-2022"}
    return {
        "png-zip-bomb": image(text_chunk(b"\0" * 50_000_000, packed=True)),
        "png-pixel-flood": png.bake(flood, good[:-2]),
        "png-pixel-flood-with-badge": png.bake(flood, good),
        "png-long-chunk": png.SIGNATURE + b"\x7f\xff\xff\xffIHDR" + b"\0" * 100,
        "png-cut": png.bake(image(), good)[:-30],
        "png-two-badges": image(text_chunk(good), text_chunk(good)),
        "png-many-chunks": image(*[chunk(b"tEXt", b"a\0b")] * 30_000),
        "png-after-the-end": png.bake(image(), good) + b"<script>badinput()</script>",
        "png-large": image(chunk(b"prVt", b"\0" * 9_000_000)),
        "png-wrong-sum": png.bake(image(), good).replace(b"Drives", b"Drivez"),
        "svg-entities": drawing(b"&j;", entities + b"]>"),
        "svg-outside-entity": drawing(b"&a;", b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "svg-deep": drawing(b"<g>" * 50_000 + b"</g>" * 50_000),
        "svg-wide": drawing(b"<g/>" * 200_000),
        "svg-uses-with-badge": svg.bake(drawing(uses(14)), good),
        "svg-two-badges": svg.bake(drawing(b""), good).replace(b"</svg>", svg_badge(good) + b"</svg>"),
        "svg-other-encoding": drawing(b"", b'<?xml version="1.0" encoding="utf-7"?>'),
        "svg-cut": svg.bake(drawing(b""), good)[:-40],
        "json-deep": b'{"a":' * 200_000,
        "json-deep-lists": b"[" * 1_000_000,
        "json-long-number": b'{"credentialSubject":' + b"9" * 900_000 + b"}",
        "json-exponent": b'{"credentialSubject":1e999999999,"issuer":"did:web:a.example"}',
        "json-not-a-number": b'{"credentialSubject":NaN}',
        "json-twice": good.replace(b'"type"', b'"type":"x","type"', 1),
        "json-lone-surrogate": good.replace(b"Forklift", b"\\ud800", 1),
        "json-many-members": b"{" + b",".join(b'"%d":1' % n for n in range(90_000)) + b"}",
        "json-bytes": bytes(range(256)) * 2000,
        "json-too-large": good + b" " * 2_000_000,
        "json-poison-graph": write(rdf),
        "json-hostile-markdown": foreign(subject={"narrative": "[" * 9_000 + "](" * 900}),
        "json-hostile-emphasis": foreign(subject={"narrative": "*a_" * 3_300}),
        "json-picture-flood": foreign(achievement={"image": {"id": data_url(flood, "png"), "type": "Image"}}),
        "json-picture-uses": foreign(achievement={"image": {"id": data_url(drawing(uses(14)), "svg+xml"), "type": "Image"}}),
        "json-odd-address": changed(good, issuer={"id": "https://[", "type": ["Profile"], "name": "x"}),
        "json-odd-status": changed(
            good, credentialStatus=[{"type": [{}], "statusListCredential": {}, "statusListIndex": "9" * 5000}]
        ),
        "jwt-none": token({"alg": "none"}, {"iss": "did:web:a.example"}),
        "jwt-wide-head": token({"alg": "EdDSA", "x": "y" * 700_000}, {}),
        "jwt-deep": b"eyJhbGciOiJFZERTQSJ9." + base64.urlsafe_b64encode(b'{"a":' * 100_000) + b".AAAA",
        "jwt-dots": b"." * 1_000_000,
        "empty": b"\n",
    }


def svg_badge(data: bytes) -> bytes:
    return b'<o:credential xmlns:o="https://purl.imsglobal.org/ob/v3p0"><![CDATA[' + data + b"]]></o:credential>"


def data_url(data: bytes, kind: str) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def token(head: dict[str, object], body: dict[str, object]) -> bytes:
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (head, body)]
    return b".".join([*parts, b"AAAA"])


BADGES_STILL = {
    "png-pixel-flood-with-badge",
    "svg-uses-with-badge",
    "json-hostile-markdown",
    "json-hostile-emphasis",
    "json-picture-flood",
    "json-picture-uses",
}
"""Sound badges in unsound company: the badge is told, the picture is left out."""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    folder = tmp_path_factory.mktemp("hostile")
    for name, data in files().items():
        (folder / name).write_bytes(data)
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, str(root / "tests/verification/hostile_child.py"), str(folder), str(tmp_path_factory.mktemp("data"))],
        capture_output=True,
        text=True,
        timeout=240,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "library/src")])},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [line.split() for line in done.stdout.splitlines()]


def test_every_file_was_answered(results):
    assert [name for name, *_ in results[:-1]] == sorted(files())


def test_no_file_ends_in_a_fault(results):
    assert [row for row in results[:-1] if row[1] not in ("200", "422") or row[2] == "fault"] == []


def test_no_hostile_file_is_valid_and_sound_badges_still_are(results):
    assert {name for name, _, verdict, _ in results[:-1] if verdict == "good"} == BADGES_STILL


def test_no_file_takes_long(results):
    assert [row for row in results[:-1] if float(row[3]) > SECONDS * SLACK] == []


def test_no_file_takes_much(results):
    word, house, drawing_process = results[-1]

    assert word == "peak"
    assert int(house) <= MEGABYTES
    assert int(drawing_process) <= MEGABYTES

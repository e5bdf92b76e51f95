"""``python -m openbadgekit.bench``: what the library costs beside a raw signature, a memory copy and a clock.

Every claim is a ratio measured in one run, or a time where no other thing is there to compare with; the sample changes from call
to call, as recipients do.
"""

from __future__ import annotations

import json
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from itertools import cycle, product
from pathlib import Path

import click

from openbadgekit.baking import png
from openbadgekit.canonical import template
from openbadgekit.issue import Form, lint, seal
from openbadgekit.issue.ticket import Approved
from openbadgekit.keys import sodium
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.shell import measuring, peer, samples, tasks
from openbadgekit.shell.measuring import Figure, Work, child_seconds, cost, over, ratio
from openbadgekit.status import bitstring_list

AT = samples.AT


@click.command("bench")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--peer", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of the Node peer.")
def bench_command(as_json: bool, folder: Path | None) -> int:
    """Measure every claim of speed; exit 1 when an aim is missed."""
    met = True
    for figure in figures(folder):
        click.echo(json.dumps(figure.as_json()) if as_json else figure.row())
        met = met and figure.met
    return 0 if met else 1


def figures(folder: Path | None = None) -> Iterator[Figure]:
    """Every figure of the library, as it is measured.

    Args:
        folder: of the Node peer with its packages; without it that peer is left out.
    """
    signer = samples.signer()
    yield from _signatures(signer)
    yield from _shapes(signer)
    yield from _pictures_and_lists()
    yield from _processes(signer)
    yield from _accelerated(signer)
    if folder is not None:
        yield from peer.figures(folder, signer)


def turns(things: list[Approved] | list[bytes], work: Callable[..., object]) -> Work:
    """``work`` on one thing after the other, round and round."""
    following = cycle(things)
    return lambda: work(next(following))


AIMS = {"VC-JWT": (0.58, 0.75), "eddsa-jcs-2022": (0.58, 0.75), "eddsa-rdfc-2022": (0.33, 0.55)}


def _signatures(signer: LocalSigner) -> Iterator[Figure]:
    """Issuing and verifying as shares of the raw signature."""
    key, message = signer.private.key, bytes(64)
    public, signature = key.public_key(), key.sign(message)
    documents, issue, verify = tasks.drafts(signer), tasks.issuers(signer), tasks.verifiers(signer)
    for form, (issuing, verifying) in AIMS.items():
        signed = [issue[form](document) for document in documents]
        raw_sign: Work = lambda: key.sign(message)  # noqa: E731 - annotated, unlike a def
        raw_verify: Work = lambda: public.verify(signature, message)  # noqa: E731 - annotated, unlike a def
        name = f"{form} issue, share of raw Ed25519 signing"
        yield ratio(name, of=turns(documents, issue[form]), to=raw_sign, aim=issuing, times=tasks.MANY, at_least=True)
        name = f"{form} verify, share of raw Ed25519 verifying"
        yield ratio(name, of=turns(signed, verify[form]), to=raw_verify, aim=verifying, times=tasks.MANY, at_least=True)


def _shapes(signer: LocalSigner) -> Iterator[Figure]:
    """The first document of a shape, which is compiled, and what bulk issuing adds to a signature."""
    fresh = (samples.sample(1, signer, badge_number=number).document for number in range(2, 10**6))
    yield cost(
        "first of a shape, canonical form", lambda: template.for_verifying(next(fresh)), aim=3.0, times=10, unit=" ms", per=1e3
    )
    numbers = iter(range(10**9))

    def whole() -> object:
        ticket = lint(samples.sample(next(numbers), signer))
        return seal(ticket, signer, forms=[Form.EDDSA_RDFC_2022], created=AT)

    name = "prepare, lint and seal one of many, times raw signing"
    yield ratio(name, of=whole, to=lambda: signer.private.key.sign(bytes(64)), aim=None, times=tasks.MANY, at_least=False)


def _pictures_and_lists() -> Iterator[Figure]:
    """Baking beside a memory copy; status lists by the clock."""
    body = bytes(485_000)
    chunk = len(body).to_bytes(4) + b"IDAT" + body + zlib.crc32(b"IDAT" + body).to_bytes(4)
    end = b"\0\0\0\0IEND" + zlib.crc32(b"IEND").to_bytes(4)
    picture, credential = png.SIGNATURE + chunk + end, bytes(3000)
    name = "bake a 485 kB PNG, times a memory copy"
    yield ratio(
        name, of=lambda: png.bake(picture, credential), to=lambda: bytes(bytearray(picture)), aim=2.0, times=300, at_least=False
    )
    revoked = range(0, bitstring_list.MINIMUM, 1311)
    name = "status list of 131,072 entries, 100 set: build"
    yield cost(name, lambda: bitstring_list.build(revoked), aim=120.0, times=100, unit=" us", per=1e6)
    bits = bitstring_list.expand(bitstring_list.build(revoked))
    places = cycle(range(0, bitstring_list.MINIMUM, 777))
    yield cost("kept status list: check one entry", lambda: bits[next(places)], aim=0.3, times=5000, unit=" us", per=1e6)


def _processes(signer: LocalSigner) -> Iterator[Figure]:
    """From a shell's point of view: start, work, exit."""
    with tempfile.TemporaryDirectory() as folder:

        def taken(command: list[str]) -> list[float]:
            child_seconds(command, folder)  # compiles
            return [child_seconds(command, folder) for _ in range(measuring.PROCESSES)]

        for form, ending in ((Form.EDDSA_RDFC_2022, "json"), (Form.VC_JWT, "jwt")):
            path = Path(folder) / f"badge.{ending}"
            path.write_bytes(seal(lint(samples.sample(1, signer)), signer, forms=[form], created=AT)[form])
            command = [sys.executable, "-c", "from openbadgekit.shell.cli import main; main()", "verify", "--offline", str(path)]
            name = f"openbadgekit verify of a small file ({form.value})"
            yield over(name, taken(command), aim=0.4, at_least=False, unit=" s")
        modules = "import openbadgekit.verify.judge, openbadgekit.issue, openbadgekit.baking.png"
        bare, loaded = taken([sys.executable, "-c", "pass"]), taken([sys.executable, "-c", modules])
        differences = [(full - empty) * 1e3 for full, empty in product(loaded, bare)]
        yield over("import of the library", differences, aim=150.0, at_least=False, unit=" ms")


def _accelerated(signer: LocalSigner) -> Iterator[Figure]:
    """libsodium beside OpenSSL, where it is installed."""
    quick = sodium.accelerated(signer)
    if quick is None:
        return
    message = bytes(64)
    name = "libsodium sign, times the speed of OpenSSL"
    yield ratio(name, of=lambda: quick.sign(message), to=lambda: signer.sign(message), aim=None, times=tasks.MANY, at_least=True)


def main() -> None:
    """Run as a program."""
    sys.exit(bench_command(standalone_mode=False))

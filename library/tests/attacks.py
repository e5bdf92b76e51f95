"""Documents and pictures made to cost, by name; run as a program it judges every one of them within a bounded memory.

    python -m library.tests.attacks MEGABYTES

prints ``{"attacks": {name: {"verdict", "code", "seconds"}}, "megabytes": peak}``. A program of its own, since the memory of a
test run says nothing about the memory of one judgement.
"""

from __future__ import annotations

import gzip
import itertools
import json
import resource
import struct
import sys
import time
import zlib
from collections.abc import Callable
from typing import Any

from library.tests.making import ACHIEVEMENT, NOON, draft_of
from library.tests.memory import peak_megabytes

from openbadgekit import contexts
from openbadgekit.baking import png
from openbadgekit.canonical import rdfc
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.keys import did_key, generate
from openbadgekit.keys.multibase import base64url_encode
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.reading import write
from openbadgekit.shell.checking import check
from openbadgekit.shell.fetcher import NoNetwork
from openbadgekit.status import bitstring_list
from openbadgekit.verify.policy import Policy

PRIVATE = generate()
SIGNER = LocalSigner(PRIVATE, did_key.method_of(PRIVATE.public()))
Attack = Callable[[], bytes]
ATTACKS: dict[str, Attack] = {}
GRAPHS: dict[str, Callable[[], list[tuple[str, str, str, str]]]] = {}
LISTS: dict[str, Callable[[], str]] = {}
P = "<https://example.com/p>"


def attack(make: Attack) -> Attack:
    """Known by its name."""
    ATTACKS[make.__name__.replace("_", " ")] = make
    return make


def proof(suite: str = "eddsa-rdfc-2022") -> dict[str, Any]:
    """A proof under the attacker's own key whose value is right in form only: everything before the signature is done."""
    return {
        "type": "DataIntegrityProof", "cryptosuite": suite, "created": "2026-11-24T12:00:00Z", "proofPurpose": "assertionMethod",
        "verificationMethod": SIGNER.verification_method, "proofValue": "z" + "1" * 64,
    }  # fmt: skip


def with_proof(count: int = 1, **members: Any) -> bytes:
    """A badge with these members and proofs."""
    proofs = [proof() for _ in range(count)]
    return write({**draft_of(SIGNER).document, **members, "proof": proofs if count > 1 else proofs[0]})


def linked(pairs: list[tuple[int, int]]) -> list[dict[str, Any]]:
    """Unnamed parts that point at one another, in the words of a credential."""
    targets: dict[int, list[str]] = {}
    for source, target in pairs:
        targets.setdefault(source, []).append(f"_:x{target}")
    return [{"id": f"_:x{node}", "type": "VerifiableCredential", "evidence": found} for node, found in targets.items()]


@attack
def a_clique_of_nine_in_evidence() -> bytes:
    return with_proof(evidence=linked(list(itertools.permutations(range(9), 2))))


@attack
def a_clique_of_forty_in_evidence() -> bytes:
    return with_proof(evidence=linked(list(itertools.permutations(range(40), 2))))


@attack
def a_clique_under_ten_proofs() -> bytes:
    return with_proof(10, evidence=linked(list(itertools.permutations(range(7), 2))))


@attack
def ten_thousand_equal_parts() -> bytes:
    return with_proof(evidence=[{"type": ["Evidence"], "name": "x"}] * 10_000)


@attack
def ten_thousand_parts_under_ten_proofs() -> bytes:
    return with_proof(10, evidence=[{"type": ["Evidence"], "name": f"x{n}"} for n in range(10_000)])


@attack
def many_types_on_many_parts() -> bytes:
    return with_proof(evidence=[{"type": ["Evidence"] * 300} for _ in range(250)])


@attack
def many_vocabularies_on_many_parts() -> bytes:
    return with_proof(evidence=[{"@context": [contexts.VC2] * 20, "type": ["Evidence"]} for _ in range(1_000)])


@attack
def a_few_vocabularies_on_very_many_parts() -> bytes:
    return with_proof(evidence=[{"@context": [contexts.VC2, contexts.OB3], "type": ["Evidence"]} for _ in range(6_000)])


@attack
def many_different_types() -> bytes:
    return with_proof(evidence=[{"type": ["Evidence", "Image", "Profile", "Achievement"], "name": f"{n}"} for n in range(6_000)])


@attack
def endorsements_that_each_cost_as_much_as_they_may() -> bytes:
    inner = {**draft_of(SIGNER).document, "type": ["VerifiableCredential", "EndorsementCredential"]}
    inner |= {"evidence": linked(list(itertools.permutations(range(7), 2))), "proof": [proof() for _ in range(10)]}
    return with_proof(endorsement=[inner] * 10)


@attack
def nested_to_the_limit() -> bytes:
    profile: dict[str, Any] = {"id": "https://a.example/0", "type": ["Profile"]}
    for level in range(58):
        profile = {"id": f"https://a.example/{level}", "type": ["Profile"], "parentOrg": profile}
    return with_proof(issuer={**profile, "id": did_key.did_of(PRIVATE.public())})


@attack
def nested_far_beyond_it() -> bytes:
    return b'{"a":' * 170_000 + b"1" + b"}" * 170_000


@attack
def brackets_alone() -> bytes:
    return b"[" * 1_048_576


@attack
def a_name_of_half_a_megabyte_with_many_empty_members() -> bytes:
    return with_proof(evidence=[{"n" * 500_000: {f"m{n}": n for n in range(9_999)} | {"z": None}}])


@attack
def results_times_levels() -> bytes:
    levels = [{"id": f"https://a.example/{n}", "type": ["RubricCriterionLevel"], "name": "x"} for n in range(4_000)]
    described = {"id": "https://a.example/d", "type": ["ResultDescription"], "name": "x", "resultType": "Result"}
    achievement = {**ACHIEVEMENT, "resultDescription": [{**described, "rubricCriterionLevel": levels}]}
    result = {"type": ["Result"], "resultDescription": "https://a.example/d", "achievedLevel": "https://a.example/none"}
    subject = {"id": "urn:uuid:1", "type": ["AchievementSubject"], "achievement": achievement, "result": [result] * 4_000}
    return with_proof(credentialSubject=subject)


@attack
def one_text_of_a_megabyte() -> bytes:
    return with_proof(name="\\" * 500_000)


@attack
def ten_thousand_contexts() -> bytes:
    return with_proof(**{"@context": [contexts.VC2, contexts.OB3] + [contexts.VC2] * 9_990})


@attack
def very_many_proofs() -> bytes:
    return with_proof(2_000)


@attack
def a_proof_value_of_a_megabyte() -> bytes:
    return write({**draft_of(SIGNER).document, "proof": {**proof("eddsa-jcs-2022"), "proofValue": "z" + "2" * 1_000_000}})


@attack
def a_method_of_a_megabyte() -> bytes:
    did = "did:key:z" + "2" * 500_000
    return write({**draft_of(SIGNER, issuer={"id": did, "type": ["Profile"]}).document,
                  "proof": {**proof("eddsa-jcs-2022"), "verificationMethod": did}})  # fmt: skip


@attack
def a_date_of_a_megabyte() -> bytes:
    return with_proof(validFrom="1" * 900_000 + "-01-01T00:00:00Z")


@attack
def a_number_of_four_hundred_digits() -> bytes:
    subject = {**draft_of(SIGNER).document["credentialSubject"], "creditsEarned": 10**399}
    return with_proof(credentialSubject=subject)


@attack
def a_repeated_name_among_very_many() -> bytes:
    return b"{" + b",".join(b'"%x":1' % number for number in range(80_000)) + b',"0":1}'


@attack
def a_token_with_a_megabyte_of_header() -> bytes:
    return base64url_encode(b'{"alg":"' + b"x" * 1_000_000 + b'"}').encode() + b".e30.e30"


@attack
def a_token_that_nests() -> bytes:
    return b".".join((base64url_encode(b'{"alg":"EdDSA"}').encode(), base64url_encode(b'{"vc":' * 100_000).encode(), b"AA"))


@attack
def two_megabytes_of_dots() -> bytes:
    return b"." * 2_097_152


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def picture(*extra: bytes) -> bytes:
    """A PNG of one pixel with these chunks."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return png.SIGNATURE + header + b"".join(extra) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def bomb(megabytes: int) -> bytes:
    """Zeros that pack a thousandfold."""
    packer = zlib.compressobj(9)
    return b"".join([packer.compress(bytes(1_000_000)) for _ in range(megabytes)]) + packer.flush()


@attack
def a_compressed_itxt_bomb() -> bytes:
    return picture(chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0" + bomb(300)))


@attack
def a_ztxt_bomb() -> bytes:
    return picture(chunk(b"zTXt", b"openbadgecredential\0\0" + bomb(300)))


@attack
def a_bomb_within_a_bomb() -> bytes:
    return picture(chunk(b"zTXt", b"openbadgecredential\0\0" + zlib.compress(bomb(300))))


@attack
def a_picture_of_very_many_chunks() -> bytes:
    return picture(*[chunk(b"tEXt", b"a\0b")] * 600_000)


@attack
def a_picture_of_very_many_badges() -> bytes:
    return picture(*[chunk(b"tEXt", b"openbadges\0{}")] * 15_000)


@attack
def a_picture_whose_chunk_claims_four_gigabytes() -> bytes:
    return png.SIGNATURE + b"\xff\xff\xff\xff" + b"IHDR" + bytes(1000)


@attack
def a_drawing_of_very_many_parts() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<g/>" * 2_000_000 + b"</svg>"


@attack
def a_drawing_that_nests() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<g>" * 1_000_000 + b"</g>" * 1_000_000 + b"</svg>"


@attack
def a_drawing_of_very_many_badges() -> bytes:
    badge = b'<o:credential xmlns:o="https://purl.imsglobal.org/ob/v3p0"/>'
    return b'<svg xmlns="http://www.w3.org/2000/svg">' + badge * 90_000 + b"</svg>"


@attack
def a_drawing_with_an_attribute_of_nine_megabytes() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg" id="' + b"a" * 9_000_000 + b'"/>'


@attack
def a_drawing_with_very_many_attributes() -> bytes:
    return b"<svg " + b" ".join(b'a%d="1"' % number for number in range(500_000)) + b"/>"


@attack
def the_billion_laughs() -> bytes:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<!DOCTYPE svg [<!ENTITY l0 "ha">' + entities + b']><svg xmlns="http://www.w3.org/2000/svg">&l9;</svg>'


def graph(make: Callable[[], list[tuple[str, str, str, str]]]) -> Callable[[], list[tuple[str, str, str, str]]]:
    """Known by its name."""
    GRAPHS[make.__name__.replace("_", " ")] = make
    return make


def edges(pairs: list[tuple[int, int]]) -> list[tuple[str, str, str, str]]:
    return [(f"_:x{a}", P, f"_:x{b}", "") for a, b in pairs]


@graph
def a_clique_of_ten() -> list[tuple[str, str, str, str]]:
    return edges(list(itertools.permutations(range(10), 2)))


@graph
def a_complete_bipartite_graph() -> list[tuple[str, str, str, str]]:
    return edges([(a, b) for a in range(8) for b in range(8, 16)])


@graph
def two_cubes_that_cannot_be_told_apart() -> list[tuple[str, str, str, str]]:
    cube = [(a, a ^ bit) for a in range(16) for bit in (1, 2, 4, 8)]
    return edges(cube + [(a + 16, b + 16) for a, b in cube])


@graph
def a_star_of_two_hundred() -> list[tuple[str, str, str, str]]:
    return edges([(0, leaf) for leaf in range(1, 201)] + [(leaf, 0) for leaf in range(1, 201)])


@graph
def a_ring_of_twenty_thousand() -> list[tuple[str, str, str, str]]:
    return edges([(n, (n + 1) % 20_000) for n in range(20_000)])


@graph
def a_ladder_of_forks() -> list[tuple[str, str, str, str]]:
    return edges([(n // 2 if n else 1, n) for n in range(1, 4_000)])


@graph
def cliques_as_graph_names() -> list[tuple[str, str, str, str]]:
    return [(f"_:x{a}", P, f"_:x{b}", f"_:x{c}") for a, b, c in itertools.permutations(range(9), 3)]


def bitlist(make: Callable[[], str]) -> Callable[[], str]:
    """Known by its name."""
    LISTS[make.__name__.replace("_", " ")] = make
    return make


@bitlist
def a_status_list_bomb() -> str:
    return "u" + base64url_encode(gzip.compress(bytes(200_000_000), compresslevel=1, mtime=0))


@bitlist
def a_status_list_of_a_thousand_pieces() -> str:
    return "u" + base64url_encode(gzip.compress(b"", mtime=0) * 30_000)


@bitlist
def a_status_list_of_noise() -> str:
    return "u" + "A" * 1_000_000


def judged(data: bytes) -> tuple[str, str | None]:
    """Verdict and code, offline."""
    report = check(data, network=NoNetwork(), policy=Policy(), at=NOON)
    return report.verdict.value, report.code


def refused(work: Callable[[], object]) -> tuple[str, str | None]:
    """``refused`` and its code, or ``done``."""
    try:
        work()
    except OpenBadgeKitError as problem:
        return "refused", problem.code
    return "done", None


def measured(made: Any, work: Callable[[Any], tuple[str, str | None]]) -> dict[str, Any]:
    """The answer and what it cost; making the attack is not counted."""
    began = time.process_time()
    verdict, code = work(made)
    return {"verdict": verdict, "code": code, "seconds": round(time.process_time() - began, 3)}


def main() -> None:
    """Judge all of them."""
    judged(with_proof())  # contexts are read once in the life of a process
    limit = int(sys.argv[1]) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    found = {name: measured(make(), judged) for name, make in ATTACKS.items()}
    found |= {name: measured(make(), lambda quads: refused(lambda: rdfc.canonicalize(quads))) for name, make in GRAPHS.items()}
    found |= {name: measured(make(), lambda text: refused(lambda: bitstring_list.expand(text))) for name, make in LISTS.items()}
    print(json.dumps({"attacks": found, "megabytes": peak_megabytes()}))


if __name__ == "__main__":
    main()

"""Make docs/conformance.md: which row of the conformance list is met where, and which test shows it; --check compares.

A row is met when a test carries its id: ``@pytest.mark.conformance("OB3-M-01")``. A row without a test must stand in ``OPEN`` with
its reason, and a row in ``OPEN`` must have no test; a row that is met in part has both a test and a line in ``PARTS``. A mark
counts only on a test that pytest collects, that always runs and that can fail (``marks``). So the page cannot claim what no test
shows.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))
from marks import Mark, marks_of

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs/conformance.md"
FOLDERS = ("library/tests", "tests")
KIT = "library/src/openbadgekit/"


class Row(NamedTuple):
    """One requirement: who must keep it, how binding it is, what it is about, where it is met."""

    roles: str
    level: str
    about: str
    where: tuple[str, ...]


def _rows(table: str) -> dict[str, Row]:
    """``id | roles | level | about | files`` a line; files of the library without its folder."""
    found = {}
    for line in table.strip().splitlines():
        name, roles, level, about, files = (part.strip() for part in line.split("|"))
        where = tuple(file if file.startswith(("laurels/", "README")) else KIT + file for file in files.split())
        found[name] = Row(roles, level, about, where)
    return found


ROWS = _rows("""
OB3-M-01 | I | M | the two contexts first, in their order | issue/prepare.py issue/lint.py
OB3-M-02 | V | M | every published Open Badges 3.0 context, VC 1.1 as legacy | contexts/__init__.py documents/ob3.py
OB3-M-03 | I | M | both types | issue/prepare.py issue/lint.py
OB3-M-04 | V | M | OpenBadgeCredential and AchievementCredential are one class | documents/views.py
OB3-M-05 | I | M | the members that a badge must have; an id that is an address | documents/ob3.py issue/lint.py
OB3-M-06 | I | P | a name is always written | issue/lint.py
OB3-M-07 | I/V | M | the recipient is said | documents/ob3.py
OB3-M-08 | I | M | the achievement's own members; criteria that say something | documents/classes.py issue/lint.py
OB3-M-09 | I | M | arrays, no null, dates with a zone | issue/lint.py reading/dates.py
OB3-M-10 | V | M | single values where arrays should stand are read, with a note | documents/ob3.py
OB3-M-11 | I | M | a result belongs to its description and rubric | documents/ob3.py
OB3-M-12 | I | M | listed terms or ext: terms | documents/ob3.py
OB3-M-13 | I | M | pictures as objects; the plain one in the achievement | documents/classes.py laurels/sealing/terms.py
OB3-M-14 | I | S | the first award date is kept | issue/prepare.py
OB3-M-15 | I | M | version and related achievements | documents/classes.py
OB3-M-16 | I/H | M | language codes; translations by related | documents/ob3.py
OB3-M-18 | all | M | received bytes are kept | verify/receive.py laurels/backpack/services.py
OB3-M-19 | I | M | Markdown is shown cleaned | laurels/common/text.py
OB3-M-20 | V | P | limits of bytes, depth, members; strict JSON | limits.py reading/strict.py reading/locating.py
OB3-H-01 | I | M | the members of an identity object, and no others | documents/ob3.py
OB3-H-02 | I | M | sha256$ over identifier and salt | issue/prepare.py
OB3-H-03 | V | M | comparing a recipient, hashed or plain | verify/checks/recipient.py
OB3-H-04 | V | M | md5 is read and never written | verify/checks/recipient.py
OB3-H-05 | I | P | a random salt for each credential | shell/issuing.py laurels/sealing/terms.py
OB3-H-06 | I/V | P | addresses in lower case, read in their usual spellings | issue/prepare.py verify/checks/recipient.py
OB3-B-01 | I | M | one credential a file, JSON or JWT | shell/issuing.py
OB3-B-02 | I | M | media types of published credentials | laurels/sealing/published.py
OB3-B-03 | I | M | PNG: one uncompressed iTXt before the end | baking/png.py
OB3-B-04 | I | M | SVG: one element after the opening tag | baking/svg.py
OB3-B-05 | H/V | M | unbaking every generation | baking/png.py baking/svg.py
OB3-B-06 | H/V | P | compressed chunks within bounds; lengths and CRC | baking/png.py
OB3-B-07 | H/V | P | no entities, no declarations, a bare DOCTYPE does no harm | baking/svg.py
OB3-B-08 | D | M | the picture that is shown is the baked one | laurels/sealing/published.py
OB3-P-01 | I | M | eddsa-rdfc-2022 for assertion | proofs/eddsa_rdfc_2022.py
OB3-P-02 | V | M | the suites that are found in the wild | proofs/__init__.py
OB3-P-03 | I | M | the token's header | proofs/vc_jwt.py
OB3-P-04 | I | M | the token's claims repeat the credential | proofs/vc_jwt.py
OB3-P-05 | V | M | claims and credential agree | proofs/vc_jwt.py
OB3-P-06 | V | P | listed algorithms that fit the key | proofs/jose.py keys/model.py
OB3-P-07 | V | P | the key is one that the issuer publishes | verify/binding.py verify/signature.py
OB3-P-08 | V | M | key ids as DIDs and https addresses | verify/binding.py keys/documents.py keys/did_jwk.py
OB3-P-09 | V | P | which addresses may be asked | shell/addresses.py shell/fetcher.py
OB3-P-10 | V | M | structure and the named schema | verify/checks/schema.py
OB3-P-11 | V | M | several proofs | verify/proving.py
OB3-P-12 | V | M | refreshing | verify/checks/refresh.py
OB3-P-13 | V | M | revoked by a list | verify/checks/status.py verify/checks/status_names.py
OB3-P-14 | V | M | begin and end | verify/checks/dates.py
OB3-P-15 | V | S | the recipient question | verify/checks/recipient.py
OB3-P-16 | V | M | each endorsement has its own verdict | verify/checks/endorsements.py
OB3-P-17 | V | P | nothing that the vocabularies drop; known vocabularies only | canonical/expansion.py contexts/__init__.py
OB3-P-18 | V | P | the report says what was looked at | verify/report.py
OB3-P-19 | I | P | the life of a key | laurels/keys/services.py keys/documents.py
OB3-P-20 | I | P | verified by our own judge before anybody sees it | laurels/sealing/services.py
OB3-P-21 | I | S | an issuer to whom a key can be bound | issue/lint.py
OB3-P-22 | V | P | valid is not trusted | laurels/verification/rules.py laurels/verification/selectors.py
OB3-A-14 | I | S | sending a badge to the learner's host |
OB3-C-01 | I | M | the certification run for issuers | shell/issuing.py
OB3-C-02 | D | M | what a displayer shows, for VC 2.0 and 1.1 | laurels/verification/selectors.py
OB3-C-04 | all | - | implements, never certified | README.md
OB2-01 | I | M | the three documents of 2.0 | issue/twin.py documents/ob2.py documents/ob2_classes.py
OB2-02 | I | M | the three documents at their addresses |
OB2-03 | V | M | the fetched assertion counts | verify/older/links.py verify/older/scope.py verify/older/hosted.py
OB2-04 | I/V | M | 410 and revoked | verify/older/revocations.py issue/twin.py
OB2-05 | V | M | signed assertions | verify/older/signed.py
OB2-06 | V | M | the revocation list of a signed assertion | verify/older/revocations.py verify/checks/status_names.py
OB2-07 | V | M | the recipient of 2.0 | documents/ob2.py verify/checks/recipient.py
OB2-08 | V | M | endorsements of 2.0 | verify/older/endorsements.py
OB2-09 | V | S | 0.5, 1.0 and 1.1 are read as 2.0 | documents/ob1.py verify/older/judge.py
OB2-10 | I | M | baking for 2.0 | baking/png.py baking/svg.py
OB2-11 | I | P | both generations of one award | issue/twin.py
OB2-12 | V | P | extensions of 2.0 | documents/extensions.py verify/older/structure.py
CLR-01 | I | M | types, contexts and members of a CLR | issue/record.py documents/clr.py
CLR-02 | I | M | the subject of a CLR | documents/clr.py issue/lint.py
CLR-03 | V | M | the wrapper and every inner credential | verify/contents.py verify/judge.py
CLR-04 | I | P | a transcript as CLR | issue/record.py
VC-01 | V | M | the data model | documents/vc.py documents/model.py documents/terms.py documents/vp.py
VC-02 | V | M | names in languages; digests of related resources | documents/vc.py documents/digests.py verify/checks/related.py
VC-03 | V/H | M | media types | shell/checking.py
DI-01 | I/V | M | eddsa-rdfc-2022, byte for byte | proofs/eddsa_rdfc_2022.py proofs/data_integrity.py
DI-02 | I/V | M | eddsa-jcs-2022, byte for byte | proofs/eddsa_jcs_2022.py
DI-03 | V | M | purpose, method, dates of a proof | verify/signature.py
DI-04 | V | S | sets and chains of proofs | proofs/chains.py verify/proving.py
DI-05 | V | S | ecdsa-rdfc-2019 and ecdsa-jcs-2019 | proofs/ecdsa_rdfc_2019.py proofs/ecdsa_jcs_2019.py
DI-06 | I/V | stretch | ecdsa-sd-2023 | verify/proving.py
DI-07 | V | P | canonicalisation is bounded | canonical/budget.py canonical/rdfc.py
JC-01 | I/V | S | vc+jwt, and envelopes inside presentations | proofs/vc_jose.py proofs/vc_jwt.py documents/vp.py
JC-02 | V | stretch | SD-JWT is refused clearly | verify/receive.py
BSL-01 | I | M | the status entry | status/bitstring_list.py
BSL-02 | I | M | the status list | status/bitstring_list.py
BSL-03 | I | M/P | random places, never twice, nothing that tells who asked | laurels/sealing/statuses.py
BSL-04 | V | M | a list is believed as a credential of its own only | verify/checks/status_bits.py
BSL-05 | V | S | purposes | verify/checks/status_bits.py
BSL-06 | V | M | older kinds of lists | status/status_list_2021.py verify/checks/status_names.py
DID-01 | I/V | M | did:key | keys/did_key.py keys/multikey.py
DID-02 | I/V | M | did:web | keys/did_web.py
DID-03 | I | P | a DID for each organisation, old keys stay | keys/documents.py laurels/keys/services.py
DID-04 | V | P | key documents are kept with the verdict | verify/bundle.py shell/archives.py
CASE-01 | I | M | import of frameworks | laurels/frameworks/readers/case.py laurels/frameworks/services/fetching.py
CASE-02 | I | M | the tree of a framework | laurels/frameworks/tree.py laurels/frameworks/readers/case.py
CASE-03 | I | P | import again | laurels/frameworks/services/carrying.py laurels/frameworks/selectors/items.py
CASE-04 | I | P | broken and huge frameworks | laurels/frameworks/tree.py laurels/frameworks/plans.py
CTDL-01 | I | S | CTDL alignments | documents/classes.py
ESCO-01 | I | S | ESCO alignments | laurels/frameworks/readers/skos.py laurels/frameworks/readers/tables.py
ELM-01 | I | stretch | export as ELM |
RSD-01 | I | S | rich skill descriptors | laurels/frameworks/readers/rsd.py
TAX-01 | I | P | one table of framework items | laurels/frameworks/models.py laurels/frameworks/exporting.py
VCI-01 | I | S | OpenID4VCI metadata |
VCI-02 | I | S | OpenID4VCI offers |
VCI-03 | I | S | OpenID4VCI requests |
VCI-04 | I | S | OpenID4VCI formats |
VP-01 | V | stretch | OpenID4VP |
API-01 | I/V | stretch | VC-API |
WEB-01 | D | P | adding to a profile elsewhere |
WEB-02 | D | P | the share page | laurels/sharing/views.py
WEB-03 | D | P | oEmbed |
WEB-04 | D | P | pages without script, for everybody | laurels/sharing/views.py
""")

WALLETS = "Exchange with wallets is not built yet."
OPEN: dict[str, str] = {
    "OB3-A-14": "The house does not send badges to hosts of others yet.",
    "OB2-02": "The library writes the three documents; the house does not publish them yet.",
    "ELM-01": "Export for Europass is not built.",
    "VCI-01": WALLETS, "VCI-02": WALLETS, "VCI-03": WALLETS, "VCI-04": WALLETS, "VP-01": WALLETS, "API-01": WALLETS,
    "WEB-01": "The link is not offered yet.", "WEB-03": "Embedding is not offered yet.",
}  # fmt: skip
"""Rows that no test shows yet, and why."""

PARTS: dict[str, str] = {
    "OB3-C-01": "The run with the certifying body itself is for its members.",
    "DI-06": "Such a proof is told as unsupported and is never valid; it is neither made, derived nor checked.",
    "CLR-04": "The library makes such a record; the house does not offer it as a transcript yet.",
    "OB2-11": "The house does not offer the twin beside an award yet.",
    "CTDL-01": "Badges are not published as CTDL themselves.",
}
"""Rows that are met in part: what is still missing."""

HEAD = """# Conformance

Made by `make docs`: every row of our conformance list for issuers, verifiers and displayers, where it is met and which test shows
it. Levels: M must, S should, P our own policy. Laurels implements these standards; it is not certified.

{met} of {all} rows are shown by a test, {parts} of these in part; the others say why not.

| row | role | level | about | where | shown by |
|---|---|---|---|---|---|
"""


def shown(found: Sequence[Mark]) -> dict[str, list[str]]:
    """Row -> the tests that carry its id."""
    tests: dict[str, list[str]] = defaultdict(list)
    for mark in found:
        tests[mark.row].append(f"`{mark.test}`")
    return tests


def faults(found: Sequence[Mark]) -> list[str]:
    """What would make the page lie."""
    tests = shown(found)
    told = [f"{mark.test}: its mark for {mark.row} shows nothing, it {mark.fault}" for mark in found if mark.fault]
    told += [f"{row} has neither a test nor a reason" for row in ROWS if row not in tests and row not in OPEN]
    told += [f"{row} is said to be open, but {tests[row][0]} shows it" for row in OPEN if row in tests]
    told += [f"{tests[row][0]} shows {row}, which is no row" for row in tests if row not in ROWS]
    told += [f"{row} is said to be met in part, but no test shows it" for row in PARTS if row not in tests]
    told += [f"{row} has a reason, but is no row" for row in (*OPEN, *PARTS) if row not in ROWS]
    told += [f"{row} is shown by a test, but does not say where it is met" for row in tests if row in ROWS and not ROWS[row].where]
    told += [f"{row} names {file}, which does not exist" for row in ROWS for file in ROWS[row].where if not (ROOT / file).exists()]
    return told


def page(tests: dict[str, list[str]]) -> str:
    """The whole document."""
    lines = []
    for name, row in ROWS.items():
        where = "<br>".join(f"`{file}`" for file in row.where) if name in tests else ""
        told = [*sorted(set(tests.get(name, []))), *([f"Missing: {PARTS[name]}"] if name in PARTS else [])]
        lines.append(
            f"| {name} | {row.roles} | {row.level} | {row.about} | {where} | {'<br>'.join(told) or f'Not met: {OPEN[name]}'} |\n"
        )
    return HEAD.format(met=sum(row in tests for row in ROWS), all=len(ROWS), parts=len(PARTS)) + "".join(lines)


def main() -> int:
    """Write the page, or compare it."""
    found = marks_of([ROOT / folder for folder in FOLDERS], ROOT)
    if problems := faults(found):
        print("\n".join(problems), file=sys.stderr)
        return 1
    wanted = page(shown(found))
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(wanted)
        return 0
    if TARGET.exists() and TARGET.read_text() == wanted:
        return 0
    print("docs/conformance.md is out of date: run `make docs`.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

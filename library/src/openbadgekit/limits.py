"""Every budget in one place. A limit is shown in the error that it causes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one verification may cost.

    Attributes:
        document_bytes: JSON or JWS text [bytes].
        depth: nesting of JSON values; array_items: members of one array or object; nodes: values in a document.
        number_digits: length of one number [characters].
        image_bytes: a PNG or SVG [bytes]; png_chunks: chunks of one PNG; svg_elements: elements of one SVG.
        inflated_bytes: output of one compressed chunk [bytes].
        status_bits: bits of one status list.
        canonical_quads: statements of one document; expansion_steps: what all documents of one verification may cost to
            expand, canonical_steps: to canonicalise (see ``canonical.budget``).
        memo_entries, memo_bytes: shapes of documents that are remembered, and what they may take [bytes]; shape_steps: what one may
            cost to expand beside its document.
        csv_bytes, csv_rows: a list of recipients. bundle_bytes: an archive [bytes].
        contained: credentials of one record or presentation that are judged; endorsements: of one badge.
        proofs: proofs of one document; fetches: outside requests of one verification; hops: redirects of one request.
        fetch_bytes: one answer [bytes]; fetch_seconds: one request; total_seconds: all requests of one verification.
    """

    document_bytes: int = 1_048_576
    depth: int = 64
    array_items: int = 10_000
    nodes: int = 100_000
    number_digits: int = 400
    image_bytes: int = 10_485_760
    png_chunks: int = 20_000
    svg_elements: int = 100_000
    inflated_bytes: int = 2_097_152
    status_bits: int = 2**24
    canonical_quads: int = 50_000
    expansion_steps: int = 150_000
    canonical_steps: int = 20_000
    shape_steps: int = 5_000
    memo_entries: int = 512
    memo_bytes: int = 33_554_432
    csv_bytes: int = 33_554_432
    csv_rows: int = 200_000
    bundle_bytes: int = 16_777_216
    contained: int = 50
    endorsements: int = 10
    proofs: int = 10
    fetches: int = 10
    hops: int = 3
    fetch_bytes: int = 1_048_576
    fetch_seconds: float = 5.0
    total_seconds: float = 10.0


LIMITS = Limits()

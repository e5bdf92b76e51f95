"""Sealing: every document that we sign.

Owns sealed credentials, status lists, published documents. In: terms of an award, an achievement document, facts
organisation.created and key.changed. Out: bytes that anyone can verify. Prepare, lint, seal, self-verify; then visible."""

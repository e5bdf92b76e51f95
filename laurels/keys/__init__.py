"""Keys: who signs.

Owns signing keys (wrapped at rest) and issuer identities. In: fact organisation.created. Out: signers for one organisation and
purpose, issuer profiles, key documents; fact key.changed."""

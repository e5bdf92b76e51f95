"""Issuing: somebody is awarded a badge.

Owns awards and revocations. In: a judge's decision. Out: facts award.intended, award.sealed, award.taken-back, award.revoked.
The intention is committed before any key is used; sealing may be repeated without effect."""

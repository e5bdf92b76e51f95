"""Backpack ("My badges"): what a person owns, from any issuer, for good.

Owns offers, acceptances and items (the bytes exactly as received). In: facts award.sealed, award.revoked; files, texts and
addresses of foreign badges. Out: fact credential.taken-in. Nobody but the person reads it."""

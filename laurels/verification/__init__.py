"""Verification: anyone checks anything, and is told in words.

Owns known issuers (when we first saw them, under which key). In: bytes or an address. Out: a report and the page of a verdict.
Unknown is never shown as valid."""

"""Verifying: what must be seen (needs), what follows from it (judge), and how it is told (report)."""

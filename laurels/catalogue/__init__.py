"""Catalogue: what can be earned.

Owns strategies, achievements, immutable versions, elements and rubrics, judges, pictures. In: five fields, or a whole version
from a file. Out: fact version.published; the badge's public page, and its document through sealing."""

"""Frameworks: published lists of competencies to which badges are aligned.

Owns frameworks, their versions, items, associations and imports (CASE, CSV, SKOS, RSD). In: files and addresses. Out: facts
framework.imported and item.deprecated; the snapshot of an item; CASE 1.1."""

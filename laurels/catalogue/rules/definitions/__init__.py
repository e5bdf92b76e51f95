"""Definitions of badges from elsewhere: Open Badges 2.0 and 3.0, and tables. Pure: bytes in, frozen data and reasons out."""

from laurels.catalogue.rules.definitions.objects import read_objects
from laurels.catalogue.rules.definitions.shape import Definition, Reading, Refusal
from laurels.catalogue.rules.definitions.table import COLUMNS, read_rows

__all__ = ["COLUMNS", "Definition", "Reading", "Refusal", "read_objects", "read_rows"]

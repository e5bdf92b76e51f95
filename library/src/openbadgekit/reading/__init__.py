"""Reading and writing: strict JSON in one way only (``strict``), and the dates within (``dates``).

``plain`` is the quick way where it says the same as the exact one; ``locating`` finds the place of a fault.
"""

from openbadgekit.reading.dates import parse_datetime, write_datetime
from openbadgekit.reading.strict import Json, JsonObject, listed, read, read_object, read_object_plainly, write

__all__ = [
    "Json",
    "JsonObject",
    "listed",
    "parse_datetime",
    "read",
    "read_object",
    "read_object_plainly",
    "write",
    "write_datetime",
]

"""What can be wrong with a file that is to be a table.

HouseError
├─ TableNotRead   neither CSV nor XLSX, or damaged
├─ TableEmpty     nothing in it
├─ TableTooLarge  more bytes than are read, packed or unpacked
├─ TableTooLong   more rows
└─ TableTooWide   more columns
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Invalid


class TableNotRead(Invalid):
    """This file cannot be read as a table: {reason}"""

    code = "common.table-not-read"
    sentence = _("This file cannot be read as a table: {reason}.")
    hint = _("Open it in your spreadsheet program and save it as CSV (UTF-8) or as .xlsx.")


class TableEmpty(Invalid):
    """There is nothing in this file."""

    code = "common.table-empty"
    hint = _("Look whether it is the right file, and whether its first sheet holds the table.")


class TableTooLarge(Invalid):
    """This file is too large, or would be when it is unpacked."""

    code = "common.table-too-large"
    hint = _("Leave out pictures, other sheets and columns that are not needed, or send it in parts.")


class TableTooLong(Invalid):
    """This file has too many rows; at most {rows} are read at once."""

    code = "common.table-too-long"
    sentence = _("This file has too many rows; at most {rows} are read at once.")
    hint = _("Send it in parts, each with the headings.")


class TableTooWide(Invalid):
    """This file has too many columns; at most {columns} are read."""

    code = "common.table-too-wide"
    sentence = _("This file has too many columns; at most {columns} are read.")
    hint = _("Leave out the columns that are not needed.")

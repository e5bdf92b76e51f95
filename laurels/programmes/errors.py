"""What can go wrong when a programme file is loaded.

HouseError
├─ ProgrammeMalformed  the file is not mc-programme/1, or a part of it is wrong
└─ ProgrammeUnknown    no programme of this name is shipped
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Invalid, NotFound


class ProgrammeMalformed(Invalid):
    """The file does not follow the format mc-programme/1."""

    code = "programmes.malformed"
    sentence = _("This file is no programme that can be loaded: {place}")
    hint = _("The format is mc-programme/1; the message names the place. Mend the file and load it again.")


class ProgrammeUnknown(NotFound):
    """No shipped programme has this name."""

    code = "programmes.unknown"
    sentence = _("There is no programme of this name.")
    hint = _("Name one that is shipped, for instance small-charity, or give the path of a file.")

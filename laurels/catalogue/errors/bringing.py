"""Badges that come in a file from elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Invalid, NotFound


class FileGone(NotFound):
    """A brought file was thrown away after a day, or has become drafts already, or is somebody else's."""

    code = "catalogue.file-gone"
    sentence = _("This file is not here any more.")
    hint = _("Look among your drafts; if they are not there, bring the file again.")


class NothingChosen(Invalid):
    """Of a brought file no badge was ticked."""

    code = "catalogue.nothing-chosen"
    sentence = _("No badge is ticked, so nothing was made.")
    hint = _("Tick at least one, then press again.")

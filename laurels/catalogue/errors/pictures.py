"""Pictures, and the mark of an organisation on them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid


class PictureUnusable(Invalid):
    """The uploaded picture cannot be read or is too large."""

    code = "catalogue.picture-unusable"
    sentence = _("This picture cannot be used.")
    hint = _("Upload a PNG, JPEG, WebP or plain SVG of at most 2 MB and 4,096 pixels a side, or keep the one that drew itself.")


class PictureUnreadable(Invalid):
    """The words on a picture are too close to their ground to be read, so it is not published."""

    code = "catalogue.picture-unreadable"
    sentence = _("Nobody could read this badge's picture: {reasons}")
    hint = _("Open the studio and take the colour that it names.")


class PictureMovedOn(Conflict):
    """Somebody else changed a draft's picture after this page of the studio was shown."""

    code = "catalogue.picture-moved-on"
    sentence = _("Somebody else has changed this picture meanwhile, so yours is not kept yet.")
    hint = _("You see hers drawn, and what you chose in the form. Press “Show” to put yours in its place.")


class ChoicesUnknown(Invalid):
    """A shape, colour, icon or other choice of a picture is none of those that we draw."""

    code = "catalogue.choices-unknown"
    sentence = _("We cannot draw this picture: one of its choices is not known here.")
    hint = _("Choose again in the studio; the picture stays as it was.")


class MarkUnusable(Invalid):
    """The uploaded mark is no SVG of a few plain shapes."""

    code = "catalogue.mark-unusable"
    sentence = _("This drawing cannot be the mark on your badges.")
    hint = _("Upload a plain SVG with a viewBox, of at most 60 shapes and 20 kB; or take one or two letters.")

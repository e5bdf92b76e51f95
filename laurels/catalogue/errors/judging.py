"""Who judges a badge."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Invalid, Refused


class JudgeUnknown(Invalid):
    """A named judge does not work in this organisation."""

    code = "catalogue.judge-unknown"
    sentence = _("Somebody who should judge is not one of your people.")
    hint = _("Add her under People first, then choose her here.")


class NobodyJudges(Invalid):
    """A badge that can be earned needs somebody who judges it."""

    code = "catalogue.nobody-judges"
    sentence = _("Somebody must judge this badge.")
    hint = _("Choose at least one person. If nobody should earn it any more, retire it.")


class NotYourself(Refused):
    """With the rules of a large organisation, whoever wrote a badge does not make herself its judge."""

    code = "catalogue.not-yourself"
    sentence = _("In your organisation somebody else decides that you judge what you wrote.")
    hint = _("Ask another programme owner to name you, or choose somebody else.")

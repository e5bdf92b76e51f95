"""Drafts of full size, and their editions in other languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid, NotFound


class DraftMalformed(Invalid):
    """Something in a draft is so that nothing can hold it."""

    code = "catalogue.draft-malformed"
    sentence = _("This cannot be kept: {reasons}")
    hint = _("Mend what is named; nothing that was kept before has changed.")


class WrittenMeanwhile(Conflict):
    """Two people changed the same field of a draft; nobody's words are lost.

    Attributes:
        both: the fields that both changed. kept: field -> what the other kept.
    """

    code = "catalogue.written-meanwhile"
    sentence = _("Somebody else has kept another text for the same place meanwhile.")
    hint = _("Look at both and choose; everything that you typed is still here.")

    def __init__(self, *, both: tuple[str, ...] = (), kept: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self.both, self.kept = both, kept or {}


class KindStays(Conflict):
    """Kind and family of a badge stand in every published version, so they stay."""

    code = "catalogue.kind-stays"
    sentence = _("The kind and the family of a badge stay once it was published.")
    hint = _("Copy the badge and give the copy another kind.")


class ElementUnknown(NotFound):
    """The draft has no element under this code; it may have been taken out meanwhile."""

    code = "catalogue.element-unknown"
    sentence = _("There is no such element in this draft.")
    hint = _("Open the list of elements to see which there are.")


class LanguageThere(Conflict):
    """A version has one edition in each language."""

    code = "catalogue.language-there"
    sentence = _("There is this badge in this language already.")
    hint = _("Open that edition and go on with it.")


class EditionDiffers(Conflict):
    """A language edition changes words, never what is asked."""

    code = "catalogue.edition-differs"
    sentence = _("A language edition asks the same as the version that it translates; only its words differ.")
    hint = _("Change what is asked in a next version, and translate that one.")


class EditionAlone(Conflict):
    """A language edition is published with, or after, the version that it translates."""

    code = "catalogue.edition-alone"
    sentence = _("The version that this translates cannot be earned now.")
    hint = _("Publish that one; this edition is published with it, or afterwards.")

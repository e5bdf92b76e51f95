"""What can go wrong with badges.

HouseError
├─ BadgeNotFound     no such badge, or not for this person
├─ DraftIncomplete   a field of the five is missing or too much
├─ JudgeUnknown      a judge is none of the organisation's people
├─ NobodyJudges      a badge that can be earned is left without a judge
├─ NotYourself       with the rules of the large, its writer adds herself to the judges
├─ MovedMeanwhile    the version is in another state than was thought
├─ SecondPersonNeeded with the rules of the large, nobody publishes her own draft
├─ TextFinal         what is published never changes
├─ NotOfFiveFields   it says more than the five fields can hold
├─ PublishedOnce     a draft that others may have seen is not thrown away
├─ TooLateToTakeBack the undo window is over, or somebody holds the badge
├─ NotReady          something stands in the way of the next step; each is named
├─ HintsUnanswered   a finding of the linter is neither mended nor answered
├─ CannotBeAnswered  a finding that stops publishing is mended, never answered
├─ NobodyReviews     there is no second person who could review
├─ NotReviewed       with the rules of the large, a badge is reviewed before it is published
├─ ReasonNeeded      a move that others must understand has no words
├─ ChangesAsked      the reviewer asked for a change, so she gives the badge back
├─ ElementsUnread    not every element has been looked at
├─ BeforeOnHold      the version before it is on hold
├─ AnotherIsCurrent  another version stands for the badge
├─ WorkOpen          people are under way towards the badge
├─ StarterStays      what others begin with is never published itself
├─ ReviewNotFound    no such review, or not for this person
├─ ReviewEnded       somebody looked at it again before
├─ NextReviewUnusable the day until which it is right is missing or too far away
├─ ProposalNotFound  no such proposal, or not for this person
├─ ProposalIncomplete what is proposed says too little or too much
├─ AnswerUnusable    an answer without a reason, or none that there is
├─ AnsweredAlready   somebody else has answered
├─ WriterUnknown     whoever should write it is no designer here
├─ TaskNotFound      no such job task, or not for this person
├─ TaskRefused       a job task without a title, or with a rule that asks for nothing
├─ TaskTwice         two job tasks of one name
├─ PlanNotFound      no such training plan, or not for this person
├─ PlanRefused       a plan or an item that cannot be
├─ NotHerPlan        she does not plan for this person
├─ DraftMalformed    what no draft can hold: a code twice, a text too long
├─ WrittenMeanwhile  somebody else kept another text for the same field
├─ KindStays         kind and family of a badge that was published once
├─ ElementUnknown    a draft has no such element
├─ LanguageThere     there is an edition in this language already
├─ EditionDiffers    a language edition says something else than the version that it translates
├─ EditionAlone      a language edition without the version that it translates
├─ PictureUnusable   an uploaded picture is damaged, too large, or no picture
├─ PictureUnreadable  what stands on a picture cannot be read
├─ PictureMovedOn    somebody else changed the picture since the page was shown
├─ ChoicesUnknown    a picture's choices are none that we draw
├─ MarkUnusable      an uploaded mark of the organisation is no small drawing
├─ FileGone          a brought file is not kept any more
└─ NothingChosen     of a brought file no badge was ticked
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid, NotFound, Refused


class BadgeNotFound(NotFound):
    """There is no such badge for this person."""

    code = "catalogue.badge-not-found"
    sentence = _("There is no such badge.")
    hint = _("Open the catalogue to see every badge that is published here.")


class DraftIncomplete(Invalid):
    """One of the five fields is missing, or holds too much."""

    code = "catalogue.draft-incomplete"
    sentence = _("This badge is not ready to be published: {reasons}")
    hint = _("Fill in what is named; everything you typed is kept.")


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


class MovedMeanwhile(Conflict):
    """Somebody else has moved this badge on."""

    code = "catalogue.moved-meanwhile"
    sentence = _("This badge has been changed meanwhile.")
    hint = _("Open it again to see how it stands.")


class SecondPersonNeeded(Refused):
    """With the rules of a large organisation, whoever wrote a badge does not approve it."""

    code = "catalogue.second-person-needed"
    sentence = _("In your organisation somebody else publishes what you wrote.")
    hint = _("Ask another programme owner to open this draft and publish it.")


class TextFinal(Conflict):
    """The text of a published version never changes."""

    code = "catalogue.text-final"
    sentence = _("This badge is published, so its text never changes.")
    hint = _("Take publishing back while that is possible, or write its next version.")


class NotOfFiveFields(Conflict):
    """A version that was written in full says more than five fields hold."""

    code = "catalogue.not-of-five-fields"
    sentence = _("This badge says more than the five fields hold, so they cannot write it.")
    hint = _("Turn on “Writing in full” under Settings; nothing of it is lost meanwhile.")


class PublishedOnce(Conflict):
    """A draft that was published once may have been seen, so it is kept."""

    code = "catalogue.published-once"
    sentence = _("This badge was published once, so its draft is kept.")
    hint = _("Publish it again, or leave it: nobody but your designers sees a draft.")


class TooLateToTakeBack(Conflict):
    """Publishing can be taken back for a while, and only while nobody was awarded the badge."""

    code = "catalogue.too-late-to-take-back"
    sentence = _("This badge can no longer be taken back.")
    hint = _("Retire it instead: nobody can earn it any more, and whoever holds it keeps it.")


class NotReady(Invalid):
    """Something stands in the way of the next step."""

    code = "catalogue.not-ready"
    sentence = _("This badge is not ready: {reasons}")
    hint = _("Mend what is named; everything that you wrote is kept.")


class HintsUnanswered(Invalid):
    """A finding that asks for an answer has none."""

    code = "catalogue.hints-unanswered"
    sentence = _("Something must be mended or answered first: {reasons}")
    hint = _("Mend it, or write beside it why it does not hold here; the reviewer reads your reason.")


class CannotBeAnswered(Conflict):
    """A finding that stops publishing was to be answered with a reason."""

    code = "catalogue.cannot-be-answered"
    sentence = _("This cannot be answered with a reason.")
    hint = _("What stops publishing can only be mended; what is mended already needs no answer.")


class NobodyReviews(Conflict):
    """Nobody but the author may review here."""

    code = "catalogue.nobody-reviews"
    sentence = _("Nobody else here may review this badge.")
    hint = _("Make somebody else a programme owner first, or choose another reviewer.")


class NotReviewed(Conflict):
    """With the rules of a large organisation, a second person reviews a badge before it is published."""

    code = "catalogue.not-reviewed"
    sentence = _("In your organisation a second person reviews a badge before it is published.")
    hint = _("Open the draft and submit it for review.")


class ReasonNeeded(Invalid):
    """A move that others must understand has no words."""

    code = "catalogue.reason-needed"
    sentence = _("Say why in a few words.")
    hint = _("The reason is kept, and whoever it concerns reads it.")


class ChangesAsked(Conflict):
    """The reviewer asked for a change and approves all the same."""

    code = "catalogue.changes-asked"
    sentence = _("A change was asked for, so this badge cannot be approved yet.")
    hint = _("Return it with your words, or agree where you asked for the change.")


class ElementsUnread(Conflict):
    """Not every element has been agreed to."""

    code = "catalogue.elements-unread"
    sentence = _("Not everything has been looked at: {places}.")
    hint = _("Agree to each element, or ask for a change.")


class BeforeOnHold(Conflict):
    """The version before it is on hold."""

    code = "catalogue.before-on-hold"
    sentence = _("Version {number} of this badge is on hold.")
    hint = _("Bring it back first; as soon as this version is published it takes its place.")


class AnotherIsCurrent(Conflict):
    """Another version stands for the badge."""

    code = "catalogue.another-is-current"
    sentence = _("Version {number} stands for this badge now.")
    hint = _("Open that version and begin its next one.")


class WorkOpen(Conflict):
    """People are under way towards the badge."""

    code = "catalogue.work-open"
    sentence = _("{people} still working towards this badge.")
    hint = _("Wait until they have finished, or until the last date for the old version has passed.")


class StarterStays(Conflict):
    """What others begin with is never published itself."""

    code = "catalogue.starter-stays"
    sentence = _("This is a pattern that others begin with; it is never published itself.")
    hint = _("Begin a badge with it and publish that one.")


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


class ReviewNotFound(NotFound):
    """There is no such review for this person."""

    code = "catalogue.review-not-found"
    sentence = _("There is no such review.")
    hint = _("Open the reviews of your programme to see what is due.")


class ReviewEnded(Conflict):
    """Somebody has looked at it again already."""

    code = "catalogue.review-ended"
    sentence = _("Somebody has ended this review meanwhile.")
    hint = _("The list of reviews says what came of it.")


class NextReviewUnusable(Invalid):
    """The day until which a badge is right cannot be used."""

    code = "catalogue.next-review-unusable"
    sentence = _("This cannot be its next review: {reason}")
    hint = _("Choose a day after today and at most two years away.")


class ProposalNotFound(NotFound):
    """There is no such proposal for this person."""

    code = "catalogue.proposal-not-found"
    sentence = _("There is no such proposal.")
    hint = _("You see what you proposed; your programme owner sees them all.")


class ProposalIncomplete(Invalid):
    """A proposal says too little, or too much."""

    code = "catalogue.proposal-incomplete"
    sentence = _("This proposal cannot be sent yet: {reasons}")
    hint = _("Mend what is named; everything you typed is kept.")


class AnswerUnusable(Invalid):
    """An answer that cannot be given so."""

    code = "catalogue.answer-unusable"
    sentence = _("This answer cannot be sent: {reason}")
    hint = _("“Later” and “no” need a reason; “yes” begins a draft.")


class AnsweredAlready(Conflict):
    """Somebody else has answered this proposal."""

    code = "catalogue.answered-already"
    sentence = _("This proposal has been answered meanwhile.")
    hint = _("Open it again to see the answer.")


class WriterUnknown(Invalid):
    """Whoever should write the badge is no designer here."""

    code = "catalogue.writer-unknown"
    sentence = _("Whoever should write this badge is none of your designers.")
    hint = _("Give her the role “Badge designer” under People first, or choose somebody else.")


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


class TaskNotFound(NotFound):
    """There is no such job task for this person."""

    code = "catalogue.task-not-found"
    sentence = _("There is no such job task.")
    hint = _("Open the job tasks of your organisation to see them all.")


class TaskRefused(Invalid):
    """A job task that cannot be kept so."""

    code = "catalogue.task-refused"
    sentence = _("This job task cannot be kept yet. {reasons}")
    hint = _("Everything that you chose is still here.")


class TaskTwice(Conflict):
    """Another job task has this title."""

    code = "catalogue.task-twice"
    sentence = _("There is a job task of this name already.")
    hint = _("Open that one, or give this one another name.")


class PlanNotFound(NotFound):
    """There is no such training plan for this person."""

    code = "catalogue.plan-not-found"
    sentence = _("There is no such training plan.")
    hint = _("You see your own plans, and those of the people whom you manage.")


class PlanRefused(Invalid):
    """A training plan, or a part of one, that cannot be kept so."""

    code = "catalogue.plan-refused"
    sentence = _("This cannot be kept yet. {reasons}")
    hint = _("Mend what is named; everything you typed is kept.")


class NotHerPlan(Refused):
    """Somebody plans for a person who is not hers to plan for."""

    code = "catalogue.not-her-plan"
    sentence = _("You do not plan for this person.")
    hint = _("Her line manager does, or whoever looks after the programme or its people.")

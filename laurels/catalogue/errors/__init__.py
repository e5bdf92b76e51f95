"""What can go wrong with badges, by topic.

HouseError
├─ badges: badges and the five fields of them
│  ├─ BadgeNotFound       no such badge, or not for this person
│  ├─ DraftIncomplete     a field of the five is missing or too much
│  ├─ NotOfFiveFields     it says more than the five fields can hold
│  ├─ TextFinal           what is published never changes
│  └─ PublishedOnce       a draft that others may have seen is not thrown away
├─ judging: who judges a badge
│  ├─ JudgeUnknown        a judge is none of the organisation's people
│  ├─ NobodyJudges        a badge that can be earned is left without a judge
│  └─ NotYourself         with the rules of the large, its writer adds herself to the judges
├─ moving: a version on its way through its states
│  ├─ MovedMeanwhile      the version is in another state than was thought
│  ├─ NotReady            something stands in the way of the next step; each is named
│  ├─ HintsUnanswered     a finding of the linter is neither mended nor answered
│  ├─ CannotBeAnswered    a finding that stops publishing is mended, never answered
│  ├─ ReasonNeeded        a move that others must understand has no words
│  ├─ TooLateToTakeBack   the undo window is over, or somebody holds the badge
│  ├─ BeforeOnHold        the version before it is on hold
│  ├─ AnotherIsCurrent    another version stands for the badge
│  ├─ WorkOpen            people are under way towards the badge
│  └─ StarterStays        what others begin with is never published itself
├─ reviewing: the second person who reads a badge before it is published
│  ├─ SecondPersonNeeded  with the rules of the large, nobody publishes her own draft
│  ├─ NobodyReviews       there is no second person who could review
│  ├─ NotReviewed         with the rules of the large, a badge is reviewed before it is published
│  ├─ ChangesAsked        the reviewer asked for a change, so she gives the badge back
│  └─ ElementsUnread      not every element has been looked at
├─ writing: drafts of full size, and their editions in other languages
│  ├─ DraftMalformed      what no draft can hold: a code twice, a text too long
│  ├─ WrittenMeanwhile    somebody else kept another text for the same field
│  ├─ KindStays           kind and family of a badge that was published once
│  ├─ ElementUnknown      a draft has no such element
│  ├─ LanguageThere       there is an edition in this language already
│  ├─ EditionDiffers      a language edition says something else than the version that it translates
│  └─ EditionAlone        a language edition without the version that it translates
├─ pictures: pictures, and the mark of an organisation on them
│  ├─ PictureUnusable     an uploaded picture is damaged, too large, or no picture
│  ├─ PictureUnreadable   what stands on a picture cannot be read
│  ├─ PictureMovedOn      somebody else changed the picture since the page was shown
│  ├─ ChoicesUnknown      a picture's choices are none that we draw
│  └─ MarkUnusable        an uploaded mark of the organisation is no small drawing
├─ upkeep: looking at a published badge again when its day has come
│  ├─ ReviewNotFound      no such review, or not for this person
│  ├─ ReviewEnded         somebody looked at it again before
│  └─ NextReviewUnusable  the day until which it is right is missing or too far away
├─ proposals: what anybody proposes, and the answer
│  ├─ ProposalNotFound    no such proposal, or not for this person
│  ├─ ProposalIncomplete  what is proposed says too little or too much
│  ├─ AnswerUnusable      an answer without a reason, or none that there is
│  ├─ AnsweredAlready     somebody else has answered
│  └─ WriterUnknown       whoever should write it is no designer here
├─ training: job tasks and training plans
│  ├─ TaskNotFound        no such job task, or not for this person
│  ├─ TaskRefused         a job task without a title, or with a rule that asks for nothing
│  ├─ TaskTwice           two job tasks of one name
│  ├─ PlanNotFound        no such training plan, or not for this person
│  ├─ PlanRefused         a plan or an item that cannot be
│  └─ NotHerPlan          she does not plan for this person
└─ bringing: badges that come in a file from elsewhere
   ├─ FileGone            a brought file is not kept any more
   └─ NothingChosen       of a brought file no badge was ticked
"""

from laurels.catalogue.errors.badges import BadgeNotFound, DraftIncomplete, NotOfFiveFields, PublishedOnce, TextFinal
from laurels.catalogue.errors.bringing import FileGone, NothingChosen
from laurels.catalogue.errors.judging import JudgeUnknown, NobodyJudges, NotYourself
from laurels.catalogue.errors.moving import (
    AnotherIsCurrent,
    BeforeOnHold,
    CannotBeAnswered,
    HintsUnanswered,
    MovedMeanwhile,
    NotReady,
    ReasonNeeded,
    StarterStays,
    TooLateToTakeBack,
    WorkOpen,
)
from laurels.catalogue.errors.pictures import ChoicesUnknown, MarkUnusable, PictureMovedOn, PictureUnreadable, PictureUnusable
from laurels.catalogue.errors.proposals import AnsweredAlready, AnswerUnusable, ProposalIncomplete, ProposalNotFound, WriterUnknown
from laurels.catalogue.errors.reviewing import ChangesAsked, ElementsUnread, NobodyReviews, NotReviewed, SecondPersonNeeded
from laurels.catalogue.errors.training import NotHerPlan, PlanNotFound, PlanRefused, TaskNotFound, TaskRefused, TaskTwice
from laurels.catalogue.errors.upkeep import NextReviewUnusable, ReviewEnded, ReviewNotFound
from laurels.catalogue.errors.writing import (
    DraftMalformed,
    EditionAlone,
    EditionDiffers,
    ElementUnknown,
    KindStays,
    LanguageThere,
    WrittenMeanwhile,
)

__all__ = [
    "AnotherIsCurrent",
    "AnswerUnusable",
    "AnsweredAlready",
    "BadgeNotFound",
    "BeforeOnHold",
    "CannotBeAnswered",
    "ChangesAsked",
    "ChoicesUnknown",
    "DraftIncomplete",
    "DraftMalformed",
    "EditionAlone",
    "EditionDiffers",
    "ElementUnknown",
    "ElementsUnread",
    "FileGone",
    "HintsUnanswered",
    "JudgeUnknown",
    "KindStays",
    "LanguageThere",
    "MarkUnusable",
    "MovedMeanwhile",
    "NextReviewUnusable",
    "NobodyJudges",
    "NobodyReviews",
    "NotHerPlan",
    "NotOfFiveFields",
    "NotReady",
    "NotReviewed",
    "NotYourself",
    "NothingChosen",
    "PictureMovedOn",
    "PictureUnreadable",
    "PictureUnusable",
    "PlanNotFound",
    "PlanRefused",
    "ProposalIncomplete",
    "ProposalNotFound",
    "PublishedOnce",
    "ReasonNeeded",
    "ReviewEnded",
    "ReviewNotFound",
    "SecondPersonNeeded",
    "StarterStays",
    "TaskNotFound",
    "TaskRefused",
    "TaskTwice",
    "TextFinal",
    "TooLateToTakeBack",
    "WorkOpen",
    "WriterUnknown",
    "WrittenMeanwhile",
]

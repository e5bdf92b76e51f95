"""Why a row is refused."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """A reason; ``words.PROBLEMS`` says it, with what to do."""

    FORMULA = "formula"
    NO_NAME = "no-name"
    TOO_LONG = "too-long"
    BAD_ADDRESS = "bad-address"
    BAD_DATE = "bad-date"
    NUMBER_TWICE = "number-twice"  # an earlier row has it
    ADDRESS_TWICE = "address-twice"
    SAME_PERSON = "same-person"  # an earlier row is about her already
    TWO_PEOPLE = "two-people"  # its number and its addresses are of different members
    OTHER_PERSON = "other-person"  # its number is a member's of another name and another address
    ADDRESS_PROVEN = "address-proven"  # somebody else has proven it
    NUMBER_LEFT = "number-left"  # of somebody who left
    SEVERAL_OF_THE_NAME = "several-of-the-name"
    OWN_MANAGER = "own-manager"
    MANAGER_UNKNOWN = "manager-unknown"
    MANAGER_SEVERAL = "manager-several"
    MANAGER_REFUSED = "manager-refused"  # her own row is refused, and she is not here yet
    MANAGER_CIRCLE = "manager-circle"
    JOB_DAYS = "job-days"  # the job would begin before or within one that stands there
    CHANGED_MEANWHILE = "changed-meanwhile"  # since the difference was shown
    LAST_OWNER = "last-owner"
    OWNER_STAYS = "owner-stays"  # an owner is let go by an owner only

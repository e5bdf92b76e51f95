"""People from a file: what a column means, who a row is, what would change. Pure; the services read and write the rows."""

from laurels.people.importing.columns import SEVERAL, SYNONYMS, Field, Record, records_of
from laurels.people.importing.matching import Account, HeldJob, Known, Register
from laurels.people.importing.planned import Change, Missing, Plan, Planned, Verdict
from laurels.people.importing.planning import plan
from laurels.people.importing.problems import Problem

__all__ = [
    "SEVERAL",
    "SYNONYMS",
    "Account",
    "Change",
    "Field",
    "HeldJob",
    "Known",
    "Missing",
    "Plan",
    "Planned",
    "Problem",
    "Record",
    "Register",
    "Verdict",
    "plan",
    "records_of",
]

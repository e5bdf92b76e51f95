"""Journal: what happened, append-only.

Owns facts and their deliveries. In: `record`, `record_many` within the transaction of a change. Out: deliveries to handlers
that `answers` names. Facts hold no names, addresses or free text: erasure and an unbroken chain do not exclude each other."""

from laurels.journal.facts import Fact, Ref, answers, handlers_of
from laurels.journal.recording import record, record_many

__all__ = ["Fact", "Ref", "answers", "handlers_of", "record", "record_many"]

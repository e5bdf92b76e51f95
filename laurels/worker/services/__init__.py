"""The verbs of this room: deliveries and schedules, long work, and one look at all of it."""

from laurels.worker.services.deliveries import beat, try_dead_again
from laurels.worker.services.longwork import again, run_slice, start, stop
from laurels.worker.services.looking import run_due

__all__ = ["again", "beat", "run_due", "run_slice", "start", "stop", "try_dead_again"]

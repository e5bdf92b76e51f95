"""Worker: claims and runs deliveries and schedules, and long work slice by slice.

Owns schedule rows and how far long work is. In: deliveries that are due, clock ticks, ``services.start``. Out: calls of handlers
and runners, facts work.asked, work.finished. One claim loop; a broker may later carry delivery ids, rows and promise stay."""

from laurels.worker.longwork import SLICE, Slice, Work, runs
from laurels.worker.schedules import every

__all__ = ["SLICE", "Slice", "Work", "every", "runs"]

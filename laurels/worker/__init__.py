"""Worker: claims and runs deliveries and schedules.

Owns schedule rows. In: deliveries that are due, clock ticks. Out: calls of handlers. One claim loop; a broker may later carry
delivery ids, the rows and the promise stay."""

from laurels.worker.schedules import every

__all__ = ["every"]

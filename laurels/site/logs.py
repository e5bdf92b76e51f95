"""The log: one line an event on standard error, without what opens a door.

Source: THREATS "Secrets in settings, images, logs" (V16.2.5). Codes and tokens stand in addresses, so they are masked in the
finished line, traceback included; e-mail addresses are people's and stay out as well.
"""

from __future__ import annotations

import logging
import re

_MASKS = (
    (re.compile(r"(?<=/)(start|code|c|s|enter)/[^/\s.?\"']+"), r"\1/…"),
    (re.compile(r"(\w+://)[^/\s:@]+:[^/\s@]+@"), r"\1…@"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "…@…"),
)


def masked(text: str) -> str:
    """The text without codes, tokens, passwords in URLs and e-mail addresses."""
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return text


class MaskingFormatter(logging.Formatter):
    """Masks the whole entry: what was said, the arguments and the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The entry as it is written."""
        return masked(super().format(record))


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": MaskingFormatter, "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}

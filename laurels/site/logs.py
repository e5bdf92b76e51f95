"""The log: one line an event on standard error, without what opens a door.

Source: THREATS "Secrets in settings, images, logs" (V16.2.5, V16.4.1). Codes and tokens stand in addresses, so they are masked
in the finished entry, traceback included; e-mail addresses are people's and stay out as well. The web server's own lines are
formatted here too (``granian-log.json``).
"""

from __future__ import annotations

import logging
import re

_SLASH = r"(?:/|%2F)"
_NAMES = "password1?|passwd|pwd|secret|token|code|api[_-]?key|authorization|cookie|sessionid|csrfmiddlewaretoken|credential"
_DOORS = "start|code|c|s|enter|endorse|elements"
"""What a free text follows in an address: a code, a token, a word that somebody made up."""
_MASKS = (
    (
        re.compile(rf"({_SLASH}(?:{_DOORS}){_SLASH})(?!enter\b)[^/\s.?&%\"'<>]+", re.IGNORECASE),
        r"\1…",
    ),  # doors
    (re.compile(r"\b[0-9A-Z]{5}(?:-[0-9A-Z]{5}){5}\b", re.IGNORECASE), "…"),  # a one-use code, wherever it stands
    (re.compile(r"(\w+://)[^\s/?#@]*:\S*@"), r"\1…@"),  # user and password of a URL, up to the last @
    (re.compile(r"\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*"), "…"),  # a JWT
    (re.compile(r"\b(Bearer|Basic)\s+[^\s'\"]+", re.IGNORECASE), r"\1 …"),
    (re.compile(rf"\b((?:{_NAMES})['\"]?\s*[:=]\s*)(?:'[^']*'|\"[^\"]*\"|[^\s&,;)}}'\"]+)", re.IGNORECASE), r"\1…"),
    (re.compile(r"(['\"]d['\"]\s*:\s*)['\"][\w-]{16,}['\"]"), r"\1…"),  # the private part of a JWK
    (re.compile(r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE), "…@…"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]")


def masked(text: str) -> str:
    """The text without codes, tokens, passwords in URLs and e-mail addresses."""
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return text


def on_one_line(text: str) -> str:
    """Control characters written out: what a visitor sends cannot begin an entry of its own."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


class MaskingFormatter(logging.Formatter):
    """Masks the whole entry: what was said, the arguments and the traceback."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is Python's
        """The event on one line."""
        record.message = on_one_line(record.message)
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        """The entry as it is written."""
        return masked(super().format(record))


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": MaskingFormatter, "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # a traceback for each request with a made-up host: a stranger's way to fill the disk
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}

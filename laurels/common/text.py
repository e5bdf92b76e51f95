"""Text from people: made into addresses, initials, and safe HTML."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from laurels.common import limits

NUMBERS = "no one two three four five six seven eight nine ten".split()
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "a"}


def slug_of(name: str) -> str:
    """A name as part of an address; never empty."""
    return slugify(name)[: limits.SLUG].strip("-") or "organisation"


def initials(name: str) -> str:
    """One or two letters for a person's mark."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper() or "?"


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun, small numbers in letters: "three lines"."""
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} {one if count == 1 else many}"


def as_sentence(words: str) -> str:
    """Words with a capital and a full stop, as they stand on their own line."""
    words = words.strip()
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?", "…")) or not words else ".")


def markdown(text: str) -> SafeString:
    """Markdown as safe HTML: a short list of tags, links to http(s) and mailto only, no pictures, no raw HTML."""
    import nh3

    cleaned = nh3.clean(
        _renderer().render(text[: limits.NARRATIVE]),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    return mark_safe(cleaned)  # noqa: S308 - the one place where cleaned HTML becomes safe


def data_block(value: dict[str, Any]) -> SafeString:
    """Linked data for machines as a block of a page: no browser runs it, and nothing in it can end it."""
    text = json.dumps(value, ensure_ascii=True).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - every mark-up letter is escaped


@cache
def _renderer() -> Any:
    """CommonMark without raw HTML."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "linkify": False})

"""The pack for a committee: the page of a link on paper, for people who will never open it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from laurels.common import printing
from laurels.common.dates import in_words
from laurels.endorsement.models import EndorsementRequest
from laurels.endorsement.selectors.review import ReviewPage

TEMPLATE = Path(__file__).parent / "print" / "pack.typ"


def pack(request: EndorsementRequest, page: ReviewPage, *, at: datetime) -> bytes:
    """The pack as a PDF; on one day the same request gives the same bytes."""
    version, badge = request.version, page.badge
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    data = {
        "title": f"{page.asker.name} asks {page.endorser} to endorse {page.about}",
        "organisation": page.asker.name,
        "legal_name": page.asker.legal_name,
        "country": page.asker.country,
        "about": page.about,
        "number": page.number,
        "id": request.about,
        "until": page.until,
        "made": in_words(day, request.organisation.time_zone),
        "message": page.message,
        "picture": version.picture_svg if version else "",
        "picture_alt": version.picture_alt if version else "",
        "description": badge.description if badge else "",
        "need": badge.need if badge else "",
        "facts": [list(row) for row in badge.facts] if badge else [],
        "record": [list(row) for row in page.record],
        "badges": [title for title, _ in page.badges],
        "elements": [
            {
                "statement": element.statement,
                "how": element.how,
                "levels": [{"label": label, "words": words, "needed": needed} for label, words, needed in element.levels],
            }
            for element in (badge.elements if badge else ())
        ],
        "said": [{"name": said.name, "text": said.text, "when": said.when} for said in page.said],
    }
    return printing.pdf(TEMPLATE, data, made_at=day)

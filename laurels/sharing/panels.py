"""What sharing adds to the page of a badge in My badges."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse

from laurels.backpack import rules
from laurels.backpack.models import Item
from laurels.common.dates import in_words
from laurels.common.panels import Panel
from laurels.sharing.models import Share


def public_page(request: HttpRequest, item: Any) -> Panel | None:
    """Whether this badge has a public page, and the switch."""
    if not isinstance(item, Item):
        return None
    share = Share.objects.filter(item=item, withdrawn_at__isnull=True).first()
    context = {
        "address": settings.ORIGIN + reverse("sharing:share", args=[share.token]) if share else None,
        "named": bool(share and share.name_shown),
        "since": in_words(share.consented_at) if share else None,
        "may": rules.may_be_public(state=item.state, verdict=item.verdict),
        "name": item.person.name,
        "open": reverse("sharing:open", args=[item.code]),
        "withdraw": reverse("sharing:withdraw", args=[item.code]),
        "csrf": get_token(request),
    }
    return Panel("sharing/parts/panel.html", context)

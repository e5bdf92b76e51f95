"""What every page shows around its matter: the head, the menu, the foot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from laurels.common import brand, navigation
from laurels.common.text import initials


@dataclass(frozen=True)
class Installation:
    """Who runs this machine, as every page says."""

    operator: str
    contact: str


_who_runs_it: list[Callable[[], Installation]] = []


def tell_installation(answer: Callable[[], Installation]) -> None:
    """The room that knows the installation registers its answer here."""
    _who_runs_it[:] = [answer]


@dataclass(frozen=True)
class Doors:
    """Names of the addresses by which people come in, go out, and find their account."""

    sign_in: str
    sign_out: str
    account: str


_doors: list[Doors] = []


def tell_doors(doors: Doors) -> None:
    """The room that lets people in registers its addresses here."""
    _doors[:] = [doors]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: evaluated only where a template asks, and who runs the machine once a page, however often it is said."""
    if not hasattr(request, "user"):
        request.user = AnonymousUser()  # refused before anybody was asked for, for instance for a forged host
    user = request.user
    signed_in = bool(user.is_authenticated)
    name = getattr(user, "name", "") if signed_in else ""
    return {
        "signed_in": signed_in,
        "person_name": name,
        "person_initials": initials(name) if name else "",
        "main_entries": lambda: [(entry, _is_current(request, entry.url)) for entry in navigation.entries(request, "main")],
        "menu_groups": lambda: navigation.groups(request) if signed_in else [],
        "installation": cache(lambda: _who_runs_it[0]() if _who_runs_it else Installation("", "")),
        "foot_entries": lambda: navigation.entries(request, "foot"),
        "doors": _doors[0] if _doors else None,
        "brand_sheet": lambda: brand.in_view(request),
        "scheme": request.COOKIES.get("scheme", "") if request.COOKIES.get("scheme") in ("light", "dark") else "",
        "is_demo": settings.DEMO,
        "letters_go_out": bool(settings.EMAIL_URL),
    }


def _is_current(request: HttpRequest, url: str) -> bool:
    """Whether this page lies at or below an entry."""
    return request.path == url or (url != "/" and request.path.startswith(url))

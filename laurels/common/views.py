"""Pages of the shell itself: the colour scheme and the style guide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from laurels.common import brand
from laurels.common.style_form import FILLED, WRONG, StyleForm

SCHEMES = ("light", "dark")
YEAR = 365 * 24 * 3600


@require_POST
def scheme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen colour scheme in a cookie; anything else follows the device again."""
    chosen = request.POST.get("scheme", "")
    answer = redirect(_own_path(request.headers.get("referer", "")))
    if chosen in SCHEMES:
        answer.set_cookie("scheme", chosen, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    else:
        answer.delete_cookie("scheme")
    return answer


def _own_path(referrer: str) -> str:
    """The path of the page that she came from, never another host."""
    path = urlsplit(referrer).path
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"


@require_GET
def brand_sheet(_request: HttpRequest, digits: str) -> HttpResponse:
    """The stylesheet of a colour that can be read; the address says everything, so it never changes."""
    ink = f"#{digits.upper()}"
    if not brand.address_of(ink):
        raise Http404
    return HttpResponse(brand.sheet(ink), content_type="text/css", headers={"Cache-Control": "public, max-age=31536000, immutable"})


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in both schemes."""
    specimens = [_specimen(chosen) for chosen in SCHEMES]
    return render(request, "common/styleguide.html", {"specimens": specimens})


def _specimen(chosen: str) -> dict[str, Any]:
    """The components once, with ids of their own."""
    wrong = StyleForm(WRONG, auto_id=f"{chosen}-wrong-%s")
    wrong.is_valid()
    return {
        "scheme": chosen,
        "form": StyleForm(initial=FILLED, auto_id=f"{chosen}-%s"),
        "wrong": wrong,
        "tones": TONES,
        "checks": CHECKS,
        "small": SMALL_FACTS,
        "assured": ASSURED_FACTS,
    }


@dataclass(frozen=True)
class SpecimenCheck:
    """One line of a check list."""

    tone: str
    question: str
    word: str
    sentence: str
    raw: tuple[tuple[str, str], ...] = ()


TONES = (
    ("good", "Passed", "Valid"),
    ("bad", "Failed", "Taken back"),
    ("fog", "Could not check", "Could not check today"),
    ("none", "Not asked", "Only you see this"),
    ("soon", "Trouble ahead", "Ends in 30 days"),
    ("gold", "Achieved", "New"),
)
"""Tone, what it says, and a tag in it."""
CHECKS = (
    SpecimenCheck(
        "good", "Is it unchanged?", "Passed.", "Nothing was changed since it was signed.", (("proof", "eddsa-rdfc-2022"),)
    ),
    SpecimenCheck("bad", "Is it still good?", "Failed.", "It was taken back on 3 March 2026."),
    SpecimenCheck("fog", "Is it still good?", "Could not check.", "The list of the issuer did not answer. Try again later."),
    SpecimenCheck("none", "Is it about this person?", "Not asked.", "Nobody asked whether it is about somebody."),
)
SMALL_FACTS = (
    ("What it takes", "3 things, all seen"),
    ("Who judges", "Joan Abara, who also wrote the badge"),
    ("Kinds of evidence", "Any kind"),
    ("Double-checked", "None"),
    ("Good for", "2 years, then one confirmation"),
)
ASSURED_FACTS = (
    ("What it takes", "5 things, all seen"),
    ("Who judges", "An assessor of the organisation, never the learner herself"),
    ("Kinds of evidence", "Work product, witness statement, reflection"),
    ("Double-checked", "18 % of decisions"),
    ("Appeals upheld", "1 of 3"),
    ("Usual time", "About 8 hours of effort"),
    ("Last review", "1 October 2026"),
    ("Level", "EQF 4, our own estimate"),
    ("Good for", "3 years, then renew what changed"),
)

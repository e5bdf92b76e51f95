"""Pages of the shell itself: the colour scheme and the style guide."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from laurels.common import brand
from laurels.common.style_form import StyleForm

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
    """Every component in every state."""
    wrong = StyleForm({"words": "", "choice": "2", "lines": "One line"})
    wrong.is_valid()
    return render(request, "common/styleguide.html", {"form": StyleForm(), "wrong": wrong, "tones": TONES, "facts_rows": FACTS})


TONES = (
    ("good", "Passed", "Valid"),
    ("bad", "Failed", "Taken back"),
    ("fog", "Could not check", "Could not check today"),
    ("none", "Not asked", "Only you see this"),
    ("soon", "Trouble ahead", "Ends in 30 days"),
    ("gold", "Achieved", "New"),
)
FACTS = (
    ("What it takes", "3 things, all of them seen"),
    ("Who judges", "Joan Abara, who also wrote the badge"),
    ("Double-checked", "None"),
    ("Good for", "2 years"),
)

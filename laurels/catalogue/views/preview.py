"""A version before others see it: as learner, assessor, stranger and machine will."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from laurels.catalogue import access, selectors
from laurels.catalogue.selectors import previews
from laurels.common.clock import now
from laurels.people.access import PersonRequest, signed_in

EYES = {"learner": "A learner", "assessor": "An assessor", "stranger": "A stranger", "machine": "A machine"}
"""Whoever looks, in words."""


@signed_in
@require_safe
def preview(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """One version through other eyes; ``?as=`` says whose."""
    eyes = request.GET.get("as", "learner")
    eyes = eyes if eyes in EYES else "learner"
    version = access.get_before_others(request.person, slug, code, judges=eyes != "machine")
    context: dict[str, Any] = {"slug": slug, "eyes": eyes, "all_eyes": EYES.items(), "panels": (), "page": {"title": version.title}}
    if eyes != "machine":
        context["page"] = page = selectors.badge_page(version, at=now())
    if eyes == "assessor":
        context["view"] = previews.assessor_view(version)
    elif eyes == "stranger":
        context["view"] = previews.stranger_view(version, page.facts, at=now())
    elif eyes == "machine":
        context["view"] = previews.machine_view(version, at=now())
    return render(request, f"catalogue/review/as-{eyes}.html", context)

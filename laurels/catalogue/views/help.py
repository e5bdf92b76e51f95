"""Pages that explain."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from laurels.catalogue.rules.linting import RULES, SEVERITY_WORDS
from laurels.catalogue.selectors.readiness import TONES


@require_safe
def linter(request: HttpRequest) -> HttpResponse:
    """Every rule of the linter, in plain words."""
    rules = [(rule, SEVERITY_WORDS[rule.severity], TONES[rule.severity]) for rule in RULES]
    return render(request, "catalogue/review/linter.html", {"rules": rules})

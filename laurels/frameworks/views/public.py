"""An organisation's own frameworks, for people and machines, without an account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from laurels.common.text import data_block
from laurels.frameworks import access, selectors
from laurels.frameworks.exporting import document, item_json
from laurels.frameworks.models import Framework, Item
from laurels.frameworks.places import framework_address, item_address
from laurels.frameworks.views.library import as_package, level_of


@require_safe
@vary_on_headers("Accept")
def framework(request: HttpRequest, code: UUID) -> HttpResponseBase:
    """A framework, as a page or as CASE, as the visitor asks."""
    found = access.get_public(code)
    if _is_machine(request):
        return _for_machines(as_package(found))
    page = selectors.shelf_page(found, level_of(request))
    context = {"page": page, "organisation": found.organisation.display_name, "data": data_block(_about(found))}
    return render(request, "frameworks/public.html", context)


@require_safe
def package(_request: HttpRequest, code: UUID) -> HttpResponseBase:
    """The CFPackage, whoever asks."""
    return _for_machines(as_package(access.get_public(code)))


@require_safe
@vary_on_headers("Accept")
def item(request: HttpRequest, framework: UUID, code: UUID) -> HttpResponse:
    """An item, as a page or as a CFItem."""
    found = access.get_public_item(framework, code)
    if _is_machine(request):
        answer = JsonResponse(item_json(found, found.framework))
        answer["Access-Control-Allow-Origin"] = "*"
        return answer
    context = {
        "page": selectors.item_page(found),
        "organisation": found.framework.organisation.display_name,
        "data": data_block(_term(found)),
    }
    return render(request, "frameworks/public-item.html", context)


def _is_machine(request: HttpRequest) -> bool:
    """Whether JSON is asked for rather than a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _for_machines(answer: HttpResponseBase) -> HttpResponseBase:
    """Shown and not saved; any page of the web may read it."""
    del answer.headers["Content-Disposition"]
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _about(framework: Framework) -> dict[str, Any]:
    """A framework in the words of schema.org."""
    said = document(framework)
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": framework_address(framework.code),
        "name": framework.title,
        "description": said.get("description", ""),
        "publisher": {"@type": "Organization", "name": framework.organisation.legal_name},
        "version": framework.version,
    }


def _term(item: Item) -> dict[str, Any]:
    """An item in the words of schema.org."""
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "@id": item_address(item.framework.code, item.code),
        "termCode": item.human_code,
        "name": item.short_text or item.text,
        "description": item.text,
        "inDefinedTermSet": framework_address(item.framework.code),
    }

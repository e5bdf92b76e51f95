"""The story, and one press to be each actor: a sign-in without a key, in a demonstration only."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from laurels.common.clock import now
from laurels.people.entrance import let_in
from laurels.people.models import Organisation
from laurels.programmes.demo import content


def _only_here() -> None:
    """Refuse a database that is not the demonstration's, whatever the settings say."""
    if not settings.DEMO or Organisation.objects.filter(demo_key="").exists():
        raise Http404


@require_GET
def story(request: HttpRequest) -> HttpResponse:
    """The front page of the demonstration."""
    _only_here()
    return render(request, "demo/story.html", {"page": content.story_page(at=now())})


@require_http_methods(["GET", "POST"])
def be(request: HttpRequest, who: str) -> HttpResponse:
    """GET shows whom one would be, POST makes it so."""
    _only_here()
    person = content.person_of(who)
    if person is None:
        raise Http404
    if request.method == "POST":
        let_in(request, person, method="demo")
        return redirect(content.where_to(who, request.POST.get("to", "")))
    return render(request, "demo/be.html", {"who": who, "name": person.name})


@require_GET
def contents(_request: HttpRequest) -> HttpResponse:
    """What there is to see, for machines."""
    _only_here()
    return JsonResponse(content.contents(at=now()))

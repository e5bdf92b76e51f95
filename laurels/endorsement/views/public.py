"""An endorsement's page, for everybody."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from laurels.common.clock import now
from laurels.endorsement import access, selectors, services


@require_GET
def endorsement(request: HttpRequest, code: UUID) -> HttpResponse:
    """Who endorsed what, how it stands today, and the signed document."""
    found = access.get_public(code)
    return render(request, "endorsement/endorsement.html", {"page": selectors.public_page(found, at=now())})


@require_POST
def send_link(request: HttpRequest, code: UUID) -> HttpResponse:
    """Send the endorser her link once more, to her own address; whoever asks learns nothing."""
    services.ask_for_link(request=access.get_public(code).request, at=now())
    messages.success(request, "If it can still be managed, a letter goes to the endorser’s own address.")
    return redirect("endorsement:endorsement", code)

"""The owner's pages: ask, see what became of it, send again."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laurels.catalogue import access as badges
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.endorsement import access, selectors, services
from laurels.endorsement.forms import AskForm
from laurels.endorsement.models import EndorsementRequest, Endorser
from laurels.endorsement.rules import Role
from laurels.endorsement.services import EndorserData, Wanted
from laurels.people.access import PersonRequest, signed_in
from laurels.people.models import Organisation
from laurels.people.rules import Act
from laurels.sealing.errors import CredentialNotFound
from laurels.sealing.models import SealedCredential


@signed_in
@require_GET
def requests(request: PersonRequest, slug: str) -> HttpResponse:
    """Everything that was asked, the newest first."""
    organisation = access.get_asking(request.person, slug)
    return render(request, "endorsement/requests.html", {"page": selectors.list_page(organisation)})


@signed_in
@require_http_methods(["GET", "POST"])
def ask(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask somebody: about a badge, an awarded credential, or with neither the organisation itself."""
    organisation = access.get_asking(request.person, slug)
    wanted, back = _wanted(request, organisation)
    about = EndorsementRequest(organisation=organisation, kind=wanted.kind(), version=wanted.version, credential=wanted.credential)
    page = selectors.ask_page(organisation, about, back=back)
    form = AskForm(request.POST or None, known=page.known, initial={"known": request.GET.get("endorser", "")})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = _drafted(request, organisation, form, wanted)
            if "keep" not in request.POST:
                services.send(request=made, actor=request.person, at=now())
                messages.success(request, f"The letter goes to {made.endorser.contact}.")
        except HouseError as problem:
            form.add_error(None, problem.for_people())
            status = 422
        else:
            return redirect("endorsement:request", slug, made.code)
    elif request.method == "POST":
        status = 422
    return render(request, "endorsement/ask.html", {"page": page, "form": form}, status=status)


def _wanted(request: PersonRequest, organisation: Organisation) -> tuple[Wanted, str]:
    """What is asked about, from the address, and the page to go back to; another organisation's is not found."""
    slug = organisation.slug
    if badge := _code(request.GET, "badge"):
        version = badges.get_version(request.person, badge, to=Act.SEE_DESIGN, slug=slug)
        return Wanted(version=version), reverse("catalogue:badge", args=[badge]) if version.published_at else ""
    if code := _code(request.GET, "credential"):
        credential = SealedCredential.objects.filter(organisation=organisation, code=code).first()
        if credential is None:
            raise CredentialNotFound
        return Wanted(credential=credential), reverse("endorsement:requests", args=[slug])
    return Wanted(), reverse("people:settings", args=[slug])


def _code(given: QueryDict, name: str) -> UUID | None:
    """A code from an address; anything else is none."""
    try:
        return UUID(given.get(name, ""))
    except ValueError:
        return None


def _drafted(request: PersonRequest, organisation: Organisation, form: AskForm, wanted: Wanted) -> EndorsementRequest:
    """The draft of what was typed, to somebody known or new."""
    chosen = form.cleaned_data.get("known")
    known = Endorser.objects.filter(organisation=organisation, code=chosen).first() if chosen else None
    endorser = EndorserData(known.name, Role(known.role), known.contact, known.url) if known else form.endorser()
    asked = Wanted(wanted.version, wanted.credential, form.cleaned_data["message"], form.cleaned_data["due"])
    return services.draft_request(organisation=organisation, actor=request.person, endorser=endorser, wanted=asked, at=now())


@signed_in
@require_GET
def one(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """One request: how it stands, what was said, and what comes next."""
    found = access.get_request(request.person, slug, code)
    return render(request, "endorsement/request.html", {"page": selectors.request_page(found, at=now())})


MOVES: dict[str, tuple[Callable[..., None], str]] = {
    "send": (services.send, "The letter is on its way."),
    "again": (services.send_again, "The letter goes out once more."),
    "resend": (services.resend, "Asked anew, with a new link. The old one opens nothing any more."),
    "discard": (services.discard, "The draft is thrown away."),
}
"""The last word of an address -> the verb, and what is said after it."""


@signed_in
@require_POST
def act(request: PersonRequest, slug: str, code: UUID, move: str) -> HttpResponse:
    """One of the owner's moves."""
    found = access.get_request(request.person, slug, code)
    verb, said = MOVES[move]
    try:
        verb(request=found, actor=request.person, at=now())
        messages.success(request, said)
    except HouseError as problem:
        messages.error(request, problem.for_people())
    if move == "discard":
        return redirect("endorsement:requests", slug)
    return redirect("endorsement:request", slug, code)

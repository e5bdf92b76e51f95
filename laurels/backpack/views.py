"""My badges: one reader, its person."""

from __future__ import annotations

from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laurels.backpack import access, selectors, services
from laurels.backpack.errors import ItemNotFound
from laurels.backpack.forms import AcceptForm
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.common.panels import panels
from laurels.issuing.access import get_award
from laurels.people.access import PersonRequest, signed_in
from laurels.people.rules import Act
from laurels.sealing import published
from laurels.sealing import selectors as sealed_documents
from laurels.sealing import services as sealing
from laurels.verification import limiting
from laurels.verification import services as verification
from laurels.verification.forms import GivenForm


@signed_in
@require_GET
def home(request: PersonRequest) -> HttpResponse:
    """Everything that is hers, newest first, with what waits for an answer on top."""
    page = selectors.my_badges(request.person, after=request.GET.get("after"))
    return render(request, "backpack/home.html", {"page": page})


@signed_in
@require_http_methods(["GET", "POST"])
def offer(request: PersonRequest, code: UUID) -> HttpResponse:
    """GET shows the award, POST accepts it."""
    waiting = access.get_offer(request.person, code)
    form = AcceptForm(request.POST if request.method == "POST" else None, initial={"open_address": True})
    if request.method == "POST" and form.is_valid():
        try:
            item = services.accept(
                offer=waiting,
                person=request.person,
                identity=_identity(request),
                open_address=form.cleaned_data["open_address"],
                at=now(),
            )
            if form.cleaned_data["second_address"]:
                second = form.cleaned_data["second_address"]
                EmailAddress.objects.add_email(request, request.person, second, confirm=True)
                messages.info(request, "We have sent a code to your second address. Type it under Your account.")
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            messages.success(request, "It is yours now, and stays yours.")
            return redirect("backpack:item", item.code)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "backpack/offer.html", {"page": selectors.offer_page(waiting), "form": form}, status=status)


def _identity(request: PersonRequest) -> str:
    """By what kind of sign-in she is here: the last method that the session remembers, never which address."""
    methods = request.session.get("account_authentication_methods", [])
    return str(methods[-1].get("method", "other"))[:16] if methods else "other"


@signed_in
@require_POST
def decline(request: PersonRequest, code: UUID) -> HttpResponse:
    """Leave an award where it is."""
    services.decline(offer=access.get_offer(request.person, code), person=request.person, at=now())
    messages.info(request, "Declined. Nobody will see it. Ask its issuer if you change your mind.")
    return redirect("backpack:home")


@signed_in
@require_http_methods(["GET", "POST"])
def take_in(request: PersonRequest) -> HttpResponse:
    """Add a badge from elsewhere: a file, a text or an address through the same door."""
    form = GivenForm(*((request.POST, request.FILES) if request.method == "POST" else (None, None)))
    if request.method == "POST" and form.is_valid():
        try:
            limiting.count(request)
            given = form.given()
            data = given if given is not None else verification.fetch(form.cleaned_data["address"])
            item = services.take_in(person=request.person, data=data, at=now())
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            messages.success(request, f"“{item.badge}” is in your backpack.")
            return redirect("backpack:item", item.code)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "backpack/take-in.html", {"form": form}, status=status)


@signed_in
@require_GET
def item(request: PersonRequest, code: UUID) -> HttpResponse:
    """One badge; what rooms above offer for it (a public page) stands in panels."""
    mine = services.as_seen_today(item=access.get_item(request.person, code), at=now())
    shown = panels.at("backpack:item", request, mine)
    return render(request, "backpack/item.html", {"page": selectors.item_page(mine), "panels": shown})


@signed_in
@require_POST
def look_again(request: PersonRequest, code: UUID) -> HttpResponse:
    """Check it anew, now."""
    mine = access.get_item(request.person, code)
    try:
        limiting.count(request)
        mine = services.look_again(item=mine, at=now())
        messages.info(request, mine.sentence)
    except HouseError as problem:
        messages.error(request, problem.for_people())
    return redirect("backpack:item", code)


@signed_in
@require_POST
def address(request: PersonRequest, code: UUID) -> HttpResponse:
    """Open or close the unlisted address of an own badge; closing works at once."""
    mine = access.get_item(request.person, code)
    if mine.sealed is None:
        raise ItemNotFound
    if request.POST.get("open") == "yes":
        sealing.open_credential(mine.sealed)
    else:
        sealing.close_credential(mine.sealed)
    return redirect("backpack:item", code)


@signed_in
@require_http_methods(["GET", "POST"])
def take_out(request: PersonRequest, code: UUID) -> HttpResponse:
    """Delete an item after one question."""
    mine = access.get_item(request.person, code)
    if request.method == "POST":
        services.take_out(item=mine, person=request.person, at=now())
        messages.info(request, f"“{mine.badge}” is no longer in your backpack.")
        return redirect("backpack:home")
    return render(request, "backpack/take-out.html", {"page": selectors.item_page(mine)})


@signed_in
@require_GET
def picture(request: PersonRequest, code: UUID) -> HttpResponse:
    """The picture that we drew of a foreign badge, for its person."""
    mine = access.get_item(request.person, code)
    if mine.picture is None:
        raise ItemNotFound
    return as_picture(bytes(mine.picture))


def as_picture(png: bytes) -> HttpResponse:
    """A PNG that nothing may run in and that no cache in between keeps."""
    answer = HttpResponse(png, content_type="image/png")
    answer["Content-Security-Policy"] = PICTURE_POLICY
    answer["Cache-Control"] = "private, no-cache"
    return answer


PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@signed_in
@require_POST
def take_back(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """A judge takes an award back while its holder has not accepted it."""
    award = get_award(request.person, code, to=Act.AWARD, slug=slug)
    try:
        services.take_back_award(award=award, actor=request.person, at=now())
        messages.info(request, "Taken back. Nobody saw it.")
    except HouseError as problem:
        messages.error(request, problem.for_people())
    return redirect("issuing:award", slug, code)


@signed_in
@require_GET
def download(request: PersonRequest, code: UUID, form: str) -> HttpResponse:
    """The bytes: an own badge in four forms, a foreign one exactly as it was received."""
    mine = access.get_item(request.person, code)
    if mine.sealed is not None and form in published.FORMS:
        body = sealed_documents.credential_bytes(mine.sealed.token, form)
    elif mine.sealed is None and form == mine.form:
        body = bytes(mine.raw)
    else:
        raise Http404
    answer = HttpResponse(body, content_type=published.media_type(form))
    answer["Content-Disposition"] = f'attachment; filename="{slugify(mine.badge)[:60] or "badge"}.{form}"'
    answer["Content-Security-Policy"] = PICTURE_POLICY
    return answer

"""The endorser's pages, by her link alone: she has no account. A page that is fetched changes nothing; a press does."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laurels.common.clock import now
from laurels.common.dates import day_in
from laurels.common.errors import HouseError, Unavailable
from laurels.common.panels import panels
from laurels.endorsement import links, packs, selectors, services, targets
from laurels.endorsement.errors import RequestOver
from laurels.endorsement.forms import (
    ChangesForm,
    CommentForm,
    DeclineForm,
    LaterForm,
    OwnKeyForm,
    SignForm,
    UnsignedForm,
    WithdrawForm,
)
from laurels.endorsement.models import Condition, Endorsement, EndorsementRequest
from laurels.endorsement.rules import ANSWERABLE, BACKING, ConditionState

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, str, P], HttpResponse]
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


def by_link(view: View[P]) -> View[P]:
    """What stands behind a link is kept by no cache and found by no search engine."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        answer = view(request, token, *args, **kwargs)
        answer["Cache-Control"] = "private, no-store"
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return guarded


@by_link
@require_GET
def review(request: HttpRequest, token: str) -> HttpResponse:
    """What she is asked to put her name to; once she has, what she can do with it."""
    return _review(request, token, CommentForm())


def _review(request: HttpRequest, token: str, form: CommentForm, *, status: int = 200) -> HttpResponse:
    """The page, with a comment that was typed."""
    found = links.opened(token, at=now())
    page = selectors.review_page(found, token, at=now())
    more = panels.at("endorsement:review", request, found.version)
    context = {"page": page, "token": token, "form": form, "later": LaterForm(), "panels": more}
    template = "endorsement/review.html" if page.waiting else "endorsement/answered.html"
    return render(request, template, context, status=status)


@by_link
@require_POST
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """Tell the organisation that it is being looked at."""
    return _done(request, token, "They know that you are looking at it.", services.open_request)


@by_link
@require_POST
def comment(request: HttpRequest, token: str) -> HttpResponse:
    """A word for colleagues on the same link."""
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _review(request, token, form, status=422)
    return _done(request, token, "Your comment stands below.", services.comment, **form.cleaned_data)


@by_link
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """Endorse with the key that is kept here, with conditions or without."""
    found, today = _waiting(token)
    form = SignForm(request.POST or None, today=today, initial={"read": targets.mark_of(found.version)})
    problem = _tried(form, lambda: services.sign_hosted(request=found, answer=form.answer(), at=now()))
    if form.is_bound and not form.errors:
        return _signed(request, token)
    context = {"form": form, "open": request.GET.get("conditions") == "yes"}
    return _form_page(request, token, found, "endorsement/sign.html", context, form, problem)


@by_link
@require_http_methods(["GET", "POST"])
def own_key(request: HttpRequest, token: str) -> HttpResponse:
    """Hand in what she signed elsewhere."""
    found, today = _waiting(token)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = OwnKeyForm(data, files, today=today, initial={"read": targets.mark_of(found.version)})
    problem = _tried(form, lambda: services.sign_own(request=found, data=form.signed_bytes(), answer=form.answer(), at=now()))
    if form.is_bound and not form.errors:
        return _signed(request, token)
    context = {"form": form, "unsigned": UnsignedForm()}
    return _form_page(request, token, found, "endorsement/own-key.html", context, form, problem)


@by_link
@require_GET
def unsigned(request: HttpRequest, token: str) -> HttpResponse:
    """The exact document that she would sign, as a file."""
    found, today = _waiting(token)
    form = UnsignedForm(request.GET)
    if not form.is_valid():
        fresh = OwnKeyForm(today=today, initial={"read": targets.mark_of(found.version)})
        return _form_page(request, token, found, "endorsement/own-key.html", {"form": fresh, "unsigned": form}, form, None)
    given = form.cleaned_data
    body = services.unsigned(request=found, issuer_id=given["issuer"], comment=given["comment"], until=given["until"], at=now())
    answer = HttpResponse(body, content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="endorsement-to-sign.json"'
    return answer


@by_link
@require_http_methods(["GET", "POST"])
def changes(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for changes before she signs."""
    found, _ = _waiting(token)
    form = ChangesForm(request.POST or None)
    problem = _tried(form, lambda: services.ask_changes(request=found, at=now(), **form.cleaned_data))
    if form.is_bound and not form.errors:
        messages.success(request, "They were told what should change. A new letter comes when it is done.")
        return redirect("endorsement:review", token)
    return _form_page(request, token, found, "endorsement/changes.html", {"form": form}, form, problem)


@by_link
@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Decline; nobody else sees that."""
    found, _ = _waiting(token)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    problem = _tried(form, lambda: services.decline(request=found, at=now(), **form.cleaned_data))
    if form.is_bound and not form.errors:
        return redirect("endorsement:review", token)
    return _form_page(request, token, found, "endorsement/decline.html", {"form": form}, form, problem)


@by_link
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Withdraw what she signed, with a reason."""
    found, endorsement = _standing(token)
    form = WithdrawForm(request.POST or None)
    problem = _tried(form, lambda: services.withdraw(endorsement=endorsement, at=now(), **form.cleaned_data))
    if form.is_bound and not form.errors:
        messages.success(request, "Withdrawn. The pages say so from now on.")
        return redirect("endorsement:review", token)
    return _form_page(request, token, found, "endorsement/withdraw.html", {"form": form}, form, problem)


@by_link
@require_POST
def condition(request: HttpRequest, token: str, code: UUID) -> HttpResponse:
    """Say that a condition is met, waive it, or give it another day."""
    _, endorsement = _standing(token)
    rows = Condition.objects.select_related("endorsement__request__organisation", "endorsement__request__endorser")
    row = rows.filter(endorsement=endorsement, code=code).first()
    if row is None:
        raise RequestOver
    settled = {"met": ConditionState.MET, "waived": ConditionState.WAIVED}.get(request.POST.get("as", ""))
    if settled:
        return _done(request, token, "Kept. It shows beside your endorsement.", services.settle, condition=row, state=settled)
    form = LaterForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["due"]:
        messages.error(request, "Choose another day for this condition.")
        return redirect("endorsement:review", token)
    return _done(request, token, "It has another day now.", services.extend, condition=row, due=form.cleaned_data["due"])


@by_link
@require_POST
def stand_by(request: HttpRequest, token: str) -> HttpResponse:
    """Stand by it for another year."""
    _, endorsement = _standing(token)
    return _done(request, token, "Thank you. It is confirmed as of today.", services.reconfirm, endorsement=endorsement)


@by_link
@require_POST
def prove_domain(request: HttpRequest, token: str) -> HttpResponse:
    """Look at her web site for the line that names her key."""
    _, endorsement = _standing(token)
    return _done(request, token, "Found. Your web address confirms you now.", services.prove_domain, endorsement=endorsement)


@by_link
@require_GET
def pack(_request: HttpRequest, token: str) -> HttpResponse:
    """The same as a PDF, for a committee."""
    found = links.opened(token, at=now())
    body = packs.pack(found, selectors.review_page(found, token, at=now()), at=now())
    answer = HttpResponse(body, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="endorsement-request.pdf"'
    return answer


@by_link
@require_GET
def picture(_request: HttpRequest, token: str) -> HttpResponse:
    """The badge's picture, also of one that nobody else may see yet."""
    found = links.opened(token, at=now())
    version = selectors.version_of(found)
    if version is None:
        raise RequestOver
    return HttpResponse(version.picture_svg, content_type="image/svg+xml", headers={"Content-Security-Policy": PICTURE_POLICY})


def _waiting(token: str) -> tuple[EndorsementRequest, Any]:
    """A request that can be answered, and the day that it is where the asker lives."""
    found = links.opened(token, at=now())
    if found.state not in ANSWERABLE:
        raise RequestOver
    return found, day_in(now(), found.organisation.time_zone)


def _standing(token: str) -> tuple[EndorsementRequest, Endorsement]:
    """An endorsement that stands."""
    found = links.opened(token, at=now())
    endorsement = getattr(found, "endorsement", None)
    if found.state not in BACKING or endorsement is None:
        raise RequestOver
    return found, endorsement


def _tried(form: Form, act: Callable[[], object]) -> HouseError | None:
    """Act on a sound form; what went wrong stands on the form, and is handed back for its status."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        act()
    except HouseError as problem:
        form.add_error(None, problem.for_people())
        return problem
    return None


def _form_page(
    request: HttpRequest,
    token: str,
    found: EndorsementRequest,
    template: str,
    context: dict[str, Any],
    form: Form,
    problem: HouseError | None,
) -> HttpResponse:
    """A form's page; everything that was typed is kept."""
    status = 503 if isinstance(problem, Unavailable) else 422 if form.errors else 200
    about, organisation = targets.title_of(found), found.organisation.display_name
    names = {"token": token, "about": about, "organisation": organisation, "endorser": found.endorser.name}
    return render(request, template, {**context, **names}, status=status)


def _signed(request: HttpRequest, token: str) -> HttpResponse:
    messages.success(request, "Signed and checked. Thank you.")
    return redirect("endorsement:review", token)


def _done(request: HttpRequest, token: str, said: str, verb: Callable[..., object], **given: Any) -> HttpResponse:
    """One press: the verb, a sentence, and back."""
    found = links.opened(token, at=now())
    subject = {} if {"condition", "endorsement"} & set(given) else {"request": found}
    try:
        verb(**subject, **given, at=now())
        messages.success(request, said)
    except HouseError as problem:
        messages.error(request, problem.for_people())
    return redirect("endorsement:review", token)

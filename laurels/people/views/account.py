"""What somebody sees and changes about herself: name, ways in, places."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal import flows
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.people import access, selectors, services
from laurels.people.access import PersonRequest, signed_in
from laurels.people.forms import AddAddressForm, FirstPasswordForm, NameForm, PasswordForm
from laurels.people.printing import Paper, printed_code
from laurels.people.rules import Act


@signed_in
@require_safe
def account(request: PersonRequest) -> HttpResponse:
    """Everything about herself on one page."""
    return render(request, "people/account/account.html", _page(request))


def _page(request: PersonRequest) -> dict[str, object]:
    return {
        "page": selectors.account_page(request.person),
        "name_form": NameForm(initial={"name": request.person.name}),
        "address_form": AddAddressForm(user=request.person),
        "password_form": PasswordForm(person=request.person),
    }


@signed_in
@require_safe
def welcome(request: PersonRequest) -> HttpResponse:
    """After the first time: how will she come in next time?"""
    page = selectors.account_page(request.person)
    if page.ways or page.has_password:
        return redirect(settings.LOGIN_REDIRECT_URL)
    forms = {"password_form": FirstPasswordForm(person=request.person), "address_form": AddAddressForm(request.person)}
    return render(request, "people/account/welcome.html", {"page": page, **forms})


@signed_in
@require_POST
def name(request: PersonRequest) -> HttpResponse:
    """Be called something else."""
    form = NameForm(request.POST)
    if not form.is_valid():
        return render(request, "people/account/account.html", _page(request) | {"name_form": form}, status=422)
    services.rename(person=request.person, name=form.cleaned_data["name"])
    messages.success(request, _("Your name is changed."))
    return redirect("people:account")


@signed_in
@reauthentication_required(app="allauth.account", allow_get=True)
@require_http_methods(["GET", "POST"])
def addresses(request: PersonRequest) -> HttpResponse:
    """Add an address (a code goes there), choose the one that we write to, or remove one."""
    if request.method == "GET":
        return redirect("people:account")
    if "add" in request.POST:
        form = AddAddressForm(user=request.person, data=request.POST)
        if not form.is_valid():
            return render(request, "people/account/account.html", _page(request) | {"address_form": form}, status=422)
        flows.manage_email.add_email(request, form)
        return redirect("account_email_verification_sent")
    row = EmailAddress.objects.filter(user=request.person, email=request.POST.get("email", "")).first()
    if row is not None and "prove" in request.POST:
        flows.email_verification.send_verification_email_to_address(request, row)
        return redirect("account_email_verification_sent")
    if row is not None and "primary" in request.POST:
        flows.manage_email.mark_as_primary(request, row)
    elif row is not None and "remove" in request.POST:
        flows.manage_email.delete_email(request, row)
    return redirect("people:account")


@signed_in
@sensitive_post_parameters("password")
@reauthentication_required(app="allauth.account")
@require_POST
def password(request: PersonRequest) -> HttpResponse:
    """Choose a password or change it; other sessions end."""
    form = PasswordForm(request.POST, person=request.person)
    if not form.is_valid():
        return render(request, "people/account/account.html", _page(request) | {"password_form": form}, status=422)
    get_adapter(request).set_password(request.person, form.cleaned_data["password"])
    update_session_auth_hash(request, request.person)
    messages.success(request, _("Your password is set. Everywhere else you are signed out."))
    return redirect("people:account")


@signed_in
@sensitive_post_parameters("password")
@reauthentication_required(app="allauth.account")
@require_POST
def first_password(request: PersonRequest) -> HttpResponse:
    """An address and a password, for somebody who came in on paper and has no passkey."""
    if request.person.has_usable_password():
        return redirect("people:account")  # the first one only: another is chosen there
    form = FirstPasswordForm(request.POST, person=request.person)
    if not form.is_valid():
        page = selectors.account_page(request.person)
        forms = {"password_form": form, "address_form": AddAddressForm(request.person)}
        return render(request, "people/account/welcome.html", {"page": page, **forms}, status=422)
    row = services.choose_password(
        person=request.person, address=form.cleaned_data["email"], password=form.cleaned_data["password"]
    )
    update_session_auth_hash(request, request.person)
    flows.email_verification.send_verification_email_to_address(request, row)
    return redirect("account_email_verification_sent")


@signed_in
@never_cache
@reauthentication_required(app="allauth.account")
@require_POST
def recovery_code(request: PersonRequest) -> HttpResponse:
    """Print a code for a bad day; the one before stops working."""
    text = services.recovery_code(person=request.person, at=now())
    context = {"papers": [Paper(request.person.name, printed_code(text))], "recovery": True}
    return render(request, "people/codes/print.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def leave(request: PersonRequest, slug: str) -> HttpResponse:
    """Leave an organisation; what she owns stays hers."""
    organisation = access.get_organisation(request.person, slug, to=Act.SEE_ORGANISATION)
    membership = access.own_membership(request.person, organisation)
    problem = None
    if request.method == "POST":
        try:
            services.leave(membership=membership, actor=request.person, at=now())
        except HouseError as refused:
            problem = refused.for_people()
        else:
            said = _("You have left %(name)s. Your badges are still yours.") % {"name": organisation.display_name}
            messages.success(request, said)
            return redirect(reverse("people:account"))
    context = {"organisation_name": organisation.display_name, "slug": slug, "problem": problem}
    return render(request, "people/account/leave.html", context, status=409 if problem else 200)

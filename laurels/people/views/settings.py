"""What an organisation says about itself, and by which rules it lives."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from laurels.common.clock import now
from laurels.common.panels import panels
from laurels.people import access, selectors, services
from laurels.people.access import PersonRequest, signed_in
from laurels.people.forms import ModeForm, SettingsForm, SwitchesForm
from laurels.people.models import Organisation
from laurels.people.rules import Act, Role, may


@signed_in
@require_http_methods(["GET", "POST"])
def settings(request: PersonRequest, slug: str) -> HttpResponse:
    """Names, country, contact, colour, waiting time; the mode has its own button."""
    organisation, roles = access.enter(request.person, slug, to=Act.CHANGE_SETTINGS)
    form = SettingsForm(request.POST or None, initial=SettingsForm.initial_of(organisation))
    uses = SwitchesForm(initial=SwitchesForm.initial_of(organisation))
    if request.method == "POST" and form.is_valid():
        services.change_settings(organisation=organisation, settings=form.settings(), actor=request.person, at=now())
        messages.success(request, _("The settings are kept."))
        return redirect("people:settings", slug)
    return _page(request, organisation, roles, form=form, uses=uses)


def _page(
    request: PersonRequest, organisation: Organisation, roles: frozenset[Role], *, form: SettingsForm, uses: SwitchesForm
) -> HttpResponse:
    """The one page of settings; a form with a fault keeps what was typed."""
    context = {
        "organisation": organisation,
        "form": form,
        "uses": uses,
        "history": selectors.mode_history(organisation),
        "mode_form": ModeForm(initial={"mode": organisation.mode}),
        "may_set_mode": may(roles, Act.SET_MODE),
        "panels": panels.at("people:settings", request, organisation),
    }
    return render(request, "people/settings.html", context, status=422 if form.errors or uses.errors else 200)


@signed_in
@require_POST
def use(request: PersonRequest, slug: str) -> HttpResponse:
    """Use these things from now on."""
    organisation, roles = access.enter(request.person, slug, to=Act.SET_MODE)
    form = SwitchesForm(request.POST)
    if not form.is_valid():
        return _page(request, organisation, roles, form=SettingsForm(initial=SettingsForm.initial_of(organisation)), uses=form)
    days = form.cleaned_data["answer_days"]
    services.turn_on(organisation=organisation, switches=form.chosen(), answer_days=days, actor=request.person, at=now())
    messages.success(request, _("Kept. What is turned on stands in its places from now on."))
    return redirect("people:settings", slug)


@signed_in
@require_POST
def mode(request: PersonRequest, slug: str) -> HttpResponse:
    """Live by other rules from now on."""
    organisation = access.get_organisation(request.person, slug, to=Act.SET_MODE)
    form = ModeForm(request.POST)
    if form.is_valid():
        services.set_mode(organisation=organisation, mode=form.chosen(), actor=request.person, at=now())
        messages.success(request, _("From now on these rules hold. What was awarded before keeps its statement."))
    return redirect("people:settings", slug)

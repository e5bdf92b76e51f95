"""Pages of proposals: what waits, a new one, and one with its answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laurels.catalogue import access
from laurels.catalogue.errors import WriterUnknown
from laurels.catalogue.forms.planning import AnswerForm, ProposalForm
from laurels.catalogue.models import Proposal
from laurels.catalogue.rules.proposing import YES
from laurels.catalogue.selectors import proposing as selectors
from laurels.catalogue.services import proposing as services
from laurels.common.clock import now
from laurels.common.errors import HouseError
from laurels.people.access import PersonRequest, enter, signed_in
from laurels.people.models import Person
from laurels.people.rules import Act, Mode, Switch, may


@signed_in
@require_safe
def proposals(request: PersonRequest, slug: str) -> HttpResponse:
    """An owner sees what waits for her answer; everybody else what she proposed."""
    organisation, roles = enter(request.person, slug, to=Act.PROPOSE, switch=Switch.PLANNING)
    mode = Mode(organisation.mode)
    page = selectors.proposals_page(
        organisation,
        request.person,
        owner=may(roles, Act.ANSWER_PROPOSAL, mode=mode),
        all_of_them=may(roles, Act.SEE_STRATEGY, mode=mode),
        at=now(),
    )
    return render(request, "catalogue/plan/proposals.html", {"page": page})


@signed_in
@require_http_methods(["GET", "POST"])
def propose(request: PersonRequest, slug: str) -> HttpResponse:
    """A badge that she would like to see."""
    organisation, _ = enter(request.person, slug, to=Act.PROPOSE, switch=Switch.PLANNING)
    typed = request.POST if request.method == "POST" else None
    form = ProposalForm(typed, colleagues=selectors.colleagues(organisation) if typed else [])
    if request.method == "POST" and form.is_valid():
        try:
            made = services.propose(
                organisation=organisation,
                proposed=form.proposed(),
                proposer=request.person,
                together_with=form.cleaned_data["together"],
                credited=form.cleaned_data["credited"],
                at=now(),
            )
        except HouseError as problem:
            form.add_error(None, problem.for_people())
        else:
            messages.success(request, "Sent. You read the answer here, and by letter where we can write to you.")
            return redirect("catalogue:proposal", slug, made.code)
    page = {"form": form, "slug": slug, "organisation": organisation.display_name, "days": organisation.answer_days}
    return render(request, "catalogue/plan/propose.html", page, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def proposal(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """One proposal; whoever may answer it does so here."""
    found, roles = access.get_proposal(request.person, slug, code)
    mode = Mode(found.organisation.mode)
    may_answer, may_design = may(roles, Act.ANSWER_PROPOSAL, mode=mode), may(roles, Act.DESIGN, mode=mode)
    form = None
    if may_answer:
        writers = selectors.writer_choices(found.organisation)
        form = AnswerForm(request.POST or None, writers=writers, initial={"writer": str(request.person.code)})
        if request.method == "POST" and form.is_valid() and (answer := _answered(request, found, form)) is not None:
            return answer
    elif request.method == "POST":
        enter(request.person, slug, to=Act.ANSWER_PROPOSAL)  # refuses
    page = selectors.proposal_page(found, request.person, may_answer=may_answer, may_design=may_design, at=now())
    status = 422 if form is not None and form.errors else 200
    return render(request, "catalogue/plan/proposal.html", {"page": page, "form": form}, status=status)


def _answered(request: PersonRequest, found: Proposal, form: AnswerForm) -> HttpResponse | None:
    """Send the answer; None when it needs another look."""
    said = form.cleaned_data["answer"]
    try:
        draft = services.answer(
            proposal=found,
            answer=said,
            reason=form.cleaned_data["reason"],
            actor=request.person,
            writer=_writer(form.cleaned_data["writer"]) if said == YES else None,
            at=now(),
        )
    except HouseError as problem:
        form.add_error(None, problem.for_people())
        return None
    slug = found.organisation.slug
    if draft is not None and draft.author_id == request.person.pk:
        messages.success(request, "The draft is begun, with her lines. Those who proposed it are told.")
        return redirect("catalogue:edit", slug, draft.code)
    messages.success(request, "Answered. Those who proposed it are told.")
    return redirect("catalogue:proposals", slug)


def _writer(code: str) -> Person | None:
    """Whoever was chosen to write it; nobody chosen is whoever answers."""
    if not code:
        return None
    person = Person.objects.filter(code=code).first()
    if person is None:
        raise WriterUnknown
    return person


@signed_in
@require_POST
def credit(request: PersonRequest, slug: str, code: UUID) -> HttpResponse:
    """Let her name stand on the badge's page, or take it away."""
    found, _ = access.get_proposal(request.person, slug, code)
    services.set_credit(proposal=found, person=request.person, credited="yes" in request.POST)
    messages.success(request, "Kept." if "yes" in request.POST else "Your name does not stand there.")
    return redirect("catalogue:proposal", slug, code)

"""Two organisations, run everything as one: the other's data never changes nor appears (THREATS, Tenancy).

Every route with a place for an organisation or a thing, each method, each persona, each thing of the other in each place.
"""

from __future__ import annotations

import re
from itertools import product

import pytest
from django.apps import apps
from django.http import HttpResponseBase
from django.test import Client
from laurels.backpack import services as backpack
from laurels.backpack.models import Offer
from laurels.catalogue import services as catalogue
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import FiveFields
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.people.models import Membership
from laurels.people.rules import Role
from laurels.sharing import services as sharing
from tests.foreign import foreign
from tests.journeys import settle
from tests.making import NOON, make_member, make_person
from tests.routes import every_route

METHODS = ("get", "post")
OTHER_METHODS = ("head", "put", "patch", "delete", "options")
SECRETS = (
    b"Quiet Draft",
    b"Jonas Hale",
    b"Ola Berg",
    b"She turned every tin",
    b"jonas@kettle",
    b"She asked for it",
    b"Old Forklift",
)
OURS_TO_CHANGE = {"sessions.Session"}
EXTRA = {  # every word that a form of ours or a curious visitor could send, all at once
    "organisation": "kettle-lane", "person": "1", "judge": "1", "state": "issued", "role": "programme_owner", "name": "Taken",
    "display_name": "Taken", "reason": "malpractice", "words": "Taken.", "mode": "assured", "open": "yes", "publish": "yes",
    "can_do": "Taken.", "lasts": "2", "draw": "yes", "typed": "Jonas Hale", "add": "yes", "people": "Taken, taken@trust.example",
    "open_address": "on", "waiting_hours": "0", "badge": "", "learner": "",
}  # fmt: skip


def places() -> list[str]:
    """Every route that has a place for an organisation or for a thing."""

    return sorted({route for route in every_route() if "<slug:slug>" in route or "<uuid:" in route})


PLACES = places()


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Every row of the database but for what the visitor's own session writes."""
    return {
        model._meta.label: [tuple(map(str, row)) for row in model._base_manager.order_by("pk").values_list()]
        for model in apps.get_models()
        if model._meta.label not in OURS_TO_CHANGE
    }


@pytest.fixture
def things(owner, pantry, colleague, outsider, trust) -> dict[str, str]:
    """One of everything at Kettle Lane, by kind: what a code of an address can stand for."""
    ola = make_member(pantry)
    by = {"organisation": pantry, "author": owner, "at": NOON}
    fields = FiveFields("Safe Shelf", ("Checks dates.",), (str(owner.code),), "2", for_job=True)
    version = catalogue.publish(version=catalogue.draft_from_five(fields=fields, **by), actor=owner, at=NOON)
    draft = catalogue.draft_from_five(fields=FiveFields("Quiet Draft", ("Waits.",), (), "2"), **by)
    first, second = (
        issuing.seal(
            award=issuing.intend(version=version, learner=learner, judge=owner, narrative="She turned every tin.", at=NOON), at=NOON
        )
        for learner in (colleague, ola.person)
    )
    settle(NOON)
    offer = Offer.objects.get(award_code=first.code)
    item = backpack.accept(offer=offer, person=colleague, identity="code", open_address=False, at=NOON)
    taken = backpack.take_in(person=colleague, data=foreign(name="Old Forklift"), at=NOON)
    share = sharing.share(item=taken, person=colleague, show_name=False, at=NOON)
    words = {"reason": "holder-asked", "words": "She asked for it."}
    revocation = issuing.ask_revocation(award=first, actor=owner, at=NOON, **words)
    settle(NOON)
    return {
        "version": version.code, "draft": draft.code, "award": first.code, "other award": second.code, "item": item.code,
        "foreign item": taken.code, "share": share.code, "revocation": revocation.code, "person": colleague.code,
        "member": Membership.objects.get(person=colleague).code, "placeholder": ola.code, "organisation": pantry.code,
        "offer": Offer.objects.get(award_code=second.code).code, "credential": first.sealed.code,
    }  # fmt: skip


def body_of(answer: HttpResponseBase) -> bytes:
    """What a visitor reads, also of an answer that comes in pieces."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def addresses(route: str, codes: list[str]) -> set[str]:
    """The route with each organisation's name and each thing in each place."""
    spots = re.findall(r"<\w+:\w+>", route)
    values = [
        {"<slug:slug>": ["kettle-lane", "northgate-trust"]}.get(spot, codes if spot.startswith("<uuid:") else ["json", "small"])
        for spot in spots
    ]
    if len([spot for spot in spots if spot.startswith("<uuid:")]) > 1:  # two things at once: the true pair and each with itself
        pairs = [(code, code) for code in codes] + [(codes[2], codes[7]), (codes[3], codes[7])]
        uuids = [place for place, spot in enumerate(spots) if spot.startswith("<uuid:")]
        found = set()
        for slug, pair in product(values[0], pairs):
            chosen = [slug, *[""] * (len(spots) - 1)]
            for place, value in zip(uuids, pair, strict=True):
                chosen[place] = value
            found.add(_filled(route, chosen))
        return found
    return {_filled(route, list(choice)) for choice in product(*values)}


def _filled(route: str, values: list[str]) -> str:
    rest = iter(values)
    return re.sub(r"<\w+:\w+>", lambda _: str(next(rest)), route)


@pytest.fixture
def visitors(outsider, trust, pantry) -> dict[str, Client]:
    """Who has every role elsewhere, who only learns here, who left, and nobody."""
    left = make_person("Lena Left", email="lena@kettle.example")
    place = make_member(pantry, left, Role.OWNER, Role.ADMIN, Role.ASSESSOR)
    Membership.objects.filter(pk=place.pk).update(state="left", left_at=NOON)
    found = {"owner elsewhere": outsider, "left": left}
    clients = {name: Client(raise_request_exception=False) for name in found} | {"stranger": Client(raise_request_exception=False)}
    for name, person in found.items():
        clients[name].force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return clients


def test_the_walk_would_see_a_hole(things, owner):
    """The same requests by somebody who may: pages show the words, and a row moves."""
    client = Client()
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    before = rows()

    shown = client.get(f"/o/kettle-lane/awards/{things['award']}/").content + client.get("/o/kettle-lane/people/").content
    shown += client.get("/o/kettle-lane/design/").content
    client.post(f"/o/kettle-lane/awards/{things['award']}/stop/{things['revocation']}/", EXTRA)

    assert {secret for secret in SECRETS if secret in shown} >= set(SECRETS[:4])
    changed = {label for label, found in rows().items() if found != before[label]}
    assert changed == {"issuing.Revocation", "journal.FactRow"}


def test_the_walk_finds_the_places():
    assert len(PLACES) > 30
    assert {"/o/<slug:slug>/awards/<uuid:code>/revoke/", "/my-badges/<uuid:code>/share/"} <= set(PLACES)


@pytest.mark.parametrize("route", PLACES)
def test_nothing_of_the_other_changes_or_appears(route, things, visitors):
    ours = {
        "/o/northgate-trust/" + rest for rest in ("settings/", "settings/mode/", "people/add/", "design/new/", "design/new/save/")
    }
    ours.add(f"/o/northgate-trust/design/begin/copy/{things['version']}/")  # what is public may begin a draft of her own
    targets = sorted(addresses(route, [str(code) for code in things.values()]) - ours)
    before = rows()
    few = [target for target in targets if "northgate-trust" not in target][:2]
    asked = [*product(visitors.items(), few, (*METHODS, *OTHER_METHODS))]
    asked += product([one for one in visitors.items() if one[0] != "stranger"], targets, METHODS)
    for (who, client), target, method in asked:
        body = {"data": EXTRA | {"learner": str(things["person"]), "badge": str(things["version"])}} if method == "post" else {}
        if target == "/account/leave/northgate-trust/" and method == "post":
            continue  # her own place
        answer = getattr(client, method)(target, **body)
        assert answer.status_code < 500, (who, method, target)
        assert not [secret for secret in SECRETS if secret in body_of(answer)], (who, method, target)
    assert rows() == before


@pytest.mark.parametrize("route", [route for route in PLACES if "<uuid:" in route and route.startswith("/my-badges/")])
def test_not_even_an_owner_opens_what_somebody_in_her_organisation_holds(route, things, owner):
    """DOMAIN 2.1: the register grants no view of a backpack."""
    client = Client(raise_request_exception=False)
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    before = rows()
    for target, method in product(addresses(route, [str(code) for code in things.values()]), METHODS):
        assert getattr(client, method)(target).status_code in (404, 405), (method, target)
    assert rows() == before


@pytest.mark.parametrize("route", [route for route in PLACES if route.startswith("/o/")])
def test_somebody_who_only_learns_changes_nothing_where_she_works(route, things, colleague):
    """Each page of the organisation for each thing of it: refused or not there, and no row moves."""
    client = Client(raise_request_exception=False)
    client.force_login(colleague, backend="allauth.account.auth_backends.AuthenticationBackend")
    before = rows()
    for target, method in product(addresses(route, [str(code) for code in things.values()]), METHODS):
        body = {"data": EXTRA | {"learner": str(things["person"]), "badge": str(things["version"])}} if method == "post" else {}
        assert getattr(client, method)(target, **body).status_code in (403, 404, 405), (method, target)
    assert rows() == before


def test_an_award_form_takes_nothing_that_it_does_not_ask(owner, pantry, outsider, trust, things):
    """Mass assignment: fields of the row, sent along, are not written."""
    client = Client()
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    make_member(pantry, outsider)
    sent = {
        "once": "7f1b0f6e-6f0e-4f4e-9f0a-3d8f3e8e2a11", "badge": str(things["version"]), "learner": str(outsider.code),
        "level_0": "on",
        "judge": str(outsider.pk), "organisation": str(trust.pk), "one_person": "", "awarded_on": "2001-01-01", "state": "revoked",
        "valid_until": "2099-01-01", "basis_key": "mine", "code": str(things["award"]), "narrative": "Seen.",
    }  # fmt: skip

    client.post("/o/kettle-lane/awards/new/", sent)

    award = Award.objects.get(person=outsider)
    assert (award.judge, award.organisation, award.state, award.one_person) == (owner, pantry, "issued", True)
    assert award.awarded_on.year > 2001
    assert award.valid_until.year < 2099
    assert award.basis_key != "mine"


def test_a_draft_form_takes_nothing_that_it_does_not_ask(owner, pantry, trust, things):
    client = Client()
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")

    client.post(
        f"/o/kettle-lane/design/{things['draft']}/",
        {
            "name": "Mine",
            "can_do": "Waits.",
            "lasts": "2",
            "state": "active",
            "author": "0",
            "achievement": "0",
            "published_at": "2026-01-01",
        },
    )

    draft = AchievementVersion.objects.get(code=things["draft"])
    assert (draft.title, draft.state, draft.author, draft.achievement.organisation) == ("Mine", "draft", owner, pantry)
    assert draft.published_at is None

"""Ports of the shell: navigation, panels, and what every page shows around its matter."""

from __future__ import annotations

from pathlib import Path

import laurels
import pytest
from django.test import RequestFactory
from laurels.common import navigation, shell
from laurels.common.errors import Conflict, HouseError, Invalid, NotFound, Refused, Unavailable
from laurels.common.navigation import Entry
from laurels.common.panels import Panel, Panels
from laurels.people.models import Organisation


@pytest.fixture
def request_():
    return RequestFactory().get("/catalogue/")


@pytest.fixture
def alone(monkeypatch):
    """Navigation without the rooms' own entries."""
    monkeypatch.setattr(navigation, "_providers", [])


class TestNavigation:
    def test_the_menu_keeps_the_matters_of_an_organisation_together(self, alone, request_):
        navigation.register(lambda _: [Entry("You", "/you/", "menu", 1), Entry("People", "/b/", "menu", 50, under="Bakery")])
        navigation.register(
            lambda _: [Entry("Plan", "/b/plan/", "menu", 10, under="Bakery"), Entry("People", "/a/", "menu", 50, under="a Trust")]
        )

        told = [(group.name, [entry.url for entry in group.entries]) for group in navigation.groups(request_)]

        assert told == [("a Trust", ["/a/"]), ("Bakery", ["/b/plan/", "/b/"]), ("", ["/you/"])]

    def test_entries_stand_in_their_order_by_place(self, alone, request_):
        navigation.register(lambda _: [Entry("Late", "/late/", "main", 90), Entry("Menu", "/menu/", "menu", 5)])
        navigation.register(lambda _: [Entry("Early", "/early/", "main", 10)])

        assert [entry.label for entry in navigation.entries(request_, "main")] == ["Early", "Late"]
        assert [entry.label for entry in navigation.entries(request_, "menu")] == ["Menu"]
        assert navigation.entries(request_, "foot") == []

    def test_a_provider_that_comes_twice_is_asked_once(self, alone, request_):
        def provider(_):
            return [Entry("Once", "/", "main", 1)]

        navigation.register(provider)
        navigation.register(provider)

        assert len(navigation.entries(request_, "main")) == 1

    def test_each_provider_is_asked_once_for_a_page(self, alone, request_):
        asked = []
        navigation.register(lambda request: asked.append(request) or [])

        navigation.entries(request_, "main")
        navigation.entries(request_, "menu")

        assert len(asked) == 1


class TestPanels:
    def test_they_stand_in_their_order_and_the_silent_are_left_out(self, request_):
        panels = Panels()
        panels.register("badge", lambda _, subject: Panel("late.html", {"subject": subject}), order=200)
        panels.register("badge", lambda *_: None)
        panels.register("badge", lambda _, subject: Panel("early.html", {"subject": subject}), order=1)

        found = panels.at("badge", request_, "Safe Shelf")

        assert [panel.template for panel in found] == ["early.html", "late.html"]
        assert found[0].context == {"subject": "Safe Shelf"}

    def test_a_place_that_nobody_knows_is_empty(self, request_):
        assert Panels().at("nowhere", request_, None) == []

    def test_a_provider_that_comes_twice_is_asked_once(self, request_):
        panels = Panels()

        def provider(*_):
            return Panel("x.html", {})

        panels.register("badge", provider)
        panels.register("badge", provider, order=1)

        assert len(panels.at("badge", request_, None)) == 1


class TestErrors:
    @pytest.mark.parametrize("family", [NotFound, Refused, Conflict, Invalid, Unavailable])
    def test_every_family_has_a_code_and_a_sentence(self, family):
        assert family.code.startswith("common.")
        assert str(family()) == family.__doc__

    def test_places_of_a_sentence_are_filled(self):
        class Told(HouseError):
            """Never seen."""

            sentence = "It is {colour}."
            hint = "Look again."

        assert Told(colour="green").for_people() == "It is green. Look again."

    def test_braces_of_a_person_are_no_places(self):
        class Told(HouseError):
            """Never seen."""

            sentence = "It is {name}."

        assert str(Told(name="{0.__class__}")) == "It is {0.__class__}."

    def test_without_places_the_sentence_stands_as_it_is(self):
        class Told(HouseError):
            """A pair of braces {} is a pair of braces."""

        assert str(Told()) == "A pair of braces {} is a pair of braces."


@pytest.mark.django_db
class TestShell:
    def test_the_place_where_one_is_is_marked(self, as_stranger):
        page = as_stranger.get("/catalogue/").content.decode()

        assert 'href="/catalogue/" aria-current="page"' in page
        assert page.count('aria-current="page"') == 1

    def test_a_page_below_marks_its_place_too(self, as_stranger):
        assert 'href="/check/" aria-current="page"' in as_stranger.get("/check/how/").content.decode()

    def test_a_stranger_is_asked_in_and_has_no_menu(self, as_stranger):
        page = as_stranger.get("/catalogue/").content.decode()

        assert 'href="/sign-in/"' in page
        assert "Sign out" not in page

    def test_somebody_signed_in_has_her_name_and_the_way_out(self, as_colleague):
        page = as_colleague.get("/catalogue/").content.decode()

        assert "Jonas Hale" in page
        assert ">JH</span>" in page
        assert "Sign out" in page

    @pytest.mark.parametrize("name", ["<b>Jonas</b>", '"><script>alert(1)</script>', "\u202eelaH sanoJ"])
    def test_her_name_stays_text(self, name, as_colleague, colleague):
        type(colleague).objects.filter(pk=colleague.pk).update(name=name)

        page = as_colleague.get("/catalogue/").content.decode()

        assert "<b>Jonas" not in page
        assert "<script>alert" not in page

    def test_every_page_says_who_runs_the_machine(self, as_stranger):
        assert "This machine has not been set up yet." in as_stranger.get("/catalogue/").content.decode()

    def test_only_a_colour_of_an_own_organisation_is_worn_there(self, as_owner, as_outsider, pantry):
        Organisation.objects.filter(pk=pantry.pk).update(brand_ink="#1E3557")

        assert "/brand/1e3557.css" in as_owner.get("/o/kettle-lane/design/").content.decode()
        assert "/brand/" not in as_owner.get("/catalogue/").content.decode()
        assert "/brand/" not in as_outsider.get("/home/").content.decode()

    def test_outside_the_demonstration_nothing_says_so(self, as_stranger):
        assert "demonstration" not in as_stranger.get("/catalogue/").content.decode()

    def test_the_shell_without_a_user_has_a_stranger(self, request_):
        context = shell.shell(request_)

        assert context["signed_in"] is False
        assert context["menu_groups"]() == []


def test_wherever_panels_stand_their_forms_get_the_token_without_which_they_are_refused():
    rooms = Path(laurels.__file__).parent
    lines = [line for page in rooms.rglob("*.html") for line in page.read_text().splitlines() if "include panel.template" in line]

    assert len(lines) >= 4
    assert [line for line in lines if "csrf_token=csrf_token only" not in line] == []

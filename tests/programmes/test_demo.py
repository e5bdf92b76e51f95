"""The demonstration: its story, its doors, what it lists for machines; and that nothing but itself has these doors."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.test import Client, override_settings
from django.urls import clear_url_caches, include, path
from laurels.issuing.models import Award
from laurels.people.models import Organisation, Person
from laurels.programmes import reading
from laurels.programmes.demo import content
from laurels.programmes.demo.loading import load_demo
from tests.journeys import settle
from tests.making import make_organisation

HERE = "http://localhost:8000"
DOORS = ("/demo/", "/demo/be/joan/", "/demo/contents.json")
urlpatterns = [path("", include("laurels.site.urls")), path("", include("laurels.programmes.demo.urls"))]
"""What `laurels demo` serves."""


@pytest.fixture
def as_demo(settings):
    """The demonstration's settings, as `laurels demo` alone uses them."""
    installed = [*settings.INSTALLED_APPS, "laurels.programmes.demo"]
    with override_settings(DEMO=True, FETCH_ALLOW_LOCAL=True, ROOT_URLCONF=__name__, INSTALLED_APPS=installed):
        clear_url_caches()
        assert apps.is_installed("laurels.programmes.demo")
        yield
    clear_url_caches()


@pytest.fixture
def demo(db, as_demo, monkeypatch):
    """A demonstration of the small charity alone: most of its story is there."""
    monkeypatch.setattr(reading, "shipped", lambda: ["small-charity"])
    return loaded()


@pytest.fixture
def whole(db, as_demo, monkeypatch):
    """A demonstration of three programmes: the whole cast and a credential of each kind; the others are more of the same."""
    monkeypatch.setattr(reading, "shipped", lambda: ["customer-care", "data-literacy", "small-charity"])
    return loaded()


def loaded() -> list[str]:
    """What loading said, one line for each programme."""
    said: list[str] = []
    load_demo(say=said.append)
    return said


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


class TestLoading:
    def test_each_programme_says_what_it_made_and_what_it_left(self, demo):
        assert demo[0].startswith("Kettle Lane Community Pantry: 6 people, 2 badge versions, 2 credentials.")
        assert demo[0].endswith("Left for later: 2 enrolments, 2 evidence, 2 submissions.")
        assert len(demo) == 1

    def test_twice_is_once(self, demo):
        counts = (Person.objects.count(), Award.objects.count(), Organisation.objects.count())

        assert loaded() == []
        assert counts == (Person.objects.count(), Award.objects.count(), Organisation.objects.count())

    def test_a_load_that_was_broken_off_goes_on(self, demo):
        Award.objects.filter(state="revoked").update(state="issued")
        before = (Person.objects.count(), Award.objects.count())

        loaded()

        assert before == (Person.objects.count(), Award.objects.count())
        assert Award.objects.filter(state="revoked").exists()

    def test_every_organisation_bears_the_mark(self, demo):
        assert not Organisation.objects.filter(demo_key="").exists()


class TestStory:
    def test_every_step_leads_somewhere_that_works(self, demo):
        settle(datetime.now(UTC))
        page = Client().get("/demo/").content.decode()

        steps = re.findall(r'action="(/demo/be/\w+/)">\s*<input[^>]*>\s*<input type="hidden" name="to" value="(\w+)"', page)
        assert [to for _, to in steps] == ["plan", "plan", "award", "own"]
        for door, to in steps:
            client = Client()
            answer = client.post(door, {"to": to}, follow=True)
            assert answer.status_code == 200, (door, to)
            assert answer.redirect_chain

    @pytest.mark.parametrize(
        ("who", "to", "opens"),
        [
            ("joan", "plan", "What should people be able to do?"),
            ("joan", "award", "Award a badge"),
            ("noor", "own", "“Safe Shelf” waits for you."),
        ],
    )
    def test_a_step_opens_on_its_own_page(self, who, to, opens, demo):
        settle(datetime.now(UTC))

        assert opens in words(Client().post(f"/demo/be/{who}/", {"to": to}, follow=True))

    @pytest.mark.parametrize("to", ["", "own", "https://stranger.example/", "//stranger.example", "nothing"])
    def test_any_other_word_leads_home(self, to, demo):
        assert Client().post("/demo/be/joan/", {"to": to})["Location"] == "/home/"

    def test_the_whole_story_is_there_when_its_cast_is(self, whole):
        page = Client().get("/demo/").content.decode()

        assert "Seven steps, from a need to a badge that a stranger can check." in words(Client().get("/demo/"))
        assert "They are yours, also after you leave." in words(Client().post("/demo/be/maya/", {"to": "home"}, follow=True))
        assert "Maya Thornton" in words(Client().post("/demo/be/maya/", {"to": "share"}, follow=True))
        assert "Viktor Hahn" in words(Client().post("/demo/be/viktor/", follow=True))
        assert "pathways" in whole[1]
        for label, opening in (("A valid one", "Valid."), ("One that has ended", "Expired."), ("One that was revoked", "Revoked.")):
            address = re.search(rf'href="(/c/[^"]+)">{label}<', page)
            assert address, label
            assert opening in words(Client().get(address.group(1))), label

    def test_a_step_whose_actor_is_missing_is_left_out_and_not_counted(self, demo):
        page = words(Client().get("/demo/"))

        assert "Four steps, from a need to a badge that a stranger can check." in page
        assert "Be Maya" not in page

    def test_it_costs_few_queries(self, demo, django_assert_max_num_queries):
        with django_assert_max_num_queries(12):
            Client().get("/demo/")

    def test_the_front_page_is_the_story(self, demo):
        assert Client().get("/")["Location"] == "/demo/"

    def test_whoever_is_somebody_finds_the_way_back(self, demo):
        client = Client()
        client.post("/demo/be/joan/")

        page = client.get("/home/").content.decode()

        assert '<a href="/demo/">Be somebody else</a>' in page
        assert "A demonstration with made-up people" in page


class TestActors:
    @pytest.mark.parametrize("who", [entry[0] for entry in content.CAST if entry[1] == "kettlelane"])
    def test_one_press_makes_one_be_each_of_them(self, who, demo):
        client = Client()
        name = next(entry[2] for entry in content.CAST if entry[0] == who)

        assert name in words(client.get(f"/demo/be/{who}/"))
        answer = client.post(f"/demo/be/{who}/", follow=True)

        assert name in words(answer)
        assert client.get("/my-badges/").status_code == 200

    def test_a_look_makes_nobody_anybody(self, demo):
        client = Client()
        client.get("/demo/be/joan/")

        assert client.get("/home/").status_code == 302

    def test_somebody_with_several_roles_has_all_of_them(self, demo):
        client = Client()
        client.post("/demo/be/idris/")

        assert "Idris Vale" in words(client.get("/home/"))
        assert client.get("/o/kettle-lane-community-pantry/awards/new/").status_code == 200
        assert "Safe Shelf" in words(client.get("/my-badges/"))

    def test_being_somebody_else_leaves_the_first_behind(self, demo):
        client = Client()
        client.post("/demo/be/joan/")
        client.post("/demo/be/noor/")

        assert client.get("/o/kettle-lane-community-pantry/design/").status_code == 403

    @pytest.mark.parametrize("who", ["nobody", "gus", "admin", "root"])
    def test_nobody_else_can_be_chosen(self, who, demo):
        assert Client().get(f"/demo/be/{who}/").status_code == 404
        assert Client().post(f"/demo/be/{who}/").status_code == 404

    def test_the_cast_is_listed_as_far_as_it_is_loaded(self, db, as_demo):
        assert content.actors() == ()
        assert content.person_of("joan") is None


class TestContents:
    def test_it_has_the_shape_that_was_promised_and_every_address_of_it_opens(self, whole):
        from laurels.sealing.published import answer

        found = json.loads(Client().get("/demo/contents.json").content)

        assert set(found) == {"credentials", "personas", "pages"}
        assert set(found["credentials"]) == {"valid", "expired", "revoked"}
        for kind in found["credentials"].values():
            assert set(kind) == {"page", "json", "jwt", "png", "svg"}
            for form in ("json", "jwt", "png", "svg"):
                assert answer(kind[form].removeprefix(HERE), "") is not None, kind[form]
        assert all(set(persona) == {"name", "role", "enter"} for persona in found["personas"])
        assert all(set(page) == {"title", "url"} for page in found["pages"])
        addresses = [page["url"] for page in found["pages"]] + [persona["enter"] for persona in found["personas"]]
        addresses += [kind["page"] for kind in found["credentials"].values()]
        for address in addresses:
            assert address.startswith(HERE)
            assert Client().get(address.removeprefix(HERE)).status_code == 200, address

    def test_a_kind_without_an_example_is_not_listed(self, demo):
        assert set(json.loads(Client().get("/demo/contents.json").content)["credentials"]) == {"valid", "revoked"}

    def test_without_examples_it_lists_none(self, db, as_demo):
        make_organisation("Kettle Lane")
        Organisation.objects.update(demo_key="kettlelane")

        assert json.loads(Client().get("/demo/contents.json").content)["credentials"] == {}


@pytest.mark.django_db
class TestDoors:
    @pytest.mark.parametrize("door", DOORS)
    def test_outside_the_demonstration_they_do_not_exist(self, door):
        for method in (Client().get, Client().post):
            assert method(door).status_code == 404

    @pytest.mark.parametrize("door", DOORS)
    def test_a_database_of_a_real_organisation_is_refused(self, door, as_demo):
        make_organisation("Kettle Lane")

        for method in (Client().get, Client().post):
            assert method(door).status_code in (404, 405)
        assert Client().get(door).status_code == 404

    @pytest.mark.parametrize("door", DOORS)
    def test_one_real_organisation_among_made_up_ones_is_enough_to_refuse(self, door, demo):
        make_organisation("Real Trust")

        assert Client().get(door).status_code == 404
        assert Client().post("/demo/be/joan/").status_code == 404

    @pytest.mark.parametrize("door", DOORS)
    def test_the_addresses_alone_open_nothing(self, door, settings):
        with override_settings(ROOT_URLCONF=__name__, INSTALLED_APPS=[*settings.INSTALLED_APPS, "laurels.programmes.demo"]):
            clear_url_caches()
            assert Client().get(door).status_code == 404
            assert Client().post("/demo/be/joan/").status_code == 404
        clear_url_caches()

    @pytest.mark.parametrize("name", ["DEMO", "LAURELS_DEMO", "DJANGO_DEMO", "FETCH_ALLOW_LOCAL", "ALLOW_LOCAL"])
    def test_no_setting_turns_it_on(self, name, tmp_path):
        code = (
            "import django; django.setup(); from django.conf import settings; from django.urls import resolve, Resolver404\n"
            "assert not settings.DEMO and not settings.FETCH_ALLOW_LOCAL\n"
            "assert 'laurels.programmes.demo' not in settings.INSTALLED_APPS\n"
            "try: resolve('/demo/')\nexcept Resolver404: print('none')\n"
        )
        environment = {
            **os.environ,
            name: "1",
            "LAURELS_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "laurels.site.settings",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }

        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)

        assert done.stdout == "none\n", done.stderr

"""Frameworks of programme files: what is real is aligned to, what nobody confirmed never is."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from laurels.catalogue.models import Alignment
from laurels.frameworks import selectors
from laurels.frameworks.models import Framework, Item
from laurels.frameworks.rules import is_address
from laurels.people.rules import Role
from laurels.programmes import aligning, reading
from laurels.programmes.demo import behaving
from laurels.programmes.errors import ProgrammeMalformed
from laurels.programmes.loading import Loaded, load
from laurels.programmes.reading import FrameworkItemPart, FrameworkPart
from tests.frameworks.importing import exported
from tests.making import NOON, make_member, make_organisation, make_person

pytestmark = pytest.mark.django_db
LARGE = [name for name in reading.shipped() if name != "small-charity"]
SECTOR = FrameworkPart("sector", "Sector skills", "Council", "3", "https://skills.example/", "ext:Skill")
OWN = FrameworkPart("house", "How we behave", "the organisation itself", "1", "urn:house:", "ext:HouseBehaviour")


def item(key: str, framework: str = "sector", confirmation: str = "several-sources", uri: str | None = None) -> FrameworkItemPart:
    return FrameworkItemPart(key, framework, key.upper(), uri or f"https://skills.example/{key}", f"Does {key}", confirmation)


def loaded(*items: FrameworkItemPart):
    house = make_organisation("Kettle Lane")
    return house, aligning.load([SECTOR, OWN], items, house, at=NOON)


class TestLoading:
    def test_a_confirmed_item_is_aligned_to_in_its_own_words(self):
        house, targets = loaded(item("a"), item("b", confirmation="one-source"))

        first, second = targets.by_key["a"], targets.by_key["b"]
        assert (first.target_url, first.target_name, first.target_framework, first.target_code, first.target_type) == (
            "https://skills.example/a",
            "Does a",
            "Sector skills",
            "A",
            "ext:Skill",
        )
        assert (first.confidence, second.confidence) == ("sure", "likely")
        assert first.item == selectors.search_items(house, "does a")[0].code

    @pytest.mark.parametrize(
        "doubtful", [item("x", confirmation="unconfirmed"), item("x", uri="urn:sector:x"), item("x", uri="x y")]
    )
    def test_what_leads_nowhere_is_kept_and_never_aligned_to(self, doubtful):
        _, targets = loaded(item("a"), doubtful)

        assert set(targets.by_key) == {"a"}
        assert targets.of("E1", ["x", "a", "a", "unknown"]) == (replace(targets.by_key["a"], element="E1"),)
        assert Item.objects.filter(key="x").exists()

    def test_its_own_items_have_an_address_here(self):
        _, targets = loaded(item("h", "house", "own", "urn:house:h"))

        assert is_address(targets.by_key["h"].target_url)
        assert Framework.objects.get(own=True).publisher == "Kettle Lane"

    def test_an_item_of_no_framework_is_a_fault_of_the_file(self):
        with pytest.raises(ProgrammeMalformed, match="not there"):
            loaded(item("a", "another"))

    def test_twice_is_once(self):
        house, _ = loaded(item("a"))
        aligning.load([SECTOR, OWN], [item("a")], house, at=NOON)

        assert Item.objects.count() == 1


@pytest.mark.parametrize("name", LARGE)
def test_no_shipped_badge_is_aligned_to_something_that_nobody_confirmed(name):
    programme = reading.read_shipped(name)
    doubtful = {part.label for part in programme.framework_items if part.confirmation == "unconfirmed"}

    made = load(programme, at=NOON)

    links = list(Alignment.objects.filter(version__achievement__organisation=made.organisation))
    assert links, "a large programme is aligned to something"
    assert not doubtful & {link.target_name for link in links}
    assert all(is_address(link.target_url) for link in links)
    assert f"{len(programme.framework_items)} items of frameworks ({made.alignable} lead somewhere real)" in made.sentence()


class TestTheDemonstrationsOwn:
    def brought(self) -> Loaded:
        house = make_organisation("Brackendale")
        carla = make_member(house, make_person("Carla"), Role.DESIGNER).person
        return Loaded(house, persons={"u-bianchi": carla})

    def test_comes_in_whole_out_equal_and_can_be_aligned_to(self):
        made = self.brought()

        assert behaving.bring(made, at=NOON) == "How we work here: 17 items of its own."

        framework = Framework.objects.get()
        assert exported(framework) == json.loads((reading.CONTENT / "frameworks" / behaving.FILE).read_bytes())
        assert all(line.alignable for line in selectors.search_items(made.organisation, "h", 50))
        assert [line.human_code for line in selectors.in_demand(made.organisation)] == ["H3.4"]

    def test_twice_is_once(self):
        made = self.brought()
        behaving.bring(made, at=NOON)

        assert behaving.bring(made, at=NOON) == "Its own framework is here."
        assert Framework.objects.count() == 1

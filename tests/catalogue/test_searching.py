"""The public catalogue is searched, narrowed down and followed, without an account."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue import selectors, services
from laurels.catalogue.models import AchievementVersion, Alignment, Element, Listing
from laurels.catalogue.pictures import choosing
from laurels.catalogue.rules.searching import LONGEST, MOST_WORDS, blanked, folded, sought
from laurels.catalogue.selectors import Sought
from laurels.catalogue.services.listing import list_or_not, mark_endorsed
from laurels.catalogue.versions import ElementData, StrategyData, VersionData
from lxml import etree
from tests.catalogue.making import make_draft, publish
from tests.catalogue.taken import take_in
from tests.making import NOON

pytestmark = pytest.mark.django_db
LEVELS = (("not_yet", "Not yet", "Rarely."), ("met", "Met", "Always."))
ITEM = "https://standards.example/items/1"


def make_badge(organisation, author, title: str, *, day: int = 0, kinds=("competence",), **columns) -> AchievementVersion:
    """A published badge whose elements have these kinds."""
    strategy = {"business_need": "It helps.", "lifespan_months": 12, "lasts": "1", **columns.pop("strategy", {})}
    data = VersionData(
        handle=title.upper().replace(" ", "-")[:60],
        kind=columns.pop("kind", "competence"),
        number="1",
        title=title,
        description=columns.pop("description", "Work goes well."),
        criteria="Show it.",
        published_on=NOON.date() + timedelta(days=day),
        elements=tuple(ElementData(f"E{n}", f"Does thing {n}.", "met", LEVELS, kind=kind) for n, kind in enumerate(kinds)),
        judges=(str(author.code),),
        picture=choosing.picture_for(name=title, organisation="Trust", ink="#1C5B3D", assessed=True),
        strategy=StrategyData(**strategy),
        **columns,
    )
    return take_in(organisation=organisation, data=data, author=author, at=NOON)


def aligned(version: AchievementVersion, *, url: str = ITEM, name: str = "Listens to people") -> Alignment:
    """A link to a framework's item, as the editor would have left it before publishing."""
    row = Alignment(version=version, place=1, target_url=url, target_name=name, target_code="L1", taken_on=date(2026, 1, 1))
    Alignment.objects.model.save_base(row, force_insert=True)
    list_or_not(version)
    return row


def titles(answer) -> list[str]:
    return re.findall(r'<h2 class="title"><a[^>]*>([^<]+)</a>', answer.content.decode())


def found(client, **query: str) -> list[str]:
    return titles(client.get("/catalogue/", query))


class TestWords:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("Café  Olé", "cafe ole"),
            ("ŒUVRE", "œuvre"),
            ("Straße", "strasse"),
            ("e-Assessment", "e assessment"),
            ("", ""),
            ("ﬁre", "fire"),
        ],
    )
    def test_they_are_compared_without_accents_and_case(self, text, plain):
        assert folded(text) == plain

    @given(st.text(max_size=300))
    def test_folding_twice_is_folding_once(self, text):
        assert folded(folded(text)) == folded(text)

    @given(st.text(max_size=3000))
    def test_a_search_is_short_whatever_is_typed(self, text):
        words = sought(text)

        assert len(words) <= MOST_WORDS
        assert all(0 < len(word) <= LONGEST for word in words)
        assert len(set(words)) == len(words)

    @given(st.lists(st.sampled_from(["skill", "behaviour", "knowledge"]), max_size=6))
    def test_whole_words_are_found_between_blanks(self, words):
        line = blanked(words)

        assert all((f" {word} " in line) == (word in words) for word in ("skill", "behaviour", "knowledge"))


class TestSearch:
    def test_every_word_must_be_there_in_any_order_and_spelling(self, client, trust, outsider):
        make_badge(trust, outsider, "Café counter", description="Serves guests.")
        make_badge(trust, outsider, "Night shift")

        assert found(client, q="GUESTS cafe") == ["Café counter"]
        assert found(client, q="guests night") == []

    def test_a_name_that_fits_stands_before_a_text_that_fits(self, client, trust, outsider):
        make_badge(trust, outsider, "First aid", day=0)
        make_badge(trust, outsider, "Night shift", day=5, description="Knows who gives first aid.")

        assert found(client, q="first aid") == ["First aid", "Night shift"]

    def test_percent_and_underscore_are_no_wildcards(self, client, trust, outsider):
        make_badge(trust, outsider, "First aid")

        assert found(client, q="f_rst") == []

    def test_it_says_how_many_fit_and_what_to_do_when_none_does(self, client, trust, outsider):
        make_badge(trust, outsider, "First aid")

        page = client.get("/catalogue/", {"q": "zebra"}).content.decode()

        assert "Nothing here fits all of that." in page
        assert 'value="zebra"' in page

    def test_words_of_a_visitor_are_text(self, client, trust, outsider):
        make_badge(trust, outsider, "First aid")

        page = client.get("/catalogue/", {"q": "<script>alert(1)</script>"}).content.decode()

        assert "<script>alert" not in page


class TestNarrowing:
    def test_by_behaviour_only_badges_with_a_behaviour_element_show(self, client, trust, outsider):
        make_badge(trust, outsider, "Kind words", kinds=("skill", "behaviour"))
        make_badge(trust, outsider, "Fork lift", kinds=("skill",))

        assert found(client, kind="behaviour") == ["Kind words"]
        assert sorted(found(client, kind="skill")) == ["Fork lift", "Kind words"]

    def test_by_what_it_is_for(self, client, trust, outsider):
        make_badge(trust, outsider, "Fire drill", strategy={"function": "comply"})
        make_badge(trust, outsider, "Fork lift", strategy={"function": "perform"})

        assert found(client, function="comply") == ["Fire drill"]

    def test_by_level(self, client, trust, outsider):
        make_badge(trust, outsider, "Charts", strategy={"performance_level": "competent"})
        make_badge(trust, outsider, "Fork lift")

        assert found(client, level="Competent") == ["Charts"]

    def test_by_a_standard_with_its_name(self, client, trust, outsider):
        aligned(make_badge(trust, outsider, "Welcome"))
        make_badge(trust, outsider, "Fork lift")

        page = client.get("/catalogue/", {"item": ITEM})

        assert titles(page) == ["Welcome"]
        assert "Listens to people" in page.content.decode()

    def test_by_backing_and_backing_can_be_taken_away(self, client, trust, outsider):
        backed = make_badge(trust, outsider, "Welcome")
        make_badge(trust, outsider, "Fork lift")

        mark_endorsed(version_code=backed.code, endorsed=True)
        assert found(client, endorsed="yes") == ["Welcome"]

        mark_endorsed(version_code=backed.code, endorsed=False)
        assert found(client, endorsed="yes") == []

    def test_by_organisation(self, client, trust, outsider, pantry, owner):
        make_badge(trust, outsider, "Fork lift")
        publish(make_draft(pantry, owner), owner)

        assert found(client, organisation=pantry.slug) == ["Safe Shelf"]

    def test_the_choices_carry_their_counts(self, client, trust, outsider):
        make_badge(trust, outsider, "Fire drill", strategy={"function": "comply"})
        make_badge(trust, outsider, "Fork lift", strategy={"function": "perform"})
        make_badge(trust, outsider, "Crane", strategy={"function": "perform"})

        page = client.get("/catalogue/").content.decode()

        assert "Doing the job (2)" in page
        assert "Keeping the rules (1)" in page

    @pytest.mark.parametrize("query", [{"function": "evil"}, {"kind": '" OR 1'}, {"endorsed": "perhaps"}])
    def test_what_we_do_not_know_narrows_nothing(self, query, client, trust, outsider):
        make_badge(trust, outsider, "Fork lift")

        assert found(client, **query) == ["Fork lift"]


class TestRows:
    def test_a_draft_an_older_and_a_retired_version_are_not_found(self, client, trust, outsider, pantry, owner):
        make_draft(pantry, owner, name="Secret plan")
        retired = make_badge(trust, outsider, "Old way")
        services.retire(version=retired, actor=outsider, at=NOON)

        assert found(client) == []
        assert not Listing.objects.exists()

    def test_publishing_lists_and_taking_back_unlists(self, client, pantry, owner):
        version = publish(make_draft(pantry, owner), owner)
        assert found(client, q="chilled") == ["Safe Shelf"]

        services.take_back(version=version, actor=owner, awards=0, at=version.published_at)
        assert found(client, q="chilled") == []

    def test_the_row_can_be_dropped_and_made_again(self, client, trust, outsider):
        version = make_badge(trust, outsider, "Fork lift")
        before = Listing.objects.values().get(version=version)
        Listing.objects.all().delete()

        list_or_not(version)

        assert Listing.objects.values("words", "kinds", "level", "function").get(version=version) == {
            name: before[name] for name in ("words", "kinds", "level", "function")
        }

    def test_it_costs_few_queries_however_much_is_asked(self, client, trust, outsider, django_assert_max_num_queries):
        for number in range(30):
            aligned(make_badge(trust, outsider, f"Badge {number}", day=number), name=f"Item {number}")

        with django_assert_max_num_queries(10):
            client.get("/catalogue/", {"q": "badge", "kind": "competence", "item": ITEM, "page": "2"})


class TestForMachines:
    def test_the_feed_is_atom_newest_first_and_narrowed_like_the_page(self, client, trust, outsider):
        make_badge(trust, outsider, "Old one", day=0)
        make_badge(trust, outsider, "New <one>", day=3)

        answer = client.get("/catalogue.atom", {"q": "one"})
        entries = etree.fromstring(answer.content).findall("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}title")

        assert answer["Content-Type"].startswith("application/atom+xml")
        assert [entry.text for entry in entries] == ["New <one>", "Old one"]

    def test_the_list_names_each_badge_and_where_its_document_is(self, client, settings, trust, outsider):
        version = make_badge(trust, outsider, "Fork lift")

        answer = client.get("/catalogue.json").json()

        assert answer["badges"][0]["name"] == "Fork lift"
        assert answer["badges"][0]["document"] == f"{settings.ORIGIN}/badges/{version.code}.json"
        assert "next" not in answer

    def test_the_list_leads_on_to_its_next_page(self, client, settings, trust, outsider):
        for number in range(25):
            make_badge(trust, outsider, f"Badge {number}", day=number)

        first = client.get("/catalogue.json").json()
        second = client.get(first["next"].removeprefix(settings.ORIGIN)).json()

        assert {badge["name"] for badge in [*first["badges"], *second["badges"]]} == {f"Badge {number}" for number in range(25)}

    def test_the_site_map_holds_what_is_published_and_no_draft(self, client, trust, outsider, pantry, owner):
        shown = make_badge(trust, outsider, "Fork lift")
        hidden = make_draft(pantry, owner)

        body = client.get("/sitemap.xml").content.decode()

        assert f"/badges/{shown.code}</loc><lastmod>{shown.published_at:%Y-%m-%d}</lastmod>" in body
        assert str(hidden.code) not in body
        assert "/sitemap.xml" in client.get("/robots.txt").content.decode()

    def test_the_site_map_reads_one_row_for_each_badge_and_asks_once(self, client, trust, outsider, django_assert_num_queries):
        for number in range(12):
            make_badge(trust, outsider, f"Badge {number}", day=number)

        with django_assert_num_queries(1):
            body = client.get("/sitemap.xml").content.decode()

        assert body.count("<lastmod>") == 12

    def test_a_badge_says_to_search_engines_what_it_is(self, client, trust, outsider):
        version = make_badge(trust, outsider, "Fork lift")
        QuerySet(AchievementVersion).filter(pk=version.pk).update(level_scheme="EQF", level_value="3")
        aligned(version)

        block = re.search(
            r'<script type="application/ld\+json">(.*?)</script>', client.get(f"/badges/{version.code}").content.decode()
        )
        said = json.loads(block.group(1))

        assert said["@type"] == "EducationalOccupationalCredential"
        assert said["credentialCategory"] == "MicroCredential"
        assert said["educationalLevel"] == "EQF 3"
        assert said["validFor"] == "P12M"
        assert {"@type": "DefinedTerm", "name": "Listens to people", "url": ITEM} in said["competencyRequired"]

    @pytest.mark.parametrize("kind", ["participation", "milestone", "behaviour"])
    def test_what_was_not_assessed_is_called_no_micro_credential(self, kind, client, trust, outsider):
        version = make_badge(trust, outsider, "Open day", kind=kind)

        assert '"credentialCategory": "Badge"' in client.get(f"/badges/{version.code}").content.decode()


def test_a_page_that_a_search_leaves_behind_shows_the_last(trust, outsider):
    version = make_badge(trust, outsider, "Fork lift")

    page = selectors.public_catalogue(Sought(page=7))

    assert [badge.code for badge in page.badges] == [version.code]
    assert Element.objects.count() == 1

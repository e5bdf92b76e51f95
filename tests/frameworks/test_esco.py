"""ESCO as it can be downloaded, SKOS or CSV: each skill by the address of its concept, in the language that was chosen."""

from __future__ import annotations

import pytest
from laurels.frameworks import selectors
from laurels.frameworks.models import Item
from laurels.frameworks.readers import Choices
from tests.frameworks.importing import imported
from tests.frameworks.reading import entries, planned
from tests.making import NOON

SKILL = "http://data.europa.eu/esco/skill/00000000-1111-4222-8333-444444444444"
TURTLE = f"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
<http://data.europa.eu/esco/concept-scheme/skills> a skos:ConceptScheme ; dct:title "ESCO"@en .
<{SKILL}> a skos:Concept ; skos:prefLabel "rotate stock"@en , "Waren rotieren"@de , "voorraad rouleren"@nl ;
    skos:definition "Bring what ends first to the front."@en ; skos:inScheme <http://data.europa.eu/esco/concept-scheme/skills> .
""".encode()
CSV = f"""conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,status,description
KnowledgeSkillCompetence,{SKILL},skill/competence,sector,rotate stock,rotation,released,Bring what ends first to the front.
""".encode()


@pytest.mark.conformance("ESCO-01")
@pytest.mark.parametrize(("language", "name"), [("en", "rotate stock"), ("de", "Waren rotieren"), ("nl", "voorraad rouleren")])
def test_a_skill_has_its_name_in_each_language(language, name):
    (entry,) = entries(planned(TURTLE, Choices(language=language)))

    assert (entry.uri, name in (entry.short, entry.text)) == (SKILL, True)


@pytest.mark.conformance("ESCO-01")
def test_the_columns_of_its_table_are_understood():
    (entry,) = entries(planned(CSV, name="skills_en"))

    assert (entry.uri, entry.short, entry.text) == (SKILL, "rotate stock", "Bring what ends first to the front.")


@pytest.mark.conformance("ESCO-01")
@pytest.mark.django_db
def test_a_badge_aligns_with_a_skill_by_its_address_in_esco(pantry, owner):
    framework = imported(pantry, owner, TURTLE, name="esco.ttl")

    taken = selectors.snapshot(Item.objects.get(framework=framework).code, organisation=pantry, at=NOON)

    assert (taken.target_url, taken.framework, taken.name) == (SKILL, "ESCO", "rotate stock")


@pytest.mark.django_db
def test_an_outsider_aligns_with_nothing_that_another_house_took_in(pantry, owner, trust):
    framework = imported(pantry, owner, TURTLE, name="esco.ttl")

    with pytest.raises(selectors.items.ItemNotFound):
        selectors.snapshot(Item.objects.get(framework=framework).code, organisation=trust, at=NOON)

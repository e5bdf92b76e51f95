"""A version as an Open Badges 3.0 Achievement: every part where the standard wants it, and nothing more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.documents import AlignmentText, ElementText, LevelText, VersionText, achievement, element_id, level_id

HERE = "https://laurels.example/badges/1"
CREATOR = {"id": "did:key:z6Mk", "type": ["Profile"], "name": "Kettle Lane"}
MET = (LevelText("not_yet", "Not yet", "Cannot be seen yet."), LevelText("met", "Met", "Seen at work."))


def version(**changes: object) -> VersionText:
    values = {
        "address": HERE,
        "title": "Safe Shelf",
        "description": "Nobody becomes ill.",
        "criteria": "Show it.",
        "number": "1",
        "language": "en-GB",
        "handle": "SAFE-SHELF",
        "kind": "competence",
        "picture_alt": "Badge picture: Safe Shelf",
        "elements": (ElementText("SAFE-SHELF-1", "Checks dates.", "met", MET),),
    } | changes
    return VersionText(**values)


def document(**changes: object) -> dict[str, object]:
    return achievement(version(**changes), creator=CREATOR)


def test_it_says_what_the_badge_is():
    made = document()

    assert made["id"] == HERE
    assert made["type"] == ["Achievement"]
    assert (made["name"], made["description"]) == ("Safe Shelf", "Nobody becomes ill.")
    assert made["criteria"] == {"id": HERE, "narrative": "Show it."}
    assert made["creator"] == CREATOR
    assert (made["humanCode"], made["version"], made["inLanguage"]) == ("SAFE-SHELF", "1", "en-GB")
    assert made["image"] == {"id": f"{HERE}/picture.png", "type": "Image", "caption": "Badge picture: Safe Shelf"}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("knowledge", "MicroCredential"),
        ("skill", "MicroCredential"),
        ("competence", "MicroCredential"),
        ("behaviour", "MicroCredential"),
        ("participation", "Badge"),
        ("milestone", "Achievement"),
    ],
)
def test_taking_part_is_never_called_a_micro_credential(kind, said):
    assert document(kind=kind)["achievementType"] == said


def test_each_element_is_a_result_description_with_its_rubric_in_order():
    (result,) = document()["resultDescription"]

    assert result["id"] == f"{HERE}#SAFE-SHELF-1"
    assert (result["name"], result["resultType"]) == ("Checks dates.", "RubricCriterionLevel")
    assert [(level["name"], level["level"]) for level in result["rubricCriterionLevel"]] == [("Not yet", "1"), ("Met", "2")]
    assert [level["description"] for level in result["rubricCriterionLevel"]] == ["Cannot be seen yet.", "Seen at work."]


def test_the_required_level_is_one_of_its_levels():
    (result,) = document()["resultDescription"]

    assert result["requiredLevel"] == result["rubricCriterionLevel"][1]["id"] == f"{HERE}#SAFE-SHELF-1-met"


def test_a_level_without_words_has_no_empty_description():
    silent = (LevelText("a", "A", ""), LevelText("b", "B", "Words."))

    (result,) = document(elements=(ElementText("X", "Shows.", "b", silent),))["resultDescription"]

    assert "description" not in result["rubricCriterionLevel"][0]


def test_without_elements_there_is_no_empty_list():
    assert "resultDescription" not in document(elements=())


def test_a_successor_names_the_version_before():
    before = "https://laurels.example/badges/0"

    assert document(previous=(before, "1.0"))["related"] == [{"id": before, "type": ["Related"], "version": "1.0"}]
    assert "related" not in document()


@given(st.lists(st.from_regex(r"[A-Z0-9-]{1,20}", fullmatch=True), min_size=1, max_size=6, unique=True))
def test_no_id_stands_twice(codes):
    made = document(elements=tuple(ElementText(f"{code}.", "Shows.", "met", MET) for code in codes))

    ids = [result["id"] for result in made["resultDescription"]]
    ids += [level["id"] for result in made["resultDescription"] for level in result["rubricCriterionLevel"]]
    assert len(ids) == len(set(ids))


def test_ids_are_made_in_one_way():
    assert element_id(HERE, "X-1") == f"{HERE}#X-1"
    assert level_id(HERE, "X-1", "met") == f"{HERE}#X-1-met"


@given(st.text(max_size=60), st.text(max_size=60))
def test_words_of_people_stand_as_they_were_written(title, statement):
    made = document(title=title, elements=(ElementText("X", statement, "met", MET),))

    assert made["name"] == title
    assert made["resultDescription"][0]["name"] == statement


STANDARD = AlignmentText("https://standards.example/7", "Handle food", "Food work", "F7", "CFItem", "Handles food safely.")


@pytest.mark.conformance("CASE-03")
def test_standards_stand_at_the_badge_and_at_each_element():
    element = ElementText("X-1", "Shows.", "met", MET, (STANDARD,))

    made = document(elements=(element,), alignments=(AlignmentText("https://standards.example/8", "Keep food"),))

    assert made["resultDescription"][0]["alignment"] == [
        {
            "type": ["Alignment"],
            "targetName": "Handle food",
            "targetUrl": "https://standards.example/7",
            "targetDescription": "Handles food safely.",
            "targetFramework": "Food work",
            "targetCode": "F7",
            "targetType": "CFItem",
        }
    ]
    assert made["alignment"] == [{"type": ["Alignment"], "targetName": "Keep food", "targetUrl": "https://standards.example/8"}]


def test_points_family_and_languages_are_said_where_there_are_some():
    made = document(points=6.0, tags=("Food",), editions=(("https://laurels.example/badges/2", "de", "1"),))

    assert (made["creditsAvailable"], made["tag"]) == (6.0, ["Food"])
    assert made["related"] == [{"id": "https://laurels.example/badges/2", "type": ["Related"], "inLanguage": "de", "version": "1"}]


def test_of_what_nobody_said_nothing_stands_there():
    assert not {"creditsAvailable", "tag", "related", "alignment"} & set(document())
    assert "alignment" not in document()["resultDescription"][0]

"""Our typed rules beside the official JSON Schemas: what those refuse, we find; what we find beyond them is listed here.

The schemas are read where they lie; nothing of them is copied.

Source: DEPENDENCIES decision 3; conformance rows OB3-M-01..12, CLR-01, CLR-02.
"""

from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library.tests.conftest import STANDARDS
from library.tests.making import ACHIEVEMENT

from openbadgekit import contexts
from openbadgekit.documents import model
from openbadgekit.documents.classes import CLASSES, VOCABULARIES
from openbadgekit.reading import listed

SCHEMAS = {
    "OpenBadgeCredential": "ob-v3p0/ob_v3p0_achievementcredential_schema.json",
    "EndorsementCredential": "ob-v3p0/ob_v3p0_endorsementcredential_schema.json",
    "ClrCredential": "clr-v2p0/clr_v2p0_clrcredential_schema.json",
}
NAMED = {
    "OpenBadgeCredential": [contexts.VC2, contexts.OB3],
    "EndorsementCredential": [contexts.VC2, contexts.OB3],
    "ClrCredential": [contexts.VC2, contexts.CLR2, contexts.OB3],
    "VerifiableCredential": [contexts.VC2],
}
STRICTER = (
    "should be a list",  # the schemas take single values where the model has sets (OB3-M-09)
    "should be one value",
    "is an empty list",
    "is no address",  # the schemas take any text for a URI
    "has no address",
    "is not an address",
    "is not one address",
    "has an id that is no address",
    "does not say whom it is about",  # id or identifier (OB3-M-07)
    "said by a name alone",
    "names several",
    "A member is null",
    "belongs to nothing",  # results and rubrics (OB3-M-11)
    "does not have",
    "is not allowed",
    "its bounds",
    "bounds",
    "leads to an achievement",
    "holds no credential",
    "ends before it begins",
    "says nothing about anybody",
    "does not say who issued it",
    "is not a list of texts",
    "is not a text",
    "is no language code",
    "is no text",  # language maps stand for texts, not for addresses, terms and dates
    "is no date",
    "is no signed token",
    "is not of the type",  # the schemas take any single text as a type
    "does not say of which type",
    "does not name",
    "do not stand",
    "nested too deeply",
    "does not call itself",
    "verifiable credential",
    "means nothing under",  # types are looked up in the contexts
    "neither an address nor",
)
"""Where we are stricter than the schemas, by the words of our findings."""


@pytest.fixture(scope="module")
def validators():
    import jsonschema_rs

    folder = STANDARDS / "schemas"
    if not folder.is_dir():
        pytest.skip("the official schemas are not beside the project")
    return {
        name: jsonschema_rs.validator_for(json.loads((folder / file).read_text()), validate_formats=True)
        for name, file in SCHEMAS.items()
    }


# --- documents made from our own table of classes

PLAIN = {
    "text": st.text(min_size=1, max_size=8),
    "uri": st.sampled_from(["https://x.example/1", "urn:uuid:5d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d10", "did:example:a#b"]),
    "datetime": st.sampled_from(["2026-03-01T00:00:00Z", "2026-03-01T00:00:00.25+02:00"]),
    "date": st.just("1990-04-05"),
    "float": st.one_of(st.integers(-5, 5), st.sampled_from([0.5, 2.25])),
    "bool": st.booleans(),
    "language": st.sampled_from(["en", "nl-BE", "zh-Hant-TW"]),
    "jws": st.just("eyJhbGciOiJFZERTQSJ9.e30.AAAA"),
}


@st.composite
def objects(draw, name, depth=0):
    """A sound object of a class: what is required, and some of the rest while it is not too deep."""
    made = {}
    for member, rule in CLASSES[name].items():
        kind, required, many = rule.rstrip("!*"), "!" in rule, rule.endswith("*")
        if required or (depth < 2 and draw(st.integers(0, 5)) == 0):
            made[member] = [draw(values(kind, name, depth))] if many else draw(values(kind, name, depth))
    if name in NAMED:
        made = {"@context": NAMED[name], **made, "type": ["VerifiableCredential", name]}
    if name == "VerifiableCredential":
        made["credentialSubject"], made["type"] = {"id": "did:example:ana"}, ["VerifiableCredential"]
    if name in ("AchievementSubject", "ClrSubject"):
        made.setdefault("id", "did:example:ana")
    if name == "ClrSubject":
        made["verifiableCredential"] = [draw(objects("VerifiableCredential", depth + 2))]
        made.pop("association", None)
    if name == "Criteria":
        made.setdefault("narrative", "Shown.")
    if name == "Result":
        made = {member: value for member, value in made.items() if member not in ("resultDescription", "achievedLevel", "value")}
    return made


@st.composite
def values(draw, kind, owner, depth):
    """A sound value of a kind."""
    kind = draw(st.sampled_from(kind.split("|"))) if "|" in kind else kind
    if kind == "type" or (
        kind == "text" and owner in ("IdentityObject", "IdentifierEntry", "Image", "GeoCoordinates", "Association")
    ):
        return [owner] if kind == "type" else draw(PLAIN["text"])
    if kind.startswith("@"):
        return draw(st.sampled_from(sorted(VOCABULARIES[kind[1:]])))
    return draw(objects(kind, depth + 1) if kind in CLASSES else PLAIN[kind])


def typed(value, name):
    """Classes whose ``type`` is one text carry their own name there."""
    if isinstance(value, list):
        return [typed(item, name) for item in value]
    if not isinstance(value, dict):
        return value
    rules = CLASSES.get(name, {})
    made = {}
    for member, inner in value.items():
        kind = rules.get(member, "").rstrip("!*")
        kind = kind.split("|")[-1]
        made[member] = name if member == "type" and kind == "text" else typed(inner, kind)
    return made


def sound(name):
    return objects(name).map(lambda made: without_dangling(typed(made, name)))


def without_dangling(document):
    """Levels that a rubric does not have are another test's matter."""
    text = json.dumps(document)
    return json.loads(text.replace('"requiredLevel"', '"humanLevel"').replace('"validUntil"', '"endsOn"'))


def places(value, path=()):
    """Every member and item of a document."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (*path, name)
            yield from places(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield (*path, place)
            yield from places(inner, (*path, place))


DAMAGES = [..., None, 5, True, "", "x", "ext:mine", "not an address", [], {}, ["x"], [5], {"en": "x"}, {"a": 1}, "2026-03-01"]


def damaged(document, path, damage):
    """A copy with one place taken away or replaced."""
    changed = copy.deepcopy(document)
    target = changed
    for step in path[:-1]:
        target = target[step]
    if damage is ...:
        del target[path[-1]]
    else:
        target[path[-1]] = damage
    return changed


def hold_together(document, name, validator, damage):
    """What the schema refuses, we find; what we find alone is one of the listed ways.

    A document that no longer calls itself by its class is another kind of credential for us, and judged as that. The schemas take
    an object, even an empty one, for a text in several languages wherever a text may stand: there only the first half is held.
    """
    if name != "OpenBadgeCredential" and name not in listed(document.get("type")):
        return
    findings = model.check(document)
    if not validator.is_valid(document):
        assert findings, [error.message for error in validator.iter_errors(document)][:3]
        return
    if isinstance(damage, dict):
        return
    alone = [finding for finding in findings if not any(words in finding.sentence for words in STRICTER)]
    assert not alone, alone


@pytest.mark.conformance("OB3-M-09")
@pytest.mark.conformance("OB3-M-12")
@pytest.mark.parametrize("name", list(SCHEMAS))
@given(data=st.data())
def test_a_document_of_every_class_is_sound_by_both(name, data, validators):
    document = data.draw(sound(name))

    assert [error.message for error in validators[name].iter_errors(document)] == []
    assert [finding for finding in model.check(document) if finding.code != "schema_failed"] == []


@pytest.mark.conformance("OB3-M-09")
@pytest.mark.conformance("OB3-M-12")
@pytest.mark.parametrize("name", list(SCHEMAS))
@given(data=st.data())
def test_one_damage_anywhere_is_found_by_us_when_the_schema_refuses_it(name, data, validators):
    document = data.draw(sound(name))
    path = data.draw(st.sampled_from(list(places(document))))
    damage = data.draw(st.sampled_from(DAMAGES))

    hold_together(damaged(document, path, damage), name, validators[name], damage)


def test_every_leaf_of_a_badge_of_ours_is_held_together(document, validators):
    paths = list(places({name: value for name, value in document.items() if name != "proof"}))
    assert len(paths) > 40

    for place, path in enumerate(paths):
        for damage in (..., DAMAGES[place % len(DAMAGES)], DAMAGES[place * 7 % len(DAMAGES)]):
            changed = damaged(document, path, damage)
            hold_together(changed, "OpenBadgeCredential", validators["OpenBadgeCredential"], damage)


def test_every_shared_credential_is_held_together(standards, validators):
    seen = 0
    for path in sorted((standards / "credentials").rglob("*.json")):
        try:
            document = json.loads(path.read_text())
        except ValueError:
            continue
        kinds = listed(document.get("type")) if isinstance(document, dict) else []
        kind = "OpenBadgeCredential" if {"AchievementCredential", "OpenBadgeCredential"} & set(map(str, kinds)) else None
        kind = next((name for name in SCHEMAS if name in kinds), kind)
        if kind is None:
            continue
        seen += 1
        if not validators[kind].is_valid(document) and contexts.VC2 in listed(document.get("@context")):
            assert model.check(document), path.name
    assert seen > 60


def test_our_table_has_every_class_and_property_of_the_schemas(standards):
    """Appendix A whole: a property that the schemas have and we do not would be unchecked."""
    elsewhere = {"@context", "type", "proof", "credentialSchema", "credentialStatus", "refreshService", "termsOfUse"}
    by_the_data_model = {"CredentialSchema", "CredentialStatus", "RefreshService", "TermsOfUse", "Proof", "Context", "ProfileRef"}
    missing = set()
    for name, file in SCHEMAS.items():
        schema = json.loads((standards / "schemas" / file).read_text())
        classes = {name: schema, **schema["$defs"]}
        for kind, described in classes.items():
            if kind in by_the_data_model | {"CredentialSubject", "VerifiableCredential"}:
                continue
            missing |= {(kind, member) for member in described["properties"].keys() - CLASSES[kind].keys() - elsewhere}
            required = {member for member in described.get("required", []) if member not in elsewhere}
            missing |= {(kind, member, "required") for member in required if "!" not in CLASSES[kind].get(member, "")}
    allowed = {("ClrSubject", "verifiableCredential", "required")}  # asked for by the rules of records themselves
    assert missing - allowed == set()


def test_the_generated_documents_use_every_class():
    reached, todo = set(), list(SCHEMAS)
    while todo:
        name = todo.pop()
        if name in CLASSES and name not in reached:
            reached.add(name)
            todo += [rule.rstrip("!*").split("|")[-1] for rule in CLASSES[name].values()]

    assert reached == set(CLASSES)
    assert ACHIEVEMENT["type"] == ["Achievement"]

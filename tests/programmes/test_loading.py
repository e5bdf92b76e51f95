"""The shipped programmes load through the rooms' services, twice is once, and their own checks hold."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from laurels.backpack.models import Item
from laurels.catalogue import rules as badges
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.pictures.drawing import draw
from laurels.catalogue.pictures.family import Family, strays
from laurels.catalogue.selectors.pictures import choices_from, family_of, picture_of
from laurels.catalogue.services import set_family
from laurels.issuing.models import Award
from laurels.people import proofs
from laurels.people.models import AddressProof, Person
from laurels.programmes import reading
from laurels.programmes.errors import ProgrammeMalformed, ProgrammeUnknown
from laurels.programmes.loading import ends, load

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", reading.shipped())
def test_every_shipped_programme_is_read(name):
    programme = reading.read_shipped(name)

    assert programme.code == name
    assert programme.achievements


@pytest.mark.parametrize("name", reading.shipped())
def test_every_held_credential_ends_when_our_own_rule_says(name):
    programme = reading.read_shipped(name)

    for learner in programme.learners:
        for held in learner.credentials:
            assert ends(programme, held) == held.valid_until, (learner.code, held.achievement)


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"format":"mc-programme/2"}', b'{"format":"mc-programme/1"}', b'{"format":"mc-programme/1","code":5}'],
)
def test_another_file_is_refused_with_its_place(data):
    with pytest.raises(ProgrammeMalformed) as refused:
        reading.read(data)

    assert str(refused.value)


def test_a_programme_that_is_not_shipped_is_not_found():
    with pytest.raises(ProgrammeUnknown):
        reading.read_shipped("../settings")


@pytest.mark.django_db
class TestSmallCharity:
    @pytest.fixture
    def loaded(self):
        return load(reading.read_shipped("small-charity"), at=AT)

    def checks(self, kind):
        data = json.loads((reading.CONTENT / "small-charity.json").read_text())
        return [check for check in data["checks"] if check["kind"] == kind]

    def test_it_loads_whole_and_twice_is_once(self, loaded):
        counts = (Person.objects.count(), AchievementVersion.objects.count(), Award.objects.count())

        load(reading.read_shipped("small-charity"), at=AT)

        assert counts == (Person.objects.count(), AchievementVersion.objects.count(), Award.objects.count()) == (6, 2, 2)
        assert loaded.left == {"enrolments": 2, "evidence": 2, "submissions": 2}

    def test_its_badges_keep_their_choices_and_fit_the_family_that_comes_with_them(self, loaded):
        family = family_of(loaded.organisation)

        for version in loaded.versions.values():
            assert strays(choices_from(version), family) == ()
            assert draw(picture_of(version)) == version.picture_svg

    def test_a_family_that_the_organisation_chose_meanwhile_stays(self, loaded):
        style = Family(("shield",), ("night",), mark="Z").kept()
        set_family(organisation=loaded.organisation, style=style, mark=None, author=None, at=AT)

        load(reading.read_shipped("small-charity"), at=AT)

        assert family_of(loaded.organisation).kept() == style

    @pytest.mark.scenario("T1")
    def test_what_is_derived_is_what_its_checks_say(self, loaded):
        for check in self.checks("derived"):
            version = loaded.versions[(check["achievement"], check["version"])]
            strategy = version.strategy
            assert strategy.function == check["learning_function"]
            assert strategy.business_need == check["business_need"]
            assert list(version.elements.values_list("code", flat=True)) == check["elements"]
            assert strategy.lifespan_months == check["lifespan_months"]
            assert (strategy.lifespan_reason or None) == check["lifespan_reason"]
            assert (strategy.window_days, strategy.grace_days) == (check["renewal_window_days"], check["grace_days"])
            assert strategy.review_on == date.fromisoformat(check["review_on"])
            element = version.elements.first()
            assert [level.code for level in element.levels.all()] == check["rubric"]
            assert (element.kind, element.required_level) == (check["element_kind"], check["required_level"])

    def test_the_statement_of_one_person_is_made_where_it_is_due(self, loaded):
        for check in self.checks("statement"):
            award = Award.objects.get(person=loaded.persons[check["learner"]], version__achievement__handle=check["achievement"])
            assert award.one_person is check["one_person"]
            assert ("not independently checked" in bytes(award.sealed.json).decode()) is check["one_person"]

    def test_a_badge_for_oneself_is_never_allowed(self, loaded):
        for check in self.checks("conflict"):
            version = loaded.versions[(check["achievement"], "1")]
            judges = set(version.judges.values_list("person_id", flat=True))
            learner = loaded.persons[check["learner"]].pk
            for code in check["refused"]:
                assert not badges.may_judge(judge=loaded.persons[code].pk, learner=learner, judges=judges)
            for code in check["allowed"]:
                assert badges.may_judge(judge=loaded.persons[code].pk, learner=learner, judges=judges)

    def test_the_renewal_dates_are_those_of_its_checks(self, loaded):
        (check,) = self.checks("renewal")
        version = loaded.versions[(check["achievement"], "1")]
        end = badges.ends_on(date(2026, 2, 27), version.strategy.lifespan_months)

        assert end.isoformat() == check["valid_until"]
        assert badges.window_opens(end, version.strategy.window_days).isoformat() == check["window_opens"]
        assert badges.grace_ends(end, version.strategy.grace_days).isoformat() == check["grace_ends"]

    def test_the_demonstrations_doors_do_not_exist_outside_it(self, loaded, client):
        for path in ("/demo/", "/demo/be/joan/", "/demo/contents.json"):
            assert client.get(path).status_code == 404
            assert client.post(path).status_code == 404


@pytest.mark.django_db
def test_a_large_programme_loads_with_both_versions_of_a_revised_badge():
    loaded = load(reading.read_shipped("customer-care"), at=AT)

    old, new = loaded.versions[("CC-RIGHT", "1.0")], loaded.versions[("CC-RIGHT", "2.0")]
    old.refresh_from_db()
    assert (old.state, new.state, new.previous) == ("superseded", "published", old)
    assert len(loaded.awards) == 7


def test_whoever_accepted_proved_the_awarded_address_then_and_whoever_did_not_proved_nothing(db):
    loaded = load(reading.read_shipped("small-charity"), at=AT)

    accepted = Item.objects.filter(person__in=loaded.persons.values()).exclude(address_digest="")
    assert accepted
    assert {proofs.last(item.person, item.address_digest) for item in accepted} == {AT}
    without = Person.objects.filter(pk__in=[one.pk for one in loaded.persons.values()], items__isnull=True)
    assert without
    assert not AddressProof.objects.filter(person__in=without).exists()


def test_loading_again_a_day_later_dates_no_proof_anew(db):
    load(reading.read_shipped("small-charity"), at=AT)

    load(reading.read_shipped("small-charity"), at=AT + timedelta(days=1))

    assert set(AddressProof.objects.values_list("proven_at", flat=True)) == {AT}

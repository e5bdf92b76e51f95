"""Whatever stands at the addresses of an older badge: never a fault, and never valid by accident."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library.tests import older
from library.tests.making import NOON
from library.tests.older import AWARD, BADGE, HOST, ISSUER, KEY, LIST

from openbadgekit.documents import extensions, ob2
from openbadgekit.keys import generate
from openbadgekit.keys.model import KeyKind
from openbadgekit.reading import write
from openbadgekit.verify import origins
from openbadgekit.verify.judge import judge
from openbadgekit.verify.older import judge as older_judge
from openbadgekit.verify.older import scope
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict
from openbadgekit.verify.resources import FetchFailure, Resource

EC = generate(KeyKind.P256)
WORDS = f"{AWARD} {BADGE} {ISSUER} {KEY} {LIST} {older.V2} Assertion BadgeClass Issuer hosted signed x".split()
MEMBERS = (
    "@context type recipient badge verification verify issuedOn issuer publicKey revocationList owner publicKeyPem name url "
    "endorsement revoked extensions:x image criteria claim id"
).split()
words = st.sampled_from(["", *WORDS])
json = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2**40) | words | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words | st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)
members = st.dictionaries(st.sampled_from(MEMBERS), json, max_size=3)


def signed_award():
    return older.award(id="urn:uuid:5d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d10", verification={"type": "signed", "creator": KEY})


def documents():
    return {
        AWARD: older.award(),
        BADGE: older.badge(),
        ISSUER: older.issuer(publicKey=KEY, revocationList=LIST),
        KEY: older.key(EC),
        LIST: {"id": LIST, "revokedAssertions": []},
    }


def resources_of(made):
    return {url: Resource(url, write(document)) for url, document in made.items()}


def judged(data, resources):
    return judge(receive(data), resources, policy=Policy(), at=NOON)


class TestNeverAFault:
    @given(st.sampled_from([AWARD, BADGE, ISSUER, KEY, LIST]), members, st.booleans())
    def test_odd_documents_at_its_addresses(self, name, odd, is_signed):
        made = documents()
        made[name] = {**made[name], **odd}
        data = older.token(signed_award(), EC) if is_signed else write(older.award())

        report = judged(data, resources_of(made))
        older_judge.needs(receive(data), resources_of(made))

        assert report.verdict in Verdict
        report.as_json()

    @given(members)
    def test_odd_awards_in_a_file(self, odd):
        document = {**older.award(), **odd, "type": "Assertion", "@context": older.V2}

        report = judged(write(document), {})

        assert report.verdict is not Verdict.VALID

    @given(st.dictionaries(st.text(max_size=8), json, max_size=4))
    def test_odd_additions(self, addition):
        for kind in ("ExampleExtension", "GeoCoordinates", "Assessment", "LicenseExtension", "Accessibility"):
            findings, known = extensions.check({**addition, "type": ["Extension", f"extensions:{kind}"]})

            assert known
            assert all(finding.code == "schema_failed" for finding in findings)

    @given(st.sampled_from(["Assertion", "BadgeClass", "Profile", "CryptographicKey", "Endorsement"]), members)
    def test_odd_parts(self, name, odd):
        for finding in ob2.check(odd, name=name):
            assert finding.code in ("malformed", "type_wrong", "context_refused", "schema_failed")


def leaves(value, path=()):
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from leaves(inner, (*path, step))
    if not isinstance(value, dict | list):
        yield path


def with_leaf(document, path, change):
    changed = copy.deepcopy(document)
    target = changed
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = change(target[path[-1]])
    return changed


class TestMutations:
    def test_every_field_of_a_signed_award_changed_under_its_signature_is_invalid(self):
        good = older.token(signed_award(), EC).split(b".")
        paths = list(leaves(signed_award()))
        assert len(paths) > 10

        for path in paths:
            changed = with_leaf(signed_award(), path, lambda old: f"{old}x" if isinstance(old, str) else not old)
            other = older.token(changed, EC).split(b".")
            report_of = b".".join((good[0], other[1], good[2]))
            try:
                received = receive(report_of)
            except Exception as problem:  # noqa: BLE001 - without its type or context it is no award at all
                assert type(problem).__module__.startswith("openbadgekit"), path  # noqa: PT017
                continue
            report = judge(received, resources_of(documents()), policy=Policy(), at=NOON)
            assert report.verdict is not Verdict.VALID, path

    @pytest.mark.parametrize("name", [BADGE, ISSUER, KEY])
    def test_the_chain_of_a_signed_award_breaks_with_each_of_its_links(self, name):
        data = older.token(signed_award(), EC)
        links = {BADGE: [("id",), ("issuer",), ("type",)], ISSUER: [("id",), ("publicKey",), ("type",)], KEY: [("id",), ("owner",)]}
        assert judged(data, resources_of(documents())).verdict is Verdict.VALID

        for path in links[name]:
            made = documents()
            made[name] = with_leaf(made[name], path, lambda old: f"{old}x")
            assert judged(data, resources_of(made)).verdict is not Verdict.VALID, path

    @pytest.mark.parametrize("name", [AWARD, BADGE, ISSUER])
    def test_the_chain_of_a_hosted_award_breaks_with_each_of_its_links(self, name):
        links = {AWARD: [("id",), ("type",), ("badge",)], BADGE: [("id",), ("issuer",), ("type",)], ISSUER: [("id",), ("type",)]}

        for path in links[name]:
            made = documents()
            made[name] = with_leaf(made[name], path, lambda old: f"{old}x")
            assert judged(write(older.award()), resources_of(made)).verdict is not Verdict.VALID, path

    @given(st.sampled_from([AWARD, BADGE, ISSUER]), st.sampled_from(["unreachable", "refused", "timeout", "too_large", "offline"]))
    def test_whatever_is_missing_it_is_not_valid(self, name, reason):
        resources = {**resources_of(documents()), name: FetchFailure(name, reason)}

        assert judged(write(older.award()), resources).verdict is Verdict.UNKNOWN


hosts = st.sampled_from(["pantry.example", "evil.example", "pantry.example.evil.example", "www.pantry.example"])
paths = st.text(st.sampled_from("ab/.%2eE?#@\\ "), max_size=12)


class TestScopes:
    @given(hosts, paths)
    def test_only_the_issuers_own_host_is_within_its_scope(self, host, path):
        address = f"https://{host}/{path}"

        if scope.within(address, older.issuer()):
            assert host == "pantry.example"
            assert not {".", ".."} & set(path.replace("%2e", ".").replace("%2E", ".").split("/"))

    @given(hosts, paths, st.sampled_from(["", "/a", "/a/", "/b"]))
    def test_what_begins_like_an_allowed_address_is_on_its_site(self, host, path, begin):
        issuer = older.issuer(verification={"startsWith": f"{HOST}{begin}"})

        if scope.within(f"https://{host}/{path}", issuer):
            assert host == "pantry.example"
            assert f"/{path}".startswith(begin or "/")

    @pytest.mark.parametrize(
        "address",
        [
            "https://ana@pantry.example/1",
            "https://@pantry.example/1",
            "https://pantry.example/a\\b",
            "https://pantry.example/é",
            "https://pantry.example/a b",
            "https://pantry.example/\x00",
            "https://pantry.example/1#x",
            "https://pantry.example/a/../b",
            "https://pantry.example:x/1",
            "https:///1",
            "ftp://pantry.example/1",
            "//pantry.example/1",
        ],
    )
    def test_an_address_that_can_be_read_in_two_ways_is_no_place(self, address):
        assert origins.place(address) is None

    @pytest.mark.parametrize(
        ("final", "stays"),
        [("", True), (f"{HOST}/2", True), ("https://pantry.example:443/2", True), ("http://pantry.example/2", False), ("x", False)],
    )
    def test_an_answer_stays_on_its_site_or_not(self, final, stays):
        assert origins.stays(f"{HOST}/1", Resource(f"{HOST}/1", b"", final_url=final)) is stays

    @given(st.text(max_size=40))
    def test_any_text_is_a_place_or_none(self, text):
        found = origins.place(text)

        assert found is None or (found.scheme in ("https", "http") and found.host and found.path.startswith("/"))
        assert scope.within(text, older.issuer()) in (True, False)

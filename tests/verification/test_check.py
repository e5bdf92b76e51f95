"""Check a badge: the same page for a file, a picture, a text and an address; nothing kept, nothing lost, no fault."""

from __future__ import annotations

import io
import logging
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from laurels.verification.forms import AskForm
from tests.foreign import LIST, entry, foreign
from tests.making import NOON

from openbadgekit.baking import png, svg
from openbadgekit.issue import Form
from openbadgekit.verify.resources import FetchFailure

pytestmark = pytest.mark.django_db
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#1c5b3d"/></svg>'


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def picture() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (28, 91, 61, 255)).save(out, "PNG")
    return out.getvalue()


def upload(data: bytes, name: str = "badge.json") -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


def text_of(answer) -> str:
    return answer.content.decode()


FORMS = {
    "json": lambda data, token: {"file": upload(data)},
    "jwt": lambda data, token: {"file": upload(token, "badge.jwt")},
    "png": lambda data, token: {"file": upload(png.bake(picture(), data), "badge.png")},
    "svg": lambda data, token: {"file": upload(svg.bake(DRAWING, data), "badge.svg")},
    "pasted": lambda data, token: {"text": data.decode()},
    "pasted token": lambda data, token: {"text": token.decode()},
    "misnamed": lambda data, token: {"file": upload(png.bake(picture(), data), "badge.txt")},
}


@pytest.mark.parametrize("form", FORMS)
def test_a_badge_gets_the_same_page_in_every_form(form, as_stranger, network, harbour):
    data, token = harbour.badge(status=[entry()]), harbour.badge(status=[entry()], form=Form.VC_JWT)

    answer = as_stranger.post("/check/", FORMS[form](data, token))

    page = text_of(answer)
    assert answer.status_code == 200
    assert "<bdi>Harbour Training</bdi> awarded “<bdi>Forklift</bdi>” on 25 October 2026." in page
    assert "The web address harbour.example is proved to be theirs." in page
    assert "Drives a forklift." in page
    assert "<dt>Awarded</dt><dd>25 October 2026</dd>" in page
    assert 'class="says is-good"' in page
    assert ("data:image/png;base64," in page) is (form in ("png", "svg", "misnamed"))


def test_an_address_is_fetched_and_checked(as_stranger, network, harbour):
    network.answers["https://harbour.example/badges/7"] = harbour.badge()

    page = text_of(as_stranger.post("/check/", {"address": "https://harbour.example/badges/7"}))

    assert 'class="says is-good"' in page


@pytest.mark.parametrize("reason", ["refused", "timeout", "too_large", "status", "unreachable"])
def test_an_address_that_gives_nothing_is_said_and_kept(reason, as_stranger, network):
    network.answers["https://nobody.example/"] = FetchFailure("https://nobody.example/", reason, 404)

    answer = as_stranger.post("/check/", {"address": "https://nobody.example/", "recipient": "her@kettle.example"})

    assert answer.status_code == 422
    assert 'value="https://nobody.example/"' in text_of(answer)
    assert 'value="her@kettle.example"' in text_of(answer)


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({}, 422, "There is nothing to check yet."),
        ({"text": "x" * 1_048_577}, 422, "at most 1048576 characters"),
        ({"text": "{}", "on": "2031-01-01"}, 422, "Choose a day between 1 January 2011 and today."),
        ({"text": "{}", "on": "0001-01-01"}, 422, "Choose a day between 1 January 2011 and today."),
        ({"text": "{}", "on": "yesterday"}, 422, "Write the day as in 2026-03-31."),
        ({"address": "no address"}, 422, "This is no web address. One begins with https://."),
        ({"text": "no badge"}, 200, "Unreadable."),
        ({"text": '{"a":1,"a":2}'}, 200, "Unreadable."),
    ],
)
def test_what_cannot_be_used_is_said_in_words(given, status, words, as_stranger, network):
    answer = as_stranger.post("/check/", given)

    assert answer.status_code == status
    assert words in text_of(answer)
    assert "Traceback" not in text_of(answer)


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(as_stranger, settings, monkeypatch):
    monkeypatch.setattr("laurels.common.limits.UPLOADED_CREDENTIAL", 1024 * 1024)

    answer = as_stranger.post("/check/", {"file": upload(b"x" * (1024 * 1024 + 1)), "recipient": "her@kettle.example"})

    assert answer.status_code == 422
    assert "larger than 1 MB" in text_of(answer)
    assert 'value="her@kettle.example"' in text_of(answer)


def test_pasted_bytes_of_a_picture_are_called_so(as_stranger, network):
    answer = as_stranger.post("/check/", {"text": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"})

    assert answer.status_code == 422
    assert "This is no text. Is it a picture? Upload the file instead." in text_of(answer)


class TestTheRecipientQuestion:
    def ask(self, client, data, address):
        return text_of(client.post("/check/", {"text": data.decode(), "recipient": address}))

    def test_the_right_address_passes(self, as_stranger, network, harbour):
        page = self.ask(as_stranger, harbour.badge(), "Jonas@Kettle.example ")

        assert "Yes. It was awarded to the address that you typed." in page
        assert 'class="says is-good"' in page

    def test_another_address_is_amber_and_not_red(self, as_stranger, network, harbour):
        page = self.ask(as_stranger, harbour.badge(), "mira@kettle.example")

        assert 'class="says is-soon"' in page
        assert "Valid, but not about this person." in page
        assert "The badge itself is genuine." in page

    @pytest.mark.parametrize("address", ["jonas@kettle.example", "nobody.at.all@elsewhere.example"])
    def test_it_is_kept_nowhere(self, address, as_stranger, network, harbour, caplog):
        data = harbour.badge()
        with caplog.at_level(logging.DEBUG):
            page = self.ask(as_stranger, data, address)

        assert address not in page
        assert address not in caplog.text
        assert address not in dump()
        assert not any(address in asked for asked in network.asked)


def dump() -> str:
    """Everything that the database holds, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [str([bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]) for row in cursor.fetchall()]
    return "\n".join(found)


class TestAnotherDay:
    @pytest.mark.parametrize(
        ("day", "tone"), [("2026-11-20", "good"), ("2026-11-23", "bad"), ("2026-10-24", "bad"), ("2026-11-24", "bad")]
    )
    def test_dates_are_judged_for_the_day(self, day, tone, as_stranger, network, harbour):
        data = harbour.badge(valid_until=NOON - timedelta(days=3))

        page = text_of(as_stranger.post("/check/", {"text": data.decode(), "on": day}))

        assert f'class="says is-{tone}"' in page

    def test_the_page_says_for_which_day_it_speaks(self, as_stranger, network, harbour):
        page = text_of(as_stranger.post("/check/", {"text": harbour.badge().decode(), "on": "2026-11-20"}))

        assert "As on 20 November 2026, asked on 24 November 2026 at 12.00 UTC" in page

    def test_a_revocation_counts_for_every_day(self, as_stranger, network, harbour):
        network.answers[LIST] = harbour.status_list(7)

        page = text_of(as_stranger.post("/check/", {"text": harbour.badge(status=[entry()]).decode(), "on": "2026-11-01"}))

        assert "Revoked." in page

    @given(st.dates())
    def test_any_day_is_a_question_or_a_sentence(self, day):
        form = AskForm({"on": day.isoformat()}, at=NOON)

        if form.is_valid():
            assert form.moment() <= NOON
        else:
            assert form.errors["on"]


class TestAskingAgain:
    def test_a_picture_needs_no_second_upload(self, as_stranger, network, harbour):
        data = harbour.badge()
        page = text_of(as_stranger.post("/check/", {"file": upload(png.bake(picture(), data))}))

        assert page.count('name="text"') == 1
        assert "urn:uuid:0d7d1a3c" in page.split('name="text"')[1]

    def test_a_very_large_text_is_not_carried_along(self, as_stranger, network):
        data = foreign(evidence=[{"type": ["Evidence"], "name": "x" * 400} for _ in range(160)])

        page = text_of(as_stranger.post("/check/", {"text": data.decode()}))

        assert len(data) > 60_000
        assert 'name="text"' not in page

    def test_an_open_question_can_be_asked_again_at_once(self, as_stranger, network, harbour):
        network.answers.clear()

        page = text_of(as_stranger.post("/check/", {"text": harbour.badge().decode()}))

        assert 'class="says is-fog"' in page
        assert "is-good" not in page.split("</section>")[0]
        assert "Try again now" in page
        assert "This is neither a yes nor a no." in page


class TestOwnAddresses:
    def test_nothing_of_ours_is_asked_over_the_network(self, as_stranger, network, settings):
        for path in ("/c/nothing", "/s/nothing/", "/", "/status/1", ""):
            answer = as_stranger.post("/check/", {"address": f"{settings.ORIGIN}{path}"})
            assert answer.status_code == 422, path

        assert network.asked == []

    def test_an_origin_that_only_begins_like_ours_is_anothers(self, as_stranger, network, settings):
        settings.ORIGIN = "https://laurels.example"

        as_stranger.post("/check/", {"address": "https://laurels.example.evil.example/c/1"})

        assert network.asked == ["https://laurels.example.evil.example/c/1"]


HOSTILE = [
    "<script>badinput()</script>",
    '"><img src=x onerror=badinput()>',
    "{{ 'fox'|add:'trot' }}",
    "\u202egpj.exe",
    "]]>",
    "</title>",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words, as_stranger, network, harbour):
    data = harbour.badge(
        name=words,
        issuer={"name": words, "address": {"type": ["Address"], "addressCountryCode": words}},
        achievement={"description": words, "criteria": {"narrative": f"[click](javascript:badinput()) {words}"}},
        subject={"narrative": words},
        evidence=[{"type": ["Evidence"], "name": words, "narrative": words}],
    )

    page = text_of(as_stranger.post("/check/", {"text": data.decode()}))

    shown = page.split('name="text"')[0] + page.split('name="text"')[1].split(">", 1)[1]
    assert "<script>badinput" not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page
    assert "foxtrot" not in shown
    assert "\u202e" not in shown


def test_a_name_in_a_strange_alphabet_is_pointed_out(as_stranger, network, harbour):
    page = text_of(as_stranger.post("/check/", {"text": harbour.badge(issuer={"name": "H\u0430rvard"}).decode()}))

    assert "mixes letters of different alphabets" in page
    assert "harbour.example" in page


def test_a_bare_key_proves_no_name(as_stranger, network):
    page = text_of(as_stranger.post("/check/", {"text": foreign(issuer={"name": "Harvard University"}).decode()}))

    assert "It says Harvard University. No web address stands behind that name" in page
    assert "did:key:z6Mk" in page


def test_a_foreign_badge_is_not_told_to_be_regulated_or_not(as_stranger, network, harbour):
    page = text_of(as_stranger.post("/check/", {"text": harbour.badge().decode()}))

    assert "regulated qualification" not in page


def test_the_country_stands_in_words(as_stranger, network, harbour):
    issuer = {"address": {"type": ["Address"], "addressCountryCode": "GB"}}

    page = text_of(as_stranger.post("/check/", {"text": harbour.badge(issuer=issuer).decode()}))

    assert "Harbour Training, United Kingdom" in page


def test_checking_costs_few_questions(as_stranger, network, harbour, django_assert_max_num_queries):
    data = harbour.badge(status=[entry()]).decode()
    as_stranger.post("/check/", {"text": data})

    with django_assert_max_num_queries(12):
        as_stranger.post("/check/", {"text": data})


def test_how_checking_works_is_for_everybody(as_stranger):
    assert "could not check" in text_of(as_stranger.get("/check/how/")).lower()

"""The unguessable address: closed, missing and malformed are one answer, without a trace in status, body or questions asked."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from laurels.common.errors import KeptForEver
from laurels.sealing import published
from laurels.sealing import services as sealing
from laurels.sealing.models import PublishedDocument, SealedCredential, new_token
from tests.making import NOON

pytestmark = pytest.mark.django_db
ENDINGS = ("", ".json", ".jwt", ".png", ".svg")


def plain(page, token: str) -> str:
    """The page without what is random in every page."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.content.decode()).replace(token, "")


@pytest.mark.parametrize("ending", ENDINGS)
def test_closed_and_missing_are_the_same_page(ending, sealed, client):
    missing = new_token()

    closed_page = client.get(f"/c/{sealed.token}{ending}")
    missing_page = client.get(f"/c/{missing}{ending}")

    assert (closed_page.status_code, missing_page.status_code) == (404, 404)
    assert plain(closed_page, sealed.token) == plain(missing_page, missing)
    assert closed_page.headers.keys() == missing_page.headers.keys()


@pytest.mark.parametrize("accept", ["application/json", "text/plain", "image/png", "text/html"])
def test_closed_and_missing_ask_the_same_questions(accept, sealed):
    with CaptureQueriesContext(connection) as closed:
        assert published.answer(f"/c/{sealed.token}", accept) is None
    with CaptureQueriesContext(connection) as missing:
        assert published.answer(f"/c/{new_token()}", accept) is None

    assert len(closed) == len(missing) <= 1


@pytest.mark.parametrize("name", ["", ".", "..", "x.exe", "x.json.json", "a" * 400, "ä", "%2e%2e", "x/y"])
def test_a_malformed_address_is_not_there(name, sealed):
    sealing.open_credential(sealed)

    assert published.answer(f"/c/{name}", "application/json") is None


def test_an_address_has_128_random_bits(sealed):
    tokens = {new_token() for _ in range(200)}

    assert len(tokens) == 200
    assert all(len(token) == 22 for token in tokens)


def test_opened_it_answers_and_closed_again_it_does_not(sealed):
    for opened in (True, False, True):
        (sealing.open_credential if opened else sealing.close_credential)(sealed)
        found = [published.answer(f"/c/{sealed.token}{ending}", "application/json") is not None for ending in ENDINGS]
        assert found == [opened] * 5


def test_a_credential_may_not_be_kept_by_anybody_between(sealed):
    sealing.open_credential(sealed)

    assert published.answer(f"/c/{sealed.token}.json", "").cache_policy == "no-cache"


class TestKept:
    def test_sealed_bytes_are_never_edited_and_never_deleted(self, sealed):
        sealed.json = b"{}"
        with pytest.raises(KeptForEver):
            sealed.save()
        with pytest.raises(KeptForEver):
            SealedCredential.objects.update(json=b"{}")
        with pytest.raises(KeptForEver):
            sealed.delete()
        with pytest.raises(KeptForEver):
            SealedCredential.objects.all().delete()

    def test_the_same_bytes_again_change_nothing(self, sealed):
        first = published.publish(path="/x", form="text/plain", body=b"a", at=NOON)
        again = published.publish(path="/x", form="text/plain", body=b"a", at=NOON.replace(hour=13))

        assert (again.pk, again.published_at) == (first.pk, NOON)


class TestDocuments:
    """Documents that are no credentials: keys, lists, badges."""

    PATH = "/status/of-a-test"

    def publish(self, body: bytes, form: str = "application/json", at: datetime = NOON) -> None:
        published.publish(path=self.PATH, form=form, body=body, at=at)

    def test_what_is_published_is_sent_as_it_is(self):
        self.publish(b"{}")

        assert published.answer(self.PATH, "").body == b"{}"

    def test_what_is_closed_is_there_for_us_alone(self):
        self.publish(b"{}")
        PublishedDocument.objects.filter(path=self.PATH).update(open=False)

        assert published.answer(self.PATH, "") is None
        assert published.own_document(settings.ORIGIN + self.PATH).open is False

    def test_of_several_forms_the_newest_is_sent(self):
        self.publish(b"[2]", "application/ld+json", at=NOON + timedelta(days=1))
        self.publish(b"[1]", "application/json")

        assert published.answer(self.PATH, "").body == b"[2]"
        assert published.own_document(settings.ORIGIN + self.PATH).body == b"[2]"

"""The first person's password: by the same rules as everybody's, or none at all."""

from __future__ import annotations

import pytest
from laurels.people.models import Person
from laurels.people.services import issue_setup_code

pytestmark = pytest.mark.django_db
TYPED = {"organisation": "Kettle Lane", "country": "GB", "people_count": "30", "name": "Mira Lund", "email": "m@kettle.example"}


@pytest.mark.parametrize("password", ["short", "password1234", "qwertyuiop"])
def test_that_everybody_guesses_is_refused_and_the_code_stays_good(client, password):
    code = issue_setup_code()

    page = client.post(f"/start/{code}/", TYPED | {"password": password})

    assert not Person.objects.exists()
    assert 'value="Kettle Lane"' in page.content.decode()
    assert client.post(f"/start/{code}/", TYPED | {"password": "three words apart"}).status_code == 302


def test_is_not_needed_by_somebody_who_adds_a_passkey_next(client):
    answer = client.post(f"/start/{issue_setup_code()}/", TYPED)

    assert answer["Location"] == "/account/passkeys/add/"

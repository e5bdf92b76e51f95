"""How much one backpack keeps, and whose a badge is when its address was handed on."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from laurels.backpack import services
from laurels.backpack.errors import BackpackFull
from laurels.backpack.models import Item
from tests.foreign import foreign
from tests.making import NOON, make_person

pytestmark = pytest.mark.django_db


class TestRoom:
    def test_a_backpack_of_large_badges_fills_no_disk(self, colleague, monkeypatch):
        first, second = foreign(), foreign(credential_id="urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d98")
        monkeypatch.setattr("laurels.common.limits.BACKPACK_BYTES", len(first) + len(second) - 1)
        services.take_in(person=colleague, data=first, at=NOON)

        with pytest.raises(BackpackFull):
            services.take_in(person=colleague, data=second, at=NOON)

        assert Item.objects.count() == 1

    def test_a_better_copy_takes_the_room_of_the_lesser_one(self, colleague, monkeypatch, network, harbour):
        lesser, better = harbour.badge().replace(b"Drove one.", b"Drove two."), harbour.badge()
        monkeypatch.setattr("laurels.common.limits.BACKPACK_BYTES", len(better))
        services.take_in(person=colleague, data=lesser, at=NOON)

        assert services.take_in(person=colleague, data=better, at=NOON).verdict == "valid"
        assert Item.objects.count() == 1

    def test_a_better_copy_that_is_too_large_is_refused(self, colleague, monkeypatch, network, harbour):
        lesser, better = harbour.badge().replace(b"Drove one.", b"Drove two."), harbour.badge()
        services.take_in(person=colleague, data=lesser, at=NOON)
        monkeypatch.setattr("laurels.common.limits.BACKPACK_BYTES", len(better) - 1)

        with pytest.raises(BackpackFull):
            services.take_in(person=colleague, data=better, at=NOON)


class TestAnAddressThatWasHandedOn:
    """Awards bind to a person, not to an address (THREATS, E-mail)."""

    @pytest.fixture
    def successor(self, colleague):
        EmailAddress.objects.filter(user=colleague).update(email="jonas@home.example")
        return make_person("Jonas Younger", email="jonas@kettle.example")

    def test_a_successor_cannot_close_what_her_predecessor_accepted(self, item, successor):
        taken = services.take_in(person=successor, data=bytes(item.raw), at=NOON)
        client = Client()
        client.force_login(successor, backend="allauth.account.auth_backends.AuthenticationBackend")

        refused = client.post(f"/my-badges/{taken.code}/address/", {})
        client.post(f"/my-badges/{taken.code}/take-out/")

        assert (taken.sealed, taken.origin, refused.status_code) == (None, "foreign", 404)
        assert not Item.objects.filter(pk=taken.pk).exists()
        item.sealed.refresh_from_db()
        assert item.sealed.open

    def test_what_she_accepted_herself_comes_back_as_it_was(self, item, colleague):
        raw = bytes(item.raw)
        services.take_out(item=item, person=colleague, at=NOON)

        assert services.take_in(person=colleague, data=raw, at=NOON).origin == "own"

"""Addresses and browsers of the pages of a review."""

from __future__ import annotations

from django.test import Client
from laurels.catalogue.models import AchievementVersion

QUERIES = 12


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def at(version: AchievementVersion, door: str = "") -> str:
    return f"/o/{version.achievement.organisation.slug}/design/{version.code}/{door}"

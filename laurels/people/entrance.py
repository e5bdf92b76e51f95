"""Letting somebody in after she has shown who she is, whichever door she took."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest

from laurels.people.models import Person


def let_in(request: HttpRequest, person: Person, *, method: str) -> None:
    """Sign ``person`` in with a new session key, and remember how she showed who she is (``code``, ``passkey``, …)."""
    get_adapter(request).login(request, person)
    record_authentication(request, person, method=method)

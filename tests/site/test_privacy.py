"""What a cache may keep: nothing that was made for somebody, whichever page it is."""

from __future__ import annotations

import logging
import logging.config

import pytest
from django.test import Client
from laurels.site.logs import LOGGING
from tests.site.test_every_route import ROUTES

FOR_NOBODY_ELSE = ("no-store", "no-cache")


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("who", ["as_owner", "as_stranger"])
def test_no_cache_in_between_keeps_a_page_that_was_made_with_a_cookie(request, pantry, route, who):
    answer = request.getfixturevalue(who).get(route)

    policy = answer.headers.get("Cache-Control", "")
    if "Cookie" in answer.headers.get("Vary", ""):
        assert "private" in policy
        assert any(word in policy for word in FOR_NOBODY_ELSE)


@pytest.mark.parametrize(
    "route", ["/home/", "/my-badges/", "/account/", "/o/kettle-lane/people/", "/o/kettle-lane/awards/", "/catalogue/"]
)
def test_the_way_back_after_signing_out_shows_nothing_of_hers(as_owner, route):
    assert as_owner.get(route).headers["Cache-Control"] == "private, no-store"


def test_what_is_for_everybody_may_be_kept(as_stranger, pantry):
    assert "public" in as_stranger.get("/brand/7a1f3d.css").headers["Cache-Control"]


@pytest.mark.parametrize("route", ["/code/NV13K-P5NKM-F0PY8-GMPWG-P1C1B-T2F1P/", "/code/"])
def test_a_page_with_a_code_in_it_is_kept_nowhere(as_stranger, db, route):
    assert "no-store" in as_stranger.get(route).headers["Cache-Control"]


def test_the_first_questions_are_kept_nowhere(as_stranger, db):
    from laurels.people import services

    answer = as_stranger.get(f"/start/{services.issue_setup_code()}/")

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_a_made_up_host_writes_no_line_into_the_log(capsys):
    logging.config.dictConfig(LOGGING)
    try:
        answer = Client(raise_request_exception=False).get("/", headers={"host": "evil.example"})
    finally:
        logging.getLogger().handlers.clear()

    assert answer.status_code == 400
    assert "DisallowedHost" not in capsys.readouterr().err

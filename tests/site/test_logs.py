"""The log: what opens a door, a mailbox or a database never stands in it."""

from __future__ import annotations

import io
import json
import logging
import logging.config
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.people.codes import new_code
from laurels.site.logs import LOGGING, MaskingFormatter, masked, on_one_line
from laurels.site.processes import WEB_LOG
from tests.routes import every_route

CODE = "NV13K-P5NKM-F0PY8-GMPWG-P1C1B-T2F1P"
TOKEN = "c3VjaC1hLXNlY3JldC10b2tlbg"


@pytest.mark.parametrize(
    ("said", "secret"),
    [
        (f"GET /start/{CODE}/", CODE),
        (f"GET /code/{CODE}/", CODE),
        (f"GET /code/{CODE.lower()}/", CODE.lower()),
        (f"GET /c/{TOKEN}.json", TOKEN),
        (f"GET /s/{TOKEN}/", TOKEN),
        (f"/sign-in/?next=%2Fcode%2F{CODE}%2F", CODE),
        (f"/sign-in/?next=/s/{TOKEN}/", TOKEN),
        (f'a form said code="{CODE}"', CODE),
        (f"somebody typed {CODE} twice", CODE),
        ("EMAIL_URL=smtp://laurels:op%40en@mail.example", "op%40en"),
        ("postgresql://laurels:pa:ss@db.example/laurels", "pa:ss"),
        ("postgresql://laurels:pa@ss@db.example/laurels", "ss@db"),
        ("redis://:opensesame@queue.example", "opensesame"),
        ("a letter to mira@kettle.example was queued", "mira@kettle"),
        ("?email=mira%40kettle.example", "mira%40kettle"),
        ("Key (email)=(Mira.Lund+x@Kettle.example) already exists.", "Mira.Lund"),
        ("Authorization: Bearer abc.def.ghi", "abc.def"),
        ("authorization: basic bWlyYTpvcGVu", "bWlyYTpvcGVu"),
        ("Cookie: __Host-laurels=8cf0ab", "8cf0ab"),
        ("{'password': 'three words apart', 'name': 'x'}", "three words"),
        ('{"password1": "three words apart"}', "three words"),
        ("?token=opensesame&page=2", "opensesame"),
        ("SECRET_KEY secret=opensesame", "opensesame"),
        ("token eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJ4In0.c2ln came", "eyJpc3MiOiJ4In0"),
        ('{"kty":"OKP","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}', "nWGxne"),
    ],
)
def test_what_opens_a_door_is_masked(said, secret):
    assert secret not in masked(said)


@pytest.mark.parametrize(
    "said",
    [
        "GET /o/kettle-lane/people/add/ answered 200",
        "GET /sign-in/code/enter/",
        "GET /my-badges/7f1b0f6e-6f0e-4f4e-9f0a-3d8f3e8e2a11/",
        "handler mail.handlers.carry_letters failed, try 3",
        "Laurels serves https://badges.example.org",
        "the database cannot be asked; the worker tries again in 15 seconds",
    ],
)
def test_what_an_operator_needs_stays(said):
    assert masked(said) == said


def test_every_new_code_is_masked_wherever_it_stands():
    for _ in range(200):
        code = new_code().text()

        assert code.split("-")[3] not in masked(f"{code}, /code/{code}/ and 'code': '{code}'")


@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_stands_around_it_a_door_stays_masked(before, after):
    assert CODE not in masked(f"{before} /start/{CODE}/ {after}")


def door_patterns() -> list[str]:
    """Every route with a free text in it: a code, a token, the name of a form."""

    return sorted({route for route in every_route() if re.search(r"<(str:)?\w+>", route)})


@pytest.mark.parametrize("route", door_patterns())
def test_every_free_text_in_an_address_is_masked(route):
    """A route added later whose text opens something is found here, not in somebody's log."""
    address = re.sub(r"<(str:)?\w+>", TOKEN, re.sub(r"<(slug|uuid|int):\w+>", "1", route))

    assert TOKEN not in masked(f"GET {address} 200")


class TestEntries:
    @pytest.fixture
    def entry(self):
        """Log something as the house does and return what was written."""
        written = io.StringIO()
        handler = logging.StreamHandler(written)
        handler.setFormatter(MaskingFormatter(LOGGING["formatters"]["line"]["format"]))
        log = logging.Logger("laurels.test")
        log.addHandler(handler)
        return lambda *args, **more: (log.error(*args, **more), written.getvalue())[1]

    def test_arguments_are_masked(self, entry):
        assert CODE not in entry("%s was asked for by %s", f"/start/{CODE}/", "mira@kettle.example")

    def test_a_traceback_is_masked_and_kept(self, entry):
        try:
            raise RuntimeError(f"no door at /code/{CODE}/ for mira@kettle.example, smtp://u:opensesame@mail.example")
        except RuntimeError:
            text = entry("it failed", exc_info=True)

        assert "Traceback" in text
        assert "RuntimeError" in text
        assert not any(secret in text for secret in (CODE, "mira@", "opensesame"))

    @pytest.mark.parametrize("mark", ["\n", "\r", "\r\n", "\x1b[2J", "\x0b", "\u2028", "\x85", "\x00"])
    def test_a_visitor_cannot_begin_an_entry_of_her_own(self, entry, mark):
        text = entry("%s: not found", f"/x{mark}2026-11-24 ERROR root: all is lost")

        assert text.count("\n") == 1
        assert mark not in text[:-1]

    def test_ordinary_letters_stay_as_they_are(self):
        assert on_one_line("Łukasz Żółć\twrote “a”") == "Łukasz Żółć\twrote “a”"


def test_the_web_servers_own_lines_go_through_the_same_formatter(capsys):
    """What granian does with the file: our parts take the place of its own."""
    config = json.loads(WEB_LOG.read_text())
    loggers = {name: logging.getLogger(name) for name in config["loggers"]}
    assert {"_granian", "granian.access"} <= set(loggers)

    logging.config.dictConfig({"version": 1, "disable_existing_loggers": False, **config})
    try:
        loggers["granian.access"].info('127.0.0.1 - "GET %s HTTP/1.1" 200', f"/code/{CODE}/")
        loggers["_granian"].error("Application callable raised an exception: %s", "no mira@kettle.example here")
    finally:
        for log in loggers.values():
            log.handlers.clear()
            log.propagate = True

    written = capsys.readouterr().err
    assert "/code/…/" in written
    assert CODE not in written
    assert "mira@" not in written

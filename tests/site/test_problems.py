"""Errors become answers: each family as a page and as problem+json, and nothing of the inside in any of them."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseNotAllowed
from django.test import Client, RequestFactory
from laurels.common.errors import Conflict, HouseError, Invalid, NotFound, Refused, Unavailable
from laurels.site import problems
from laurels.site.problems import ProblemMiddleware, answer, of

MACHINE = {"accept": "application/json"}


class Gone(NotFound):
    """There is no such tin."""

    code = "test.gone"
    hint = "Look on the other shelf."


FAMILIES = [(NotFound, 404), (Refused, 403), (Conflict, 409), (Invalid, 422), (Unavailable, 503), (HouseError, 400)]


@pytest.fixture
def ask(rf: RequestFactory, db, client):
    """A request as it reaches the middleware, for a person or for a machine."""

    def asked(*, machine=False, **more):
        request = rf.get("/somewhere/", headers=MACHINE if machine else {}, **more)
        request.user = client.get("/check/").wsgi_request.user
        request.session = client.session
        return request

    return asked


@pytest.mark.parametrize(("family", "status"), FAMILIES)
def test_each_family_has_its_status(family, status):
    error = type("Something", (family,), {"__doc__": "It is so.", "code": "test.so", "hint": "Do this."})()

    assert of(error) == problems.Problem(status, "test.so", "It is so.", "Do this.")


@pytest.mark.parametrize(("family", "status"), FAMILIES)
def test_each_family_is_a_page_with_a_sentence_and_what_to_do(ask, family, status):
    error = type("Something", (family,), {"__doc__": "It is so.", "code": "test.so", "hint": "Do this."})()

    page = ProblemMiddleware(HttpResponse).process_exception(ask(), error)

    assert page.status_code == status
    assert all(words in page.content.decode() for words in ("It is so.", "Do this.", "test.so", "<h1"))


@pytest.mark.parametrize(("family", "status"), FAMILIES)
def test_each_family_is_problem_json_for_machines(ask, family, status):
    error = type("Something", (family,), {"__doc__": "It is so.", "code": "test.so", "hint": "Do this."})()

    said = ProblemMiddleware(HttpResponse).process_exception(ask(machine=True), error)

    assert (said.status_code, said["Content-Type"]) == (status, "application/problem+json")
    assert json.loads(said.content) == {
        "type": "urn:laurels:test.so",
        "code": "test.so",
        "title": "It is so.",
        "detail": "Do this.",
        "status": status,
    }


@pytest.mark.parametrize("kind", ["application/json", "application/problem+json", "application/ld+json", "application/vc+ld+json"])
def test_every_kind_of_json_gets_json(ask, rf, kind):
    request = ask()
    request.META["HTTP_ACCEPT"] = kind

    assert answer(request, problems.NOT_FOUND)["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("error", [OperationalError("disk I/O error at /var/x"), InterfaceError("connection already closed")])
def test_a_database_that_is_gone_is_said_in_words_and_logged(ask, caplog, error):
    page = ProblemMiddleware(HttpResponse).process_exception(ask(), error)

    assert page.status_code == 503
    assert "/var/x" not in page.content.decode()
    assert "the database cannot be asked" in caplog.text


def test_what_no_column_holds_is_a_bad_request(ask):
    assert ProblemMiddleware(HttpResponse).process_exception(ask(), DataError("out of range")).status_code == 400


def test_the_unexpected_goes_on_to_the_handler_below(ask):
    assert ProblemMiddleware(HttpResponse).process_exception(ask(), KeyError("x")) is None


def test_words_are_answered_when_not_even_the_page_can_be_made(ask, monkeypatch):
    def broken(*_args, **_more):
        raise OperationalError

    monkeypatch.setattr(problems, "render", broken)

    said = answer(ask(), problems.BUSY, allow="GET")

    assert (said.status_code, said["Content-Type"], said["Allow"]) == (503, "text/plain; charset=utf-8", "GET")
    assert "Wait a minute" in said.content.decode()


class TestThroughTheWholeHouse:
    @pytest.fixture
    def failing(self, monkeypatch):
        """The page of health, broken in a way of one's choice; it is the simplest that asks the database."""

        def breaks(error):
            def raises(*_args, **_more):
                raise error

            monkeypatch.setattr("laurels.verification.views.selectors.how_page", raises, raising=False)
            monkeypatch.setattr("laurels.verification.views.render", raises)

        return breaks

    @pytest.fixture
    def visitor(self):
        return Client(raise_request_exception=False)

    def test_a_fault_of_ours_shows_nothing_of_the_inside(self, visitor, failing, db, caplog):
        failing(RuntimeError("opensesame in /srv/laurels/x.py"))

        page = visitor.get("/check/")

        assert page.status_code == 500
        assert "Nothing you saved is lost." in page.content.decode()
        assert "opensesame" not in page.content.decode()
        assert "Traceback" not in page.content.decode()
        assert "opensesame" in caplog.text  # the log has it whole

    def test_a_machine_gets_the_fault_as_json(self, visitor, failing, db):
        failing(RuntimeError("opensesame"))

        said = visitor.get("/check/", headers=MACHINE)

        assert (said.status_code, json.loads(said.content)["code"]) == (500, "site.fault")

    def test_a_database_that_goes_away_outside_of_any_view_is_said_to_be_busy(self, visitor, db, monkeypatch):
        def gone(*_args):
            raise OperationalError("server closed the connection")

        monkeypatch.setattr("django.middleware.common.CommonMiddleware.process_request", gone)

        said = visitor.get("/check/", headers=MACHINE)

        assert (said.status_code, json.loads(said.content)["code"]) == (503, "site.busy")

    def test_missing_and_strange_addresses_get_the_same_page(self, visitor, db):
        pages = {visitor.get(path).status_code for path in ("/nothing/", "/o/nobody/", "/c/nothing", "/badges/nothing", "/x%00y")}

        assert pages == {404}

    @pytest.mark.parametrize("machine", [False, True])
    def test_a_wrong_method_says_so_and_which_are_right(self, as_owner, machine):
        said = as_owner.get("/account/name/", headers=MACHINE if machine else {})

        assert (said.status_code, said["Allow"]) == (405, "POST")
        assert "Go back and use the page&#x27;s own buttons." in said.content.decode() or machine

    def test_more_than_any_page_takes_is_refused_before_it_is_read(self, visitor, db):
        upload = SimpleUploadedFile("badge.png", b"x" * (12 * 1024 * 1024 + 1))

        said = visitor.post("/check/", {"file": upload}, headers=MACHINE)

        assert (said.status_code, json.loads(said.content)["code"]) == (413, "site.too-large")

    def test_a_form_field_of_that_size_as_well(self, visitor, db, settings):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

        assert visitor.post("/check/", {"text": "x" * 2000}).status_code == 413

    @pytest.mark.parametrize("said", ["", "x", "-1", "9" * 30, "١٢"])
    def test_a_length_that_is_no_number_is_read_as_none(self, rf, said):
        assert problems._length(rf.get("/", CONTENT_LENGTH=said)) == 0

    def test_a_form_without_its_token_is_refused_kindly(self, db, owner, pantry):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")

        page = strict.post("/account/name/", {"name": "Somebody Else"})

        owner.refresh_from_db()
        assert (page.status_code, owner.name) == (403, "Mira Lund")
        assert "This form was open for too long." in page.content.decode()

    @pytest.mark.parametrize("host", ["127.0.0.1:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST:8001"])
    def test_another_name_of_this_machine_leads_to_the_right_one(self, visitor, db, settings, host):
        settings.ORIGIN, settings.ALLOWED_HOSTS = "http://localhost:8000", ["nobody.example"]

        answer = visitor.get("/check/?a=b", HTTP_HOST=host)

        assert (answer.status_code, answer["Location"]) == (302, "http://localhost:8000/check/?a=b")

    @pytest.mark.parametrize(
        ("origin", "host"),
        [
            ("https://badges.example", "127.0.0.1"),
            ("http://localhost:8000", "127.0.0.1.evil.example"),
            ("http://localhost:8000", "127.0.0.1@evil.example"),
            ("http://localhost:8000", "evil.example"),
        ],
    )
    def test_no_other_name_leads_anywhere(self, visitor, db, settings, origin, host):
        settings.ORIGIN, settings.ALLOWED_HOSTS = origin, ["nobody.example"]

        answer = visitor.get("/check/", HTTP_HOST=host)

        assert answer.status_code == 400
        assert "Location" not in answer

    def test_an_unknown_host_is_a_bad_request(self, visitor, db):
        said = visitor.get("/check/", headers={"host": "evil.example"})

        assert said.status_code == 400
        assert "evil.example" not in said.content.decode()


class TestHealth:
    def test_is_well(self, client, db):
        assert (client.get("/healthz").status_code, client.get("/healthz").content) == (200, b"ok\n")

    def test_says_that_there_is_no_database(self, client, monkeypatch, caplog):
        def gone(*_args):
            raise OperationalError("could not connect to server at 10.0.0.7")

        monkeypatch.setattr(problems.connection, "cursor", gone)

        said = client.get("/healthz")

        assert (said.status_code, said.content) == (503, b"no database\n")


def test_the_method_answer_of_a_view_with_words_of_its_own_is_left_alone(ask):
    ours = HttpResponseNotAllowed(["GET"], content=b"own words")

    assert ProblemMiddleware(lambda _request: ours)(ask()).content == b"own words"

"""Settings from the environment: an absent value works, a wrong one is refused with a sentence."""

from __future__ import annotations

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured
from laurels.site import environment
from laurels.site.proxies import visitor


class TestFolder:
    def test_is_made_for_its_owner_only(self, tmp_path):
        folder = environment.prepared_folder(tmp_path / "a" / "b")

        assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    def test_that_is_there_is_left_as_it_is(self, tmp_path):
        (tmp_path / "kept").write_text("x")

        assert environment.prepared_folder(tmp_path) == tmp_path
        assert (tmp_path / "kept").read_text() == "x"

    def test_that_cannot_be_made_is_said(self, tmp_path):
        (tmp_path / "file").write_text("x")

        with pytest.raises(ImproperlyConfigured, match="LAURELS_DATA names a folder that cannot be made"):
            environment.prepared_folder(tmp_path / "file" / "below")


class TestSecret:
    def test_is_made_once_for_its_owner_only(self, tmp_path):
        first = environment.secret("TEST_SECRET", made_in=tmp_path)

        assert environment.secret("TEST_SECRET", made_in=tmp_path) == first
        assert len(first) >= 64
        assert stat.S_IMODE((tmp_path / "test-secret").stat().st_mode) == 0o600

    def test_from_the_environment_is_written_nowhere(self, tmp_path, monkeypatch):
        monkeypatch.setenv("TEST_SECRET", "opensesame")

        assert environment.secret("TEST_SECRET", made_in=tmp_path) == "opensesame"
        assert list(tmp_path.iterdir()) == []

    def test_from_a_file_is_read_without_its_last_line_end(self, tmp_path, monkeypatch):
        (tmp_path / "given").write_text("opensesame\n")
        monkeypatch.setenv("TEST_SECRET_FILE", str(tmp_path / "given"))

        assert environment.secret("TEST_SECRET", made_in=tmp_path) == "opensesame"

    def test_from_a_file_that_is_not_there_is_refused(self, tmp_path, monkeypatch):
        monkeypatch.setenv("TEST_SECRET_FILE", str(tmp_path / "absent"))

        with pytest.raises(ImproperlyConfigured, match="TEST_SECRET_FILE names a file that cannot be read"):
            environment.secret("TEST_SECRET", made_in=tmp_path)


class TestDatabase:
    def test_sqlite_keeps_what_it_acknowledged(self):
        chosen = environment.database("sqlite:////var/lib/laurels/laurels.sqlite3")

        assert chosen["NAME"] == "/var/lib/laurels/laurels.sqlite3"
        assert chosen["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        assert "journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON" in chosen["OPTIONS"]["init_command"]

    @pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
    def test_postgresql_is_read_whole(self, scheme):
        chosen = environment.database(f"{scheme}://lau%40rels:p%2Fa%3Ass@db.example:5433/bad%20ges")

        assert [chosen[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
            *("lau@rels", "p/a:ss", "db.example", "5433", "bad ges"),
        ]

    def test_postgresql_by_a_socket(self):
        assert environment.database("postgresql://laurels@/badges?host=/run/postgresql")["HOST"] == "/run/postgresql"

    @pytest.mark.parametrize("url", ["", "mysql://x/y", "laurels.sqlite3", "oracle:x"])
    def test_anything_else_is_refused_with_what_to_write(self, url):
        with pytest.raises(ImproperlyConfigured, match="Write sqlite:///PATH or postgresql://"):
            environment.database(url)


class TestOrigin:
    @pytest.mark.parametrize(
        ("said", "kept"),
        [
            ("https://badges.example.org", "https://badges.example.org"),
            ("https://badges.example.org/", "https://badges.example.org"),
            ("http://localhost:8000", "http://localhost:8000"),
        ],
    )
    def test_is_scheme_host_and_perhaps_a_port(self, said, kept):
        assert environment.origin(said) == kept

    @pytest.mark.parametrize(
        "said", ["", "badges.example.org", "ftp://x.example", "https://", "https://x.example/laurels", "https://x.example?a=1"]
    )
    def test_anything_else_is_refused(self, said):
        with pytest.raises(ImproperlyConfigured, match="LAURELS_ORIGIN is"):
            environment.origin(said)


class TestMailServer:
    @pytest.mark.parametrize(
        "url", ["", "smtp://mail.example", "smtp://mail.example:587", "smtps://u:p%40ss@mail.example:465", "smtp://[::1]:25"]
    )
    def test_is_kept_as_written(self, url):
        assert environment.mail_server(url) == url

    @pytest.mark.parametrize(
        "url", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example:port", "smtp://mira@mail.example", "smtp:x"]
    )
    def test_anything_else_is_refused_without_saying_it_aloud(self, url):
        with pytest.raises(ImproperlyConfigured, match="EMAIL_URL cannot be used") as refused:
            environment.mail_server(url)

        assert "mail.example" not in str(refused.value)


class TestSender:
    def test_is_the_machines_own_host_when_nothing_is_set(self):
        assert environment.sender("", host="badges.example.org") == "Laurels <laurels@badges.example.org>"

    def test_is_kept_as_written(self):
        assert environment.sender("Kettle Lane <hello@kettle.example>", host="x") == "Kettle Lane <hello@kettle.example>"

    @pytest.mark.parametrize("value", ["Kettle Lane", "hello", "a@b.example\r\nBcc: c@d.example", "<>", "a@b.example\0"])
    def test_anything_else_is_refused(self, value):
        with pytest.raises(ImproperlyConfigured, match="MAIL_FROM is"):
            environment.sender(value, host="x")


class TestProxies:
    @pytest.mark.parametrize("value", ["-1", "x", "10", "1.5", "", "²"])
    def test_a_strange_number_is_refused(self, value):
        with pytest.raises(ImproperlyConfigured, match="LAURELS_PROXIES is"):
            environment.proxies(value)

    @pytest.mark.parametrize(
        ("forwarded", "proxies", "address"),
        [
            ("", 0, "10.0.0.1"),
            ("203.0.113.9", 0, "10.0.0.1"),  # nobody is believed by default
            ("203.0.113.9", 1, "203.0.113.9"),
            ("198.51.100.1, 203.0.113.9", 1, "203.0.113.9"),  # the first is anybody's word
            ("198.51.100.1, 203.0.113.9, 192.0.2.4", 2, "203.0.113.9"),
            ("203.0.113.9", 2, "10.0.0.1"),  # fewer than there should be: somebody came past a proxy
            ("[2001:db8::7]", 1, "2001:db8::7"),
            ("nonsense", 1, "10.0.0.1"),
            ("", 1, "10.0.0.1"),
        ],
    )
    def test_the_visitor_is_whom_the_nearest_proxies_saw(self, forwarded, proxies, address):
        assert visitor("10.0.0.1", forwarded, proxies=environment.proxies(str(proxies))) == address

    def test_limits_count_visitors_behind_a_proxy(self, client, db, settings):
        settings.PROXIES = 1

        def tried(address):
            typed = {"code": "NV13K-P5NKM-F0PY8-GMPWG-P1C1B-T2F1P"}
            return client.post("/code/", typed, headers={"x-forwarded-for": address}).status_code

        first = [tried("203.0.113.9") for _ in range(21)]

        assert (first[-1], tried("203.0.113.10")) == (429, 422)

    def test_without_one_a_forged_line_does_not_get_around_them(self, client, db):
        typed = {"code": "NV13K-P5NKM-F0PY8-GMPWG-P1C1B-T2F1P"}

        answers = [
            client.post("/code/", typed, headers={"x-forwarded-for": f"203.0.113.{number}"}).status_code for number in range(21)
        ]

        assert answers[-1] == 429

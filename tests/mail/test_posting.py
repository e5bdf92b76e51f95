"""Handing over: a real conversation, encrypted where it must be, and three ways in which it fails."""

from __future__ import annotations

import socket
import threading
from email.message import EmailMessage

import pytest
from laurels.mail.posting import NobodyKnows, NotHandedOver, RefusedForGood, post
from tests.mail.server import Box, certificate, serving


@pytest.fixture
def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Laurels <laurels@kettle.example>", "ana@kettle.example"
    message["Subject"], message["Message-ID"] = "Łukasz’s badge", "<1@kettle.example>"
    message.set_content("Żółć is a word.\n.\nA dot alone is a line.\n")
    return message


@pytest.fixture
def hand_over(letter, tmp_path):
    return lambda url: post(letter, url=url, folder=tmp_path / "mail", name="1.eml")


class TestConversation:
    def test_carries_every_letter_of_it(self, hand_over):
        box = Box()
        with serving(box) as at:
            hand_over(f"smtp://{at}")

        (got,) = box.letters
        assert got["Subject"] == "Łukasz’s badge"
        assert got["Message-ID"] == "<1@kettle.example>"
        assert got.get_content().splitlines() == ["Żółć is a word.", ".", "A dot alone is a line."]

    def test_is_encrypted_where_the_server_offers_it_whatever_its_certificate(self, hand_over, tmp_path):
        box = Box()
        context, _ = certificate(tmp_path)
        with serving(box, tls_context=context) as at:
            hand_over(f"smtp://{at}")

        assert box.encrypted == [True]

    def test_signs_in_through_an_encrypted_line_to_a_server_that_is_trusted(self, hand_over, tmp_path, monkeypatch):
        box = Box()
        context, public = certificate(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(public))
        with serving(box, tls_context=context, auth_required=True) as at:
            hand_over(f"smtp://laurels:open%40sesame@{at}")

        assert (box.users, box.encrypted) == ([b"laurels"], [True])

    def test_encrypted_from_the_first_byte(self, hand_over, tmp_path, monkeypatch):
        box = Box()
        context, public = certificate(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(public))
        with serving(box, ssl_context=context) as at:
            hand_over(f"smtps://{at}")

        assert len(box.letters) == 1

    @pytest.mark.parametrize("scheme", ["smtp", "smtps"])
    def test_a_password_never_goes_to_a_server_whose_certificate_is_unknown(self, hand_over, tmp_path, scheme):
        box = Box()
        context, _ = certificate(tmp_path)
        tls = {"tls_context": context} if scheme == "smtp" else {"ssl_context": context}
        with serving(box, **tls) as at, pytest.raises(NotHandedOver, match="SSLCertVerificationError"):
            hand_over(f"{scheme}://laurels:open%40sesame@{at}")

        assert (box.users, box.raw) == ([], [])

    def test_nor_in_the_clear_to_another_machine(self, hand_over, monkeypatch):
        box = Box()
        monkeypatch.setattr("laurels.mail.posting._LOCAL", frozenset())
        with serving(box, auth_require_tls=False) as at, pytest.raises(NotHandedOver, match="SMTPNotSupportedError"):
            hand_over(f"smtp://laurels:open%40sesame@{at}")

        assert (box.users, box.raw) == ([], [])

    def test_on_this_machine_it_may(self, hand_over):
        box = Box()
        with serving(box, auth_require_tls=False) as at:
            hand_over(f"smtp://laurels:open%40sesame@{at}")

        assert box.users == [b"laurels"]


class TestNotHandedOver:
    """Certainly not taken, so another try does no harm."""

    def test_when_nobody_listens(self, hand_over):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]

        with pytest.raises(NotHandedOver, match="ConnectionRefusedError"):
            hand_over(f"smtp://127.0.0.1:{port}")

    def test_when_the_password_is_wrong(self, hand_over):
        with serving(Box(), auth_require_tls=False) as at, pytest.raises(NotHandedOver, match=r"^535$"):
            hand_over(f"smtp://laurels:wrong@{at}")

    @pytest.mark.parametrize("answer", ["451 try later", "450 busy", "452 full", "421 closing"])
    @pytest.mark.parametrize("step", ["sender", "recipient", "text"])
    def test_when_the_server_says_later(self, hand_over, step, answer):
        with serving(Box(**{step: answer})) as at, pytest.raises(NotHandedOver, match=f"^{answer[:3]}$"):
            hand_over(f"smtp://{at}")

    @pytest.mark.parametrize("answer", ["550 who are you", "530 sign in first"])
    def test_when_the_sender_is_refused_which_is_the_houses_fault_and_not_the_letters(self, hand_over, answer):
        with serving(Box(sender=answer)) as at, pytest.raises(NotHandedOver, match=f"^{answer[:3]}$"):
            hand_over(f"smtp://{at}")

    def test_when_the_folder_cannot_be_written(self, letter, tmp_path):
        (tmp_path / "mail").write_text("a file stands where the folder should be")

        with pytest.raises(NotHandedOver, match="Error"):
            post(letter, url="", folder=tmp_path / "mail", name="1.eml")


class TestRefusedForGood:
    @pytest.mark.parametrize("answer", ["550 no such user", "553 bad mailbox", "554 no"])
    @pytest.mark.parametrize("step", ["recipient", "text"])
    def test_when_the_server_says_never(self, hand_over, step, answer):
        with serving(Box(**{step: answer})) as at, pytest.raises(RefusedForGood, match=f"^{answer[:3]}$"):
            hand_over(f"smtp://{at}")

    def test_the_servers_words_are_not_kept(self, hand_over):
        with serving(Box(recipient="550 <ana@kettle.example> unknown")) as at, pytest.raises(RefusedForGood) as refused:
            hand_over(f"smtp://{at}")

        assert "ana" not in str(refused.value)


class TestNobodyKnows:
    def test_when_the_line_drops_after_the_text_was_sent(self, hand_over):
        box = Box()
        box.hang_up_after_text = True
        with serving(box) as at, pytest.raises(NobodyKnows):
            hand_over(f"smtp://{at}")

        assert len(box.letters) == 1  # this time it was taken

    @pytest.mark.parametrize(("steps", "family"), [(0, NotHandedOver), (1, NotHandedOver), (4, NobodyKnows)])
    def test_where_the_line_drops_decides(self, hand_over, steps, family):
        """0: at the greeting; 1: after EHLO; 4: after EHLO, MAIL, RCPT and DATA, so that the text is on its way."""
        with dropping_after(steps) as at, pytest.raises(family):
            hand_over(f"smtp://{at}")

    def test_what_the_server_says_when_we_leave_changes_nothing(self, hand_over):
        with dropping_after(6, last="500 what") as at:
            hand_over(f"smtp://{at}")


class TestFile:
    def test_is_the_whole_letter(self, hand_over, tmp_path):
        hand_over("")

        (kept,) = (tmp_path / "mail").iterdir()
        assert kept.name == "1.eml"
        assert b"Message-ID: <1@kettle.example>" in kept.read_bytes()
        assert (tmp_path / "mail").stat().st_mode & 0o077 == 0

    def test_is_the_same_file_when_it_is_written_again(self, hand_over, tmp_path):
        hand_over("")
        hand_over("")

        assert len(list((tmp_path / "mail").iterdir())) == 1


class dropping_after:  # noqa: N801 - reads as what it does
    """A server of few words: answers so many commands, then hangs up; after the text it answers ``250`` and then ``last``."""

    ANSWERS = (b"250 hello\r\n", b"250 OK\r\n", b"250 OK\r\n", b"354 go on\r\n")

    def __init__(self, steps: int, *, last: str = "") -> None:
        self.steps, self.last = steps, last

    def __enter__(self) -> str:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._talk)
        self.thread.start()
        return f"127.0.0.1:{self.listener.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self.thread.join(10)
        self.listener.close()

    def _talk(self) -> None:
        line, _ = self.listener.accept()
        with line, line.makefile("rb") as heard:
            if not self.steps:
                return
            line.sendall(b"220 here\r\n")
            for answer in self.ANSWERS[: self.steps]:
                heard.readline()
                line.sendall(answer)
            if self.steps < 4:
                heard.readline()
                return
            while heard.readline() not in (b".\r\n", b""):
                pass
            if self.last:
                line.sendall(b"250 taken\r\n")
                heard.readline()
                line.sendall(self.last.encode() + b"\r\n")

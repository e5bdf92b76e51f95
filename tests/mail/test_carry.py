"""The outbox: written once, carried once, and after a crash or silence tried once more and then shown to a person."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from click.testing import CliRunner
from laurels.journal.models import Delivery
from laurels.mail import selectors, services
from laurels.mail.commands import letters
from laurels.mail.handlers import carry_letters
from laurels.mail.models import Letter
from laurels.mail.posting import NobodyKnows, NotHandedOver, RefusedForGood
from laurels.worker.services import run_due
from tests.mail.server import Box, serving
from tests.making import NOON

pytestmark = pytest.mark.django_db
State = Letter.State
LONG = timedelta(days=2)


def queue(*, key: str = "offer:1", to: str = "ana@kettle.example") -> Letter:
    context = {"code": "ABC123", "address": to}
    return services.send(to=to, subject="Your code", template="people/letters/sign_in_code", context=context, key=key, at=NOON)


@pytest.fixture
def letter() -> Letter:
    return queue()


@pytest.fixture
def posting(monkeypatch, settings):
    """What handing over answers, in order; afterwards it succeeds. What was handed over is kept."""
    settings.EMAIL_URL = "smtp://mail.example"
    handed: list[str] = []
    answers: list[Exception | None] = []

    def post(message, **_more):
        handed.append(message["Message-ID"])
        answer = answers.pop(0) if answers else None
        if answer is not None:
            raise answer

    monkeypatch.setattr(services, "post", post)
    post.answers, post.handed = answers, handed
    return post


def run_on(*, days: float = 2) -> None:
    """The worker, minute by minute for so long."""
    at = NOON
    for _ in range(30):
        run_due(at=at)
        due = Delivery.objects.filter(state="waiting").order_by("due_at").first()
        if due is None:
            return
        at = max(due.due_at, due.leased_until or due.due_at)


def fresh(letter: Letter) -> Letter:
    letter.refresh_from_db()
    return letter


class TestSmtp:
    def test_from_the_outbox_to_the_server_and_done(self, letter, settings):
        box = Box()
        with serving(box) as at:
            settings.EMAIL_URL = f"smtp://{at}"
            run_due(at=NOON)

        (got,) = box.letters
        assert (got["To"], got["Subject"], got["Message-ID"]) == ("ana@kettle.example", "Your code", f"<{letter.code}@localhost>")
        assert [part.get_content_type() for part in got.iter_parts()] == ["text/plain", "text/html"]
        assert "Your code: ABC123" in got.get_body(("plain",)).get_content()
        assert "ABC123" in got.get_body(("html",)).get_content()
        assert (fresh(letter).state, letter.sent_at) == (State.SENT, NOON)

    def test_temporary_trouble_is_tried_again_with_the_same_message_id(self, letter, settings):
        box = Box(recipient="451 try later")
        with serving(box) as at:
            settings.EMAIL_URL = f"smtp://{at}"
            run_due(at=NOON)
            assert (fresh(letter).state, letter.trouble, letter.tries) == (State.WAITING, "451", 0)
            box.recipient = None
            run_due(at=NOON + timedelta(minutes=1))

        assert [got["Message-ID"] for got in box.letters] == [f"<{letter.code}@localhost>"]
        assert fresh(letter).state == State.SENT

    def test_a_refusal_for_good_is_not_tried_again_and_shown(self, letter, settings):
        box = Box(recipient="550 no such user")
        with serving(box) as at:
            settings.EMAIL_URL = f"smtp://{at}"
            run_due(at=NOON)
            box.recipient = None
            run_on()

        assert box.letters == []
        (shown,) = selectors.letters_for_a_person()
        assert (shown.code, shown.state, shown.trouble) == (letter.code, "refused", "550")


class TestTries:
    def test_what_was_certainly_not_taken_is_tried_until_the_backoff_ends_and_is_a_dead_letter_then(self, letter, posting):
        posting.answers[:] = [NotHandedOver("451")] * 20

        run_on()

        assert len(posting.handed) == 6
        assert fresh(letter).state == State.WAITING
        assert Delivery.objects.get().state == "dead"

    def test_trouble_that_passes_does_not_count(self, letter, posting):
        posting.answers[:] = [NotHandedOver("451")] * 5

        run_on()

        assert (len(posting.handed), fresh(letter).state, letter.tries) == (6, State.SENT, 1)

    def test_silence_is_tried_once_more_and_no_more(self, letter, posting):
        posting.answers[:] = [NobodyKnows("TimeoutError")] * 20

        run_on()

        assert len(posting.handed) == 2
        assert len(set(posting.handed)) == 1
        assert (fresh(letter).state, letter.trouble) == (State.UNSURE, "TimeoutError")
        assert Delivery.objects.get().state == "done"

    @pytest.mark.parametrize("kills", [1, 2, 3, 200])
    def test_a_worker_that_dies_after_handing_over_hands_over_once_more_at_most(self, letter, posting, monkeypatch, kills):
        """The worker is gone between the server's answer and our mark: nothing after ``post`` runs."""
        died = []

        class Killed(BaseException):
            pass

        def note(row, **columns):
            if columns.get("state") == State.SENT and len(died) < kills:
                died.append(1)
                raise Killed
            Letter.objects.filter(pk=row.pk).update(**columns)

        monkeypatch.setattr(services, "_note", note)
        at = NOON
        for _ in range(10):
            with contextlib.suppress(Killed):
                run_due(at=at)
            at += LONG  # its lease ends

        assert len(posting.handed) == 2
        assert fresh(letter).state == (State.SENT if kills == 1 else State.UNSURE)

    def test_two_workers_with_the_same_letter_hand_it_over_once(self, letter, posting):
        first, second = Letter.objects.get(), Letter.objects.get()

        services.carry(letter=first, at=NOON)
        services.carry(letter=second, at=NOON)

        assert len(posting.handed) == 1

    @pytest.mark.parametrize("state", [State.SENT, State.UNSURE, State.REFUSED])
    def test_a_second_delivery_of_the_same_fact_leaves_a_finished_letter_alone(self, letter, posting, state):
        Letter.objects.update(state=state)
        fact = Delivery.objects.get().fact.as_fact()

        carry_letters([fact], at=NOON)

        assert posting.handed == []


class TestKept:
    def test_what_it_said_is_gone_once_it_was_sent(self, letter, posting):
        """A letter may hold a code that opens a door for a month; a copy of the database must not."""
        run_due(at=NOON)

        assert (fresh(letter).text, letter.html) == ("", "")
        assert letter.to == "ana@kettle.example"

    def test_what_it_said_is_kept_while_it_may_have_to_be_sent_again(self, letter, posting):
        posting.answers[:] = [NobodyKnows("TimeoutError")] * 2

        run_on()

        assert "ABC123" in fresh(letter).text

    def test_the_same_occasion_writes_one_letter(self, letter):
        assert queue() == letter
        assert Delivery.objects.count() == 1

    def test_without_a_server_it_is_a_file_that_mail_programs_open(self, letter, settings):
        run_due(at=NOON)

        (file,) = (settings.DATA / "mail").iterdir()
        got = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert file.name == f"20261124T120000-{letter.code}.eml"
        assert got["Message-ID"] == f"<{letter.code}@localhost>"
        assert "ABC123" in got.get_body(("plain",)).get_content()
        assert fresh(letter).state == State.SENT


class TestForAPerson:
    @pytest.fixture
    def shown(self, posting):
        posting.answers[:] = [RefusedForGood("550"), NobodyKnows("TimeoutError"), NobodyKnows("TimeoutError")]
        refused, unsure = queue(key="a", to="refused@kettle.example"), queue(key="b", to="unsure@kettle.example")
        run_on()
        return refused, unsure

    def run(self, *words: str) -> str:
        return CliRunner().invoke(letters, words, catch_exceptions=False).output

    def test_the_command_names_each_and_says_what_to_ask(self, shown):
        lines = self.run().splitlines()

        assert lines == [
            "2026-11-24 12:00  refused@kettle.example  Your code  was refused: is the address right? (550)",
            "2026-11-24 12:00  unsure@kettle.example  Your code  may have arrived: ask, then send it again or leave it"
            " (TimeoutError)",
        ]

    def test_sent_again_they_go_out_with_the_same_message_id(self, shown, posting):
        assert self.run("--again").splitlines()[-1] == "2 will be sent again."
        before = set(posting.handed)

        run_on()

        assert set(posting.handed) == before
        assert [fresh(letter).state for letter in shown] == [State.SENT, State.SENT]
        assert self.run() == ""

    def test_a_letter_that_was_sent_is_never_sent_again(self, letter, posting):
        run_due(at=NOON)

        services.send_again(letter=fresh(letter), at=NOON)
        run_on()

        assert len(posting.handed) == 1

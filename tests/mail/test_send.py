"""Writing letters: one plain address, no header of a stranger's, and words that say no more than they must."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue import services as catalogue
from laurels.catalogue.rules import FiveFields
from laurels.issuing import services as issuing
from laurels.mail import services
from laurels.mail.errors import AddressUnusable
from laurels.mail.models import Letter
from laurels.mail.services import message_of
from laurels.people.models import Organisation, Person
from laurels.people.services import NewPerson, add_people
from tests.journeys import settle
from tests.making import NOON

pytestmark = pytest.mark.django_db


def send(*, to: str = "ana@kettle.example", subject: str = "Your code", **context: str) -> Letter:
    said = {"code": "ABC123", "address": to} | context
    return services.send(
        to=to, subject=subject, template="people/letters/sign_in_code", context=said, key=f"{to}{subject}", at=NOON
    )


class TestAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            *("a@b.example\r\nBcc: c@d.example", "a@b.example\nBcc: c@d.example", "a@b.example\r", "a@b.example\0"),
            *("a@b.example, c@d.example", "a@b.example; c@d.example", "Ana <a@b.example>", "<a@b.example>", "a@b.example>"),
            *("", " ", "ana", "@b.example", "ana@", "a@b", "a b@c.example", "a@b..example", "a@-b.example", "a@b.example "),
            *(
                '"a b"@c.example',
                '"a\\"b"@c.example',
                "a(comment)@b.example",
                "a@[127.0.0.1",
                "a\x0b@b.example",
                "a\u2028@b.example",
            ),
            *("a@b.example%0d%0aBcc:c@d.example", "ä@b.example", "a@b.example?bcc=c@d.example"),
            *("a@" + "b" * 64 + ".example", "a@b@c.example", "mailto:a@b.example", "a@b.example/x", "\u202ea@b.example"),
        ],
    )
    def test_what_is_not_one_plain_address_is_refused(self, address):
        with pytest.raises(AddressUnusable):
            send(to=address)

        assert not Letter.objects.exists()

    @pytest.mark.parametrize(
        ("address", "written"),
        [
            ("ana@kettle.example", "ana@kettle.example"),
            ("Ana.O'Neil+badges@Kettle.example", "Ana.O'Neil+badges@kettle.example"),
            ("ana@bücher.example", "ana@xn--bcher-kva.example"),
            ("{ana}|x=y!#$%&*/^_`~@b.example", "{ana}|x=y!#$%&*/^_`~@b.example"),
        ],
    )
    def test_a_plain_one_is_the_only_recipient(self, address, written):
        message = message_from_bytes(message_of(send(to=address)).as_bytes(), policy=policy.default)

        assert [str(found.addr_spec).lower() for found in message["To"].addresses] == [written.lower()]
        assert (message["Cc"], message["Bcc"]) == (None, None)


class TestHeaders:
    @pytest.mark.parametrize(
        "subject",
        [
            "x\r\nBcc: c@d.example",
            "x\nBcc: c@d.example",
            "x\r\n\r\n<p>body",
            "x\x0bBcc: c@d.example",
            "x\u2028Bcc: c",
            "=?utf-8?q?x?=\r\ny",
        ],
    )
    def test_a_subject_begins_no_header_of_its_own(self, subject):
        message = message_from_bytes(message_of(send(subject=subject)).as_bytes(), policy=policy.default)

        assert set(message.keys()) == {
            *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"),
        }
        assert message["Bcc"] is None

    @given(subject=st.text(min_size=1, max_size=400))
    def test_any_subject_makes_one_letter_with_the_same_headers(self, subject):
        letter = Letter(to="a@b.example", subject=" ".join(subject.split())[:300], text="x", html="x", queued_at=NOON)

        message = message_from_bytes(message_of(letter).as_bytes(), policy=policy.default)

        assert message["To"] == "a@b.example"
        assert len(message.keys()) == 8

    @pytest.mark.parametrize("name", ["Kettle, Lane", 'The "Lane"', "Żółć", "a@b.example", "x <y@z.example>"])
    def test_the_senders_name_is_a_name_whatever_stands_in_it(self, settings, name):
        from email.utils import formataddr

        settings.MAIL_FROM = formataddr((name, "hello@kettle.example"))

        message = message_from_bytes(message_of(send()).as_bytes(), policy=policy.default)

        assert [str(found.addr_spec) for found in message["From"].addresses] == ["hello@kettle.example"]

    def test_machines_are_told_not_to_answer(self):
        assert message_of(send())["Auto-Submitted"] == "auto-generated"


@pytest.fixture
def everything(pantry: Organisation, owner: Person, colleague: Person, monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    """Every letter that a badge's life writes, from the invitation to the revocation, with private words at each step."""
    Organisation.objects.filter(pk=pantry.pk).update(waiting_hours=0, display_name="O'Neil & Sons")
    pantry.refresh_from_db()
    monkeypatch.setattr("laurels.mail.handlers.services.carry", lambda **_more: None)  # what was sent is emptied
    add_people(organisation=pantry, rows=[NewPerson("Nina Voss", "nina@kettle.example")], actor=None, at=NOON)
    fields = FiveFields('Safe "Shelf"', ("Checks dates.",), (str(owner.code),), "2")
    version = catalogue.draft_from_five(organisation=pantry, fields=fields, author=owner, at=NOON)
    catalogue.publish(version=version, actor=owner, at=NOON)
    intended = issuing.intend(version=version, learner=colleague, judge=owner, narrative=PRIVATE, at=NOON)
    award = issuing.seal(award=intended, at=NOON)
    settle(NOON)
    issuing.ask_revocation(award=award, actor=owner, reason="awarded-in-error", words=PRIVATE, at=NOON)
    settle(NOON)
    return list(Letter.objects.all())


PRIVATE = "She forgot the cold chain twice, and cried."


class TestPrivacy:
    def test_three_letters_are_written(self, everything):
        assert sorted(letter.subject for letter in everything) == [
            'O\'Neil & Sons awarded you “Safe "Shelf"”',
            "O'Neil & Sons has added you",
            '“Safe "Shelf"” was taken back',
        ]

    def test_no_private_word_stands_in_any(self, everything):
        for letter in everything:
            assert "cold chain" not in letter.text + letter.html
            assert "awarded-in-error" not in letter.text + letter.html

    def test_none_names_anybody_but_its_reader(self, everything):
        for letter in everything:
            others = {"Mira Lund", "Jonas Hale", "Nina Voss"} - {"Nina Voss" if "nina" in letter.to else "Jonas Hale"}
            assert not [name for name in others if name in letter.text + letter.html]

    def test_text_is_plain_and_html_is_escaped(self, everything):
        for letter in everything:
            assert "O'Neil & Sons" in letter.text
            assert "&#x27;" not in letter.text + letter.subject
            assert "&quot;" not in letter.text
            assert "O&#x27;Neil &amp; Sons" in letter.html

    def test_links_lead_to_our_own_house_only(self, everything, settings):
        for letter in everything:
            assert set(re.findall(r"https?://[^/\"\s<]+", letter.text + letter.html)) == {settings.ORIGIN}

    def test_nothing_is_fetched_when_one_is_opened(self, everything):
        for letter in everything:
            assert not re.search(r"<(img|link|script|iframe)|url\(", letter.html)

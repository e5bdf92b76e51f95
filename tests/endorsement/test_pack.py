"""The pack for a committee: everything of the page as an accessible PDF, made alike each time, with nobody's words as mark-up."""

from __future__ import annotations

import re
import zlib
from datetime import timedelta

import pytest
import time_machine
from laurels.common import printing
from laurels.endorsement import packs, services
from laurels.endorsement.models import EndorsementRequest
from laurels.endorsement.selectors import review_page
from tests.endorsement.making import make_request
from tests.making import NOON

pytestmark = pytest.mark.django_db
HOSTILE = '#panic("badinput()") $x$ `raw` #image("/etc/passwd") <label> @ref // /* "quoted" \\u{41}'


def made(request: EndorsementRequest, token: str, *, at=NOON) -> bytes:
    found = EndorsementRequest.objects.select_related("organisation", "endorser", "version__achievement__organisation").get(
        pk=request.pk
    )
    return packs.pack(found, review_page(found, token, at=at), at=at)


def streams_of(pdf: bytes) -> list[bytes]:
    """What is packed in the PDF, unpacked."""
    return [_opened(raw) for raw in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S)]


def whole(pdf: bytes) -> bytes:
    """The PDF with all that is packed in it."""
    return pdf + b"".join(streams_of(pdf))


def printed(pdf: bytes) -> str:
    """The text of the PDF, by the letters that each font says it draws."""
    maps = {}
    for stream in streams_of(pdf):
        for code, letters in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]{4,})>", stream):
            maps.setdefault(code, set()).add(bytes.fromhex(letters.decode()).decode("utf-16-be"))
    return "".join(sorted(letter for found in maps.values() for letter in found))


def _opened(raw: bytes) -> bytes:
    try:
        return zlib.decompress(raw.strip(b"\r\n"))
    except zlib.error:
        return b""


class TestThePack:
    def test_it_comes_by_the_link_as_a_file(self, as_stranger, link):
        with time_machine.travel(NOON, tick=False):
            answer = as_stranger.get(f"/endorse/{link}/pack.pdf")

        assert answer["Content-Type"] == "application/pdf"
        assert "attachment" in answer["Content-Disposition"]
        assert answer.content.startswith(b"%PDF-")

    def test_on_one_day_the_same_request_gives_the_same_bytes(self, draft, link):
        assert made(draft, link) == made(draft, link, at=NOON + timedelta(hours=3))
        assert made(draft, link) != made(draft, link, at=NOON + timedelta(days=1))

    def test_it_is_tagged_has_a_language_and_says_which_standards_it_keeps(self, draft, link):
        pdf = whole(made(draft, link))

        assert b"/StructTreeRoot" in pdf
        assert b"en-GB" in pdf
        assert b"pdfuaid:part" in pdf
        assert b"pdfaid:part" in pdf

    def test_what_colleagues_wrote_is_in_it(self, draft, link):
        before = made(draft, link)
        services.comment(request=draft, name="Emil Rask", text="Ж", at=NOON)

        assert "Ж" not in printed(before)
        assert "Ж" in printed(made(draft, link))

    def test_nobodys_words_are_mark_up(self, owner, pantry, version):
        request = make_request(pantry, owner, version, message=HOSTILE)
        services.send(request=request, actor=owner, at=NOON)
        services.comment(request=request, name=HOSTILE, text=HOSTILE, at=NOON)

        pdf = made(request, "x")

        assert pdf.startswith(b"%PDF-")
        assert {"#", "$", "@", "`", "\\"} <= set(printed(pdf))

    def test_letters_that_no_font_draws_cost_the_standard_and_never_the_pack(self, owner, pantry, version):
        request = make_request(pantry, owner, version, message="日本語")
        services.send(request=request, actor=owner, at=NOON)

        pdf = made(request, "x")

        assert pdf.startswith(b"%PDF-")
        assert b"pdfuaid:part" not in whole(pdf)

    def test_a_picture_of_the_organisations_own_is_printed_as_well(self, owner, pantry):
        from laurels.catalogue import services as catalogue
        from tests.catalogue.making import make_draft, publish
        from tests.catalogue.test_studio_verbs import a_png

        draft = make_draft(pantry, owner, at=NOON)
        version = publish(catalogue.set_picture(version=draft, author=owner, data=a_png(), at=NOON) or draft, owner, at=NOON)
        request = make_request(pantry, owner, version)
        services.send(request=request, actor=owner, at=NOON)

        assert b"/Image" in whole(made(request, "x"))

    def test_of_an_issuer_it_lists_what_it_published(self, owner, pantry, version):
        request = make_request(pantry, owner)
        services.send(request=request, actor=owner, at=NOON)

        assert made(request, "x").startswith(b"%PDF-")


def test_a_fault_of_a_template_of_ours_is_told(tmp_path):
    template = tmp_path / "wrong.typ"
    template.write_text("#let d = json(bytes(sys.inputs.data))\n#d.missing")

    with pytest.raises(RuntimeError, match="missing"):
        printing.pdf(template, {"there": 1}, made_at=NOON)


def test_a_template_reads_no_file_beyond_its_folder(tmp_path):
    (tmp_path / "secret.txt").write_text("x")
    folder = tmp_path / "print"
    folder.mkdir()
    template = folder / "reads.typ"
    template.write_text('#read("../secret.txt")')

    with pytest.raises(RuntimeError, match=r"outside|escape|root|not found"):
        printing.pdf(template, {}, made_at=NOON)

"""Letters: accents are drawn, scripts that we have are whole, and what we cannot draw is said."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.pictures.lettering import CAPITAL, glyphs, reaches_higher, undrawn, width
from laurels.catalogue.pictures.letters import LETTERS

EUROPE = {
    "German": "ÄÖÜß",
    "French": "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ",
    "Polish": "ĄĆĘŁŃÓŚŹŻ",
    "Czech": "ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ",
    "Hungarian": "ÁÉÍÓÖŐÚÜŰ",
    "Romanian": "ĂÂÎȘȚ",
    "Turkish": "ÇĞİıÖŞÜ",
    "Nordic": "ÅÆØÄÖÐÞ",
    "Baltic": "ĀČĒĢĪĶĻŅŠŪŽĖĮŲ",
    "Maltese": "ĊĠĦŻ",
    "Irish": "ÁÉÍÓÚ",
    "Welsh": "ŴŶ",
    "Sami": "ÁČĐŊŠŦŽ",
    "Vietnamese": "ĂÂĐÊÔƠƯẠẢÃẤẦẨẪẬỄỘ",
    "Spanish": "ÁÉÍÑÓÚÜ¿¡",
    "Greek": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏΪΫς",
    "Russian": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "Ukrainian": "ҐЄІЇ",
    "Serbian": "ЂЈЉЊЋЏ",
    "Belarusian": "Ў",
    "Macedonian": "ЃЌЅ",
}


class TestWhatWeDraw:
    @pytest.mark.parametrize("language", sorted(EUROPE))
    def test_a_languages_letters_are_all_there(self, language):
        for letter in EUROPE[language]:
            assert undrawn(letter) == (), unicodedata.name(letter)
            assert undrawn(letter.lower()) == ()
            assert glyphs(letter) != glyphs("·")

    @pytest.mark.parametrize(
        "language", sorted(set(EUROPE) - {"Greek", "Russian", "Ukrainian", "Serbian", "Belarusian", "Macedonian"})
    )
    def test_an_accent_is_drawn_and_never_dropped(self, language):
        for letter in EUROPE[language]:
            bare = unicodedata.normalize("NFKD", letter.upper())
            if len(bare) > 1 and unicodedata.combining(bare[1]):
                [(_, with_it)] = glyphs(letter)
                [(_, without)] = glyphs(bare[0])
                assert with_it != without
                assert len(with_it) > len(without)

    def test_letters_without_marks_are_as_they_were(self):
        assert glyphs(string.ascii_uppercase) == [LETTERS[letter] for letter in string.ascii_uppercase]

    @pytest.mark.parametrize(
        ("written", "drawn"),
        [("Straße", "STRASSE"), ("It’s – so", "IT'S - SO"), ("ﬁne", "FINE"), ("½", "1/2"), ("“Yes”", '"YES"'), ("a\u00a0b", "A B")],
    )
    def test_signs_with_another_form_take_it(self, written, drawn):
        assert glyphs(written) == glyphs(drawn)

    def test_a_greek_capital_carries_no_stress_but_keeps_its_two_dots(self):
        assert glyphs("Ά") == glyphs("Α")
        assert glyphs("Ϊ") != glyphs("Ι")

    def test_a_comma_stands_beneath_latvian_letters_and_a_cedilla_beneath_a_french_one(self):
        [(_, latvian)], [(_, french)] = glyphs("Ķ"), glyphs("Ç")

        assert "l-.9 2" in latvian
        assert "l-.9 2" not in french

    def test_two_marks_above_stand_side_by_side(self):
        [(_, both)] = glyphs("Ế")

        assert both.count("M") == LETTERS["E"][1].count("M") + 2

    @pytest.mark.parametrize(("words", "higher"), [("Safe Shelf", False), ("Café", True), ("Ąę", False), ("Ж", False), ("Й", True)])
    def test_only_marks_above_ask_for_room(self, words, higher):
        assert reaches_higher(words) is higher


class TestWhatWeDoNotDraw:
    @pytest.mark.parametrize("words", ["日本語", "שלום", "مرحبا", "हिन्दी", "ไทย", "한국어", "ქართული", "Հայ"])
    def test_another_script_is_named_letter_by_letter(self, words):
        assert set("".join(undrawn(words))) & set(unicodedata.normalize("NFKD", words))

    def test_each_letter_is_named_once(self):
        assert undrawn("日日本") == ("日", "本")

    def test_a_mark_that_we_do_not_have_is_named_with_its_letter(self):
        assert undrawn("A\u0333") == ("A\u0333",)

    @pytest.mark.parametrize("words", ["★ Safe", "Safe → Sound", "🏅 Gold", "a\u200db", "", "   ", "\u202eflehS"])
    def test_signs_that_are_no_letters_are_not_named(self, words):
        assert undrawn(words) == ()

    def test_a_star_becomes_a_dot(self):
        assert glyphs("★") == [LETTERS["·"]]


class TestAnyWords:
    @given(st.text(max_size=60))
    def test_anything_that_is_typed_has_glyphs_and_a_width(self, words):
        drawn = glyphs(words)

        assert width(drawn, 3) >= 0
        assert all(wide >= 0 and set(path) <= set("MLHVACSQZlhvacsqzm0123456789.- ") for wide, path in drawn)

    @given(st.text(max_size=60))
    def test_composed_and_decomposed_words_are_drawn_alike(self, words):
        assert glyphs(unicodedata.normalize("NFC", words)) == glyphs(unicodedata.normalize("NFD", words))

    def test_a_capital_is_ten_high(self):
        assert CAPITAL == 10

"""The components as tags: marks, leaves, fields, the facts label, check lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from laurels.common.templatetags import look

TONES = ("good", "bad", "fog", "none", "soon", "gold")


def drawn(template: str, **context: object) -> str:
    return Template("{% load look %}" + template).render(Context(context))


class TestMarks:
    @pytest.mark.parametrize("tone", TONES)
    def test_each_tone_has_a_shape_of_its_own(self, tone):
        others = {look.mark(other) for other in TONES if other != tone}

        assert look.mark(tone).startswith("<svg")
        assert look.mark(tone) not in others

    @pytest.mark.parametrize("tone", TONES)
    def test_a_mark_is_for_the_eyes_only(self, tone):
        assert 'aria-hidden="true"' in look.mark(tone)

    def test_what_could_not_be_checked_is_dashed(self):
        assert "stroke-dasharray" in look.mark("fog")
        assert "stroke-dasharray" not in look.mark("good")

    def test_an_unknown_tone_is_a_fault_of_ours(self):
        with pytest.raises(KeyError):
            look.mark("pink")


class TestLeaves:
    @pytest.mark.parametrize(("done", "total"), [(0, 4), (2, 4), (4, 4), (0, 0)])
    def test_filled_leaves_are_met(self, done, total):
        shown = look.leaves(done, total)

        assert shown.count('fill="currentColor"') == done
        assert shown.count('fill="none"') == total - done
        assert f'aria-label="{done} of {total} elements met"' in shown

    def test_words_of_a_template_are_escaped(self):
        assert "<b>" not in look.leaves(1, 2, "<b>")


class Form(forms.Form):
    name = forms.CharField(label="Its <name>", help_text="As people say it.", max_length=5)
    tick = forms.BooleanField(label="For the job", help_text="Then her manager sees it.")
    several = forms.MultipleChoiceField(
        label="Who", choices=[("a", "Joan <b>"), ("b", "Idris")], widget=forms.CheckboxSelectMultiple
    )
    one = forms.ChoiceField(label="Which", choices=[("a", "One"), ("b", "Two")], widget=forms.RadioSelect)
    plain = forms.CharField(required=False, widget=forms.TextInput(attrs={"class": "narrow"}))


def field(name: str, data: dict[str, object] | None = None) -> str:
    form = Form(data)
    return drawn("{% field form." + name + " %}", form=form)


class TestFields:
    def test_label_hint_and_input_belong_together(self):
        shown = field("name")

        assert '<label for="id_name">Its &lt;name&gt;</label>' in shown
        assert 'id="id_name-hint"' in shown
        assert 'aria-describedby="id_name-hint"' in shown
        assert 'class="in"' in shown
        assert "aria-invalid" not in shown

    def test_what_is_wrong_is_tied_to_its_input(self):
        shown = field("name", {"name": "<i>much too long"})

        assert 'aria-invalid="true"' in shown
        assert 'aria-describedby="id_name-hint id_name-fault"' in shown
        assert re.search(r'id="id_name-fault">\s*<p class="fault">', shown)
        assert 'value="&lt;i&gt;much too long"' in shown

    def test_a_tick_is_one_thing_to_press(self):
        shown = field("tick")

        assert shown.count("<label") == 1
        assert 'class="pick"' in shown
        assert 'aria-describedby="id_tick-hint"' in shown

    def test_a_tick_that_is_missing_says_so(self):
        assert 'class="fault"' in field("tick", {})

    @pytest.mark.parametrize("name", ["several", "one"])
    def test_a_group_is_named_once_and_each_choice_by_itself(self, name):
        shown = field(name)

        assert shown.count("<legend>") == 1
        assert shown.count('class="pick slim"') == 2
        ids = re.findall(r'<label class="pick slim" for="([^"]+)"', shown)
        assert len(set(ids)) == 2
        assert all(f'id="{one}"' in shown for one in ids)

    def test_a_group_that_is_wrong_is_described_by_what_is_wrong(self):
        assert 'aria-describedby="id_several-fault"' in field("several", {})

    def test_names_of_people_stay_text(self):
        assert "Joan &lt;b&gt;" in field("several")

    def test_a_class_of_its_own_is_kept(self):
        assert 'class="in narrow"' in field("plain")


class TestLabelAndChecks:
    def test_a_label_has_its_lines_in_order(self):
        shown = drawn("{% facts rows %}", rows=[("What it takes", "3 <b>"), ("Good for", "2 years")])

        assert shown.index("What it takes") < shown.index("Good for")
        assert "3 &lt;b&gt;" in shown
        assert '<h2 id="facts">Badge facts</h2>' in shown

    def test_several_labels_on_a_page_have_ids_and_headings_of_their_own(self):
        assert '<h4 id="second">Badge facts</h4>' in drawn('{% facts rows "second" "h4" %}', rows=[])

    @pytest.mark.parametrize("heading", ["script", "h1", "h7", "", "h2 onclick=x"])
    def test_only_headings_are_headings(self, heading):
        with pytest.raises(ValueError, match="no heading"):
            look.facts([], "x", heading)
        with pytest.raises(ValueError, match="no heading"):
            look.checks([], heading)

    def test_a_check_isolates_what_strangers_wrote(self):
        from laurels.common.views import SpecimenCheck

        row = SpecimenCheck("bad", "Is it <unchanged>?", "Failed.", "\u202e<script>", (("proof", "<x>"),))

        shown = drawn("{% checks rows %}", rows=[row])

        assert "<bdi>\u202e&lt;script&gt;</bdi>" in shown
        assert "proof: &lt;x&gt;" in shown
        assert 'class="hide">Failed.' in shown

    def test_a_check_without_detail_has_no_fold(self):
        from laurels.common.views import SpecimenCheck

        assert "<details" not in drawn("{% checks rows %}", rows=[SpecimenCheck("good", "Q?", "Passed.", "S.")])


def test_filters_are_those_of_the_text():
    assert drawn("{{ text|markdown }}", text="**x**") == "<p><strong>x</strong></p>\n"
    assert drawn("{{ name|initials }}", name="Joan Abara") == "JA"


class TestSheet:
    """The stylesheet holds what the pages use, and nothing for pages that are not there."""

    SHEET = Path(look.__file__).parents[1] / "static/common/laurels.css"
    ROOMS = Path(look.__file__).parents[2]

    def worn(self) -> set[str]:
        """Every word that a template, a widget or a drawing gives to `class`."""
        words: set[str] = set()
        for path in self.ROOMS.rglob("templates/**/*.html"):
            for value in re.findall(r'class="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)"', path.read_text()):
                words |= set(re.findall(r"[\w-]+", value))
        for path in [*(self.ROOMS / "common").rglob("*.py"), *self.ROOMS.rglob("forms*.py")]:
            for text in re.findall(r'class="([^"]*)"|"class": "([^"]*)"', path.read_text()):
                words |= set(re.findall(r"[\w-]+", " ".join(text)))
        return words

    def test_every_class_of_the_sheet_is_worn_somewhere(self):
        selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "", self.SHEET.read_text(), flags=re.DOTALL)

        assert set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors)) - self.worn() == set()

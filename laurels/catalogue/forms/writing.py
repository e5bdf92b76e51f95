"""The parts of a draft of full size as forms. A draft may be unfinished: what is missing is the linter's to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.catalogue import facts
from laurels.catalogue.forms.rows import Column, RowsField
from laurels.catalogue.selectors.badges import FUNCTION_WORDS
from laurels.common import limits
from laurels.common.fields import LineField

KIND_WORDS = (
    ("knowledge", _("Knowledge")),
    ("skill", _("Skill")),
    ("competence", _("Competence")),
    ("behaviour", _("Behaviour")),
    ("milestone", _("Milestone: it only adds up")),
    ("participation", _("Taking part: nothing is assessed")),
)
ELEMENT_KINDS = KIND_WORDS[:4]
LANGUAGES = (
    ("en-GB", "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español"), ("it", "Italiano"), ("pt", "Português"),
    ("nl", "Nederlands"), ("pl", "Polski"), ("sv", "Svenska"), ("da", "Dansk"), ("fi", "Suomi"), ("nb", "Norsk"), ("cs", "Čeština"),
    ("hu", "Magyar"), ("ro", "Română"), ("el", "Ελληνικά"), ("cy", "Cymraeg"), ("ga", "Gaeilge"), ("uk", "Українська"),
    ("tr", "Türkçe"), ("ar", "العربية"),
)  # fmt: skip
"""Language tag -> its name in itself."""
SCHEMES = (
    ("", _("None")), ("EQF", "EQF"), ("QF-EHEA", "QF-EHEA"), ("RQF", "RQF"), ("SCQF", "SCQF"), ("own", _("Our own")),
)  # fmt: skip
_DATE = {"type": "date"}


def language_name(tag: str) -> str:
    """A language by its own name; a tag that is not listed stands for itself."""
    return dict(LANGUAGES).get(tag, tag)


def a_text(label: Any, longest: int, hint: Any = "", *, rows: int = 3) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=longest, widget=forms.Textarea(attrs={"rows": rows})
    )


def a_line(label: Any, longest: int, hint: Any = "") -> LineField:
    return LineField(label=label, help_text=hint, required=False, max_length=longest)


def a_count(label: Any, hint: Any = "", *, most: int = 1200) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=hint, required=False, min_value=0, max_value=most)


def a_figure(label: Any, hint: Any = "") -> forms.FloatField:
    widget = forms.NumberInput(attrs={"step": "any", "min": "0"})
    return forms.FloatField(label=label, help_text=hint, required=False, min_value=0, max_value=10_000, widget=widget)


def a_date(label: Any, hint: Any = "") -> forms.DateField:
    return forms.DateField(label=label, help_text=hint, required=False, widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d"))


class PartForm(forms.Form):
    """One part of a draft.

    Attributes:
        groups: (heading, names of fields) in the order of the page.
        kept: what the draft says now, as ``rules.values_of`` names it.
    """

    groups: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ()

    def __init__(self, data: Any = None, *, kept: Mapping[str, Any], **options: Any) -> None:
        self.kept = kept
        super().__init__(data, initial=self.as_initial(kept), **options)

    def as_initial(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """What the draft says as the fields show it."""
        return dict(kept)

    def values(self) -> dict[str, Any]:
        """What was typed as the draft would say it."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.kept}

    def sections(self) -> list[tuple[Any, list[Any]]]:
        """The groups with their bound fields; a field that this form does not have is left out."""
        return [(heading, [self[name] for name in names if name in self.fields]) for heading, names in self.groups]

    def without(self, names: Sequence[str]) -> None:
        """Take fields away that cannot change here; what stands there stays."""
        for name in names:
            self.fields.pop(name, None)


class StrategyForm(PartForm):
    """What the badge is for."""

    function = forms.ChoiceField(label=_("Why people learn it"), choices=[(key, words) for key, words in FUNCTION_WORDS.items()])
    business_need = a_text(_("Which need it serves"), limits.BUSINESS_NEED, _("One sentence of your organisation’s own."), rows=2)
    audience = a_text(_("For whom it is"), 300, rows=2)
    performance_level = a_line(_("The level that it asks"), 60, _("For instance: competent."))
    level_scale = a_line(_("Where this level’s name comes from"), 120, _("Your own scale, or a framework."))
    lifespan_months = forms.IntegerField(
        label=_("How many months it lasts"),
        help_text=_("Left empty, it does not expire; then say why."),
        required=False,
        min_value=1,
        max_value=600,
    )
    lifespan_reason = a_line(_("Why it does not expire"), 200)
    window_days = a_count(_("Days before its end from which it may be renewed"))
    grace_days = a_count(_("Days after its end in which renewing is still easy"))
    review_on = a_date(_("When you look at it again"), _("At the latest in two years, and before it ends for the first holder."))
    measures = RowsField(
        (
            Column("name", _("What you measure"), longest=200),
            Column("unit", _("Unit"), longest=60),
            Column("baseline", _("Today"), "number", 20),
            Column("target", _("Aim"), "number", 20),
            Column("owner", _("Who owns it"), longest=120),
        ),
        label=_("How you will see that it works"),
        help_text=_("Each with where you stand today, where you want to be, and who looks after it."),
        what=_("Measure"),
    )
    costs = RowsField(
        (
            Column("name", _("What for"), longest=200),
            Column("money", _("Money"), "number", 20),
            Column("currency", _("Currency"), longest=3),
            Column("hours", _("Hours"), "number", 20),
        ),
        label=_("What it may cost"),
        help_text=_("Money, hours, or both; leave it empty if nobody knows yet."),
        what=_("Cost"),
    )
    groups = (
        (_("The need"), ("function", "business_need", "audience")),
        (_("The level"), ("performance_level", "level_scale")),
        (_("How long it lasts"), ("lifespan_months", "lifespan_reason", "window_days", "grace_days", "review_on")),
        (_("Success"), ("measures",)),
        (_("Cost"), ("costs",)),
    )

    def values(self) -> dict[str, Any]:
        """The strategy; a row that was not changed stays as it was kept."""
        found = super().values()
        return found | {name: _rows(found[name], self.kept[name]) for name in ("measures", "costs")}


def _rows(typed: Sequence[Mapping[str, Any]], kept: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """Typed rows as a draft keeps them; those that say what is kept are what is kept."""
    plain = tuple({name: value for name, value in row.items() if name != "pick"} for row in typed)
    return tuple(kept) if [_filled(row) for row in plain] == [_filled(row) for row in kept] else plain


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in (None, "")}


class SaysForm(PartForm):
    """What the badge says."""

    title = LineField(label=_("Its name"), required=False, max_length=limits.BADGE_NAME)
    kind = forms.ChoiceField(label=_("What it recognises"), choices=KIND_WORDS)
    family = a_line(_("Family"), 80, _("Badges that belong together: a programme, three levels of one skill."))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    description = a_text(_("Description"), limits.STATEMENT, _("One or two sentences for a stranger."))
    criteria = a_text(_("What somebody does to earn it"), limits.NARRATIVE, _("The outcome, not the route to it."), rows=5)
    notional_hours = a_figure(_("About how many hours it takes"))
    cpd_points = a_figure(_("CPD points"))
    level_scheme = forms.ChoiceField(label=_("Level on a public scale"), choices=SCHEMES, required=False)
    level_value = a_line(_("Which level"), 20)
    level_confirmed_by = a_line(_("Who confirmed it"), 120, _("Left empty, the badge says: our own estimate."))
    methods = a_text(_("How it is assessed"), 1000, _("One method on each line."))
    identity_check = a_line(_("How you know who it is"), 200)
    participation = a_line(_("Form of participation"), 200, _("For instance: at work, no course required."))
    quality_assurance = a_line(_("Who checks the checking"), 200)
    supervision = a_line(_("Who supervises"), 200)
    stackability = a_line(_("What it counts towards"), 300)
    further_information = a_text(_("Further information"), 600)
    groups = (
        (_("Its words"), ("title", "kind", "family", "language", "description", "criteria")),
        (_("Effort and level"), ("notional_hours", "cpd_points", "level_scheme", "level_value", "level_confirmed_by")),
        (_("How it is judged"), ("methods", "identity_check", "participation", "quality_assurance", "supervision")),
        (_("What comes before and after"), ("prerequisites", "stackability", "further_information")),
    )

    def __init__(self, data: Any = None, *, badges: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(data, **options)
        choices = (("", "–"), *badges)
        self.fields["prerequisites"] = RowsField(
            (Column("badge", _("Badge"), "choice", choices=choices), Column("reason", _("Why it comes first"), longest=300)),
            label=_("What somebody must hold first"),
            help_text=_("Only where one cannot go without the other. Each needs a reason."),
            what=_("Badge"),
        )
        known = [tag for tag, _name in LANGUAGES]
        if (tag := str(self.kept.get("language") or "")) and tag not in known:
            self.fields["language"].choices = [*LANGUAGES, (tag, tag)]  # type: ignore[attr-defined]

    def as_initial(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Methods as lines, prerequisites as rows."""
        rows = [{"badge": badge, "reason": reason} for badge, reason in kept.get("prerequisites", ())]
        return dict(kept) | {"methods": "\n".join(kept.get("methods", ())), "prerequisites": rows}

    def values(self) -> dict[str, Any]:
        """The words; the level in words follows from its scale."""
        found = super().values()
        if "methods" in found:
            found["methods"] = tuple(line.strip() for line in found["methods"].splitlines() if line.strip())
        if "prerequisites" in found:
            rows = [(row["badge"], row["reason"]) for row in found["prerequisites"] if row["badge"]]
            found["prerequisites"] = tuple(dict(rows).items())
        for name in ("description", "criteria", "further_information"):
            if name in found:
                found[name] = found[name].replace("\r\n", "\n")
        if "level_scheme" in found:
            level = ("level_scheme", "level_value", "level_confirmed_by")
            same = all(found[name] == self.kept[name] for name in level)
            found["level_text"] = self.kept["level_text"] if same else level_in_words(*(found[name] for name in level))
        return found


def level_in_words(scheme: str, value: str, confirmed_by: str) -> str:
    """A level as it stands on screens: an unconfirmed one is always called our own estimate (DOMAIN 3.1)."""
    if not scheme or not value:
        return ""
    named = value if scheme == "own" else f"{scheme} {value}"
    return f"{named}, {f'confirmed by {confirmed_by}' if confirmed_by else 'our own estimate'}"[:120]


class ElementForm(PartForm):
    """One element with its rubric and its evidence rule."""

    statement = a_text(_("What somebody does"), 600, _("Begin with what one can see: “Explains”, “Shows”, “Counts”."), rows=2)
    kind = forms.ChoiceField(label=_("What it is"), choices=ELEMENT_KINDS)
    indicator = a_text(_("What one would see"), 600, _("For a behaviour: what two assessors would both write down."), rows=2)
    required = forms.BooleanField(label=_("Everybody must meet it"), required=False)
    workplace_only = forms.BooleanField(
        label=_("Only at work"), help_text=_("A simulation or a test is not enough."), required=False
    )
    renew_always = forms.BooleanField(
        label=_("Shown again at every renewal"), help_text=_("Also where everything else still counts."), required=False
    )
    critical = forms.BooleanField(
        label=_("A wrong “met” does harm"), help_text=_("Assessors who are in training are looked at here first."), required=False
    )
    levels = RowsField(
        (
            Column("code", "", "hidden", 32),
            Column("label", _("Name"), longest=80),
            Column("description", _("What it looks like"), "text", 600),
        ),
        label=_("Levels, the lowest first"),
        help_text=_("At least two. Choose the one that is needed."),
        what=_("Level"),
        pick=_("This level is needed"),
        least=2,
    )
    min_items = forms.IntegerField(label=_("Pieces of evidence, at least"), min_value=1, max_value=50, initial=1)
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of evidence that count"),
        help_text=_("None ticked: any kind."),
        choices=[(kind, words.capitalize()) for kind, words in facts.KINDS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    min_kinds = forms.IntegerField(label=_("Different kinds, at least"), min_value=1, max_value=11, initial=1)
    min_occasions = forms.IntegerField(label=_("Occasions, at least"), min_value=1, max_value=50, initial=1)
    max_age_months = forms.IntegerField(
        label=_("Months that evidence may be old"), help_text=_("Left empty: any age."), required=False, min_value=1, max_value=240
    )
    needs_witness = forms.BooleanField(label=_("One piece must come from a witness"), required=False)
    groups = (
        (_("What is judged"), ("statement", "kind", "indicator")),
        (_("How it counts"), ("required", "workplace_only", "renew_always", "critical")),
        (_("Its levels"), ("levels",)),
        (_("Evidence"), ("min_items", "min_occasions", "max_age_months", "kinds", "min_kinds", "needs_witness")),
    )

    def as_initial(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Levels as rows, the evidence rule as fields."""
        needed = kept.get("required_level")
        rows = [
            {"code": code, "label": label, "description": words, "pick": code == needed} for code, label, words in kept["levels"]
        ]
        return dict(kept) | {"levels": rows} | plain_rule(kept["evidence_rule"])

    def values(self) -> dict[str, Any]:
        """The element; a rule that says the same stays as it was kept."""
        data = self.cleaned_data
        found = super().values()
        for name in ("statement", "indicator"):
            if name in found:
                found[name] = " ".join(found[name].split())
        if "levels" in found:
            found["levels"], found["required_level"] = self._levels(found["levels"])
        if "min_items" in self.fields:
            rule = {name: data[name] for name in _RULE}
            kept = plain_rule(self.kept["evidence_rule"])
            same = rule | {"kinds": set(rule["kinds"])} == kept | {"kinds": set(kept["kinds"])}
            found["evidence_rule"] = self.kept["evidence_rule"] if same else _short(rule)
        return found

    def _levels(self, rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[tuple[str, str, str], ...], str]:
        """The rubric and the code of the level that is needed; a new level gets a code from its name."""
        levels: list[tuple[str, str, str]] = []
        needed = ""
        for row in rows:
            code = _level_code(row["code"] or row["label"], {code for code, _, _ in levels})
            levels.append((code, row["label"], row["description"].replace("\r\n", "\n")))
            needed = code if row["pick"] else needed
        kept = self.kept["required_level"]
        return tuple(levels), needed or (kept if kept in {code for code, _, _ in levels} else levels[-1][0] if levels else kept)


def _level_code(name: str, taken: set[str]) -> str:
    """A level's code: "Not yet" -> not_yet; the same twice gets a number."""
    base = "_".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())[:28] or "level"
    return base if base not in taken else next(f"{base}_{n}" for n in range(2, 99) if f"{base}_{n}" not in taken)


_RULE = ("min_items", "kinds", "min_kinds", "min_occasions", "max_age_months", "needs_witness")


def plain_rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    """An evidence rule with everything said, as the form shows it."""
    return {
        "min_items": rule.get("min_items") or 1,
        "kinds": list(rule.get("kinds") or ()),
        "min_kinds": rule.get("min_kinds") or 1,
        "min_occasions": rule.get("min_occasions") or 1,
        "max_age_months": rule.get("max_age_months"),
        "needs_witness": bool(rule.get("needs_witness")),
    }


def _short(rule: Mapping[str, Any]) -> dict[str, Any]:
    """An evidence rule without what goes without saying."""
    kept = {name: value for name, value in rule.items() if value and not (name == "min_kinds" and value == 1)}
    return {"min_items": 1, "min_occasions": 1} | kept


class WhoJudgesForm(PartForm):
    """Who judges the badge."""

    judges = forms.MultipleChoiceField(
        label=_("Who judges"),
        help_text=_("People with the role “Assessor”. Nobody judges a badge for herself."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    groups = ((_("Assessors"), ("judges",)),)

    def __init__(self, data: Any = None, *, people: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["judges"].choices = people  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Codes of persons, in one order."""
        return {"judges": tuple(sorted(self.cleaned_data["judges"]))}

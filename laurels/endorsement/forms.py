"""What an owner asks, and what an endorser answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from laurels.common import limits
from laurels.common.dates import add_months
from laurels.common.fields import LineField
from laurels.endorsement.rules import Role
from laurels.endorsement.rules.whose import ROLE_WORDS
from laurels.endorsement.services import Answer, EndorserData

ROWS = 3
"""Conditions on the form [count]; an endorsement may carry ``limits.CONDITIONS``."""
WE_ENDORSE = _("We have read what this asks for and how it is assessed, and we endorse it.")
LASTS = (("1", _("1 year")), ("2", _("2 years")), ("3", _("3 years")), ("", _("Without an end")))
no_control_characters = RegexValidator(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", _("There is a sign in this that no text has."), inverse_match=True
)


def _words(label: Any, *, rows: int = 3, required: bool = True, hint: Any = "", initial: Any = None) -> forms.CharField:
    """Several lines."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        initial=initial,
        max_length=limits.ENDORSER_WORDS,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[no_control_characters],
    )


class AskForm(forms.Form):
    """Whom to ask: somebody known, or somebody new."""

    known = forms.ChoiceField(label=_("Somebody you have asked before"), required=False)
    name = LineField(
        label=_("Who should endorse it?"),
        help_text=_("The body, as it calls itself."),
        max_length=limits.ENDORSER_NAME,
        required=False,
    )
    role = forms.ChoiceField(
        label=_("What is it to your trade?"), choices=[(role.value, words) for role, words in ROLE_WORDS.items()], required=False
    )
    contact = forms.EmailField(
        label=_("To which address does the letter go?"),
        help_text=_("Whoever reads letters there can sign. It says how we know who signed."),
        required=False,
    )
    url = forms.URLField(
        label=_("Its web site"),
        required=False,
        assume_scheme="https",
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "url"}),  # a browser would refuse one without its scheme
    )
    message = _words(
        _("What do you want to tell them?"),
        required=False,
        hint=_("They read it beside the badge. It does not stand in the letter."),
    )
    due = forms.DateField(
        label=_("By when would you like an answer?"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("They may answer for 90 days in any case."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, known: tuple[tuple[str, str], ...] = (), **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["known"].choices = [("", _("Somebody new")), *known]  # type: ignore[attr-defined]
        if not known:
            del self.fields["known"]

    def clean(self) -> dict[str, Any]:
        """Somebody new needs a name, an address and what she is."""
        found = super().clean() or {}
        if not found.get("known"):
            for name in ("name", "contact", "role"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(_("This is needed to ask somebody new.")))
        return found

    def endorser(self) -> EndorserData:
        """Somebody new, as typed."""
        given = self.cleaned_data
        return EndorserData(given["name"], Role(given["role"]), given["contact"], given["url"])


class SignedForm(forms.Form):
    """What belongs to every signature, whichever key makes it."""

    signed_by = LineField(
        label=_("Your name"),
        help_text=_("For the record of the organisation that asks. It is not published."),
        max_length=limits.PERSON_NAME,
    )
    reconfirm = forms.BooleanField(
        label=_("Ask me once a year whether we still stand by it"), required=False,
        help_text=_("Without your answer the pages say since when there was none."),
    )  # fmt: skip
    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data: Any = None, files: Any = None, *, today: date, **options: Any) -> None:
        super().__init__(data, files, **options)
        self.today = today
        for row in range(ROWS):
            self.fields[f"condition_{row}"] = LineField(label=_("What must be done?"), required=False, max_length=600)
            self.fields[f"due_{row}"] = forms.DateField(
                label=_("By when?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
            )

    def clean(self) -> dict[str, Any]:
        """A condition has words and a day that is still to come."""
        found = super().clean() or {}
        for row in range(ROWS):
            text, due = found.get(f"condition_{row}"), found.get(f"due_{row}")
            if text and not due and f"due_{row}" not in self.errors:
                self.add_error(f"due_{row}", ValidationError(_("Say by when: a condition needs a day.")))
            if due and not text and f"condition_{row}" not in self.errors:
                self.add_error(f"condition_{row}", ValidationError(_("Say what must be done by this day.")))
            if due and due <= self.today:
                self.add_error(f"due_{row}", ValidationError(_("Choose a day that is still to come.")))
        return found

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows for conditions."""
        return [(self[f"condition_{row}"], self[f"due_{row}"]) for row in range(ROWS)]

    def has_conditions(self) -> bool:
        """Whether something was typed in a row, or is wrong with one."""
        return any(bound.value() or bound.errors for row in self.rows() for bound in row)

    def conditions(self) -> list[tuple[str, date]]:
        """What was typed."""
        given = self.cleaned_data
        return [(given[f"condition_{row}"], given[f"due_{row}"]) for row in range(ROWS) if given.get(f"condition_{row}")]


class SignForm(SignedForm):
    """Endorse with the key that is kept here."""

    comment = _words(_("Why do you endorse it?"), initial=WE_ENDORSE, hint=_("Everybody who checks a badge can read it."))
    lasts = forms.ChoiceField(label=_("For how long?"), choices=LASTS, initial="2", required=False)

    def answer(self) -> Answer:
        """What was said."""
        given = self.cleaned_data
        until = add_months(self.today, 12 * int(given["lasts"])) if given["lasts"] else None
        return Answer(given["comment"], given["signed_by"], given["read"], until, given["reconfirm"], self.conditions())


class UnsignedForm(forms.Form):
    """For the document that she signs elsewhere."""

    issuer = LineField(
        label=_("Your issuer id"),
        max_length=limits.ISSUER_ID,
        help_text=_("The DID or https address whose key signs, for instance did:web:institute.example."),
    )
    comment = _words(_("Why do you endorse it?"), initial=WE_ENDORSE)
    until = forms.DateField(label=_("Until when?"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean_issuer(self) -> str:
        """An id to which a key can be bound."""
        issuer = str(self.cleaned_data["issuer"])
        if not issuer.startswith(("did:", "https://")) or not issuer.isascii():
            raise ValidationError(_("An issuer id begins with did: or https://."))
        return issuer


class OwnKeyForm(SignedForm):
    """Hand in a document that was signed elsewhere."""

    document = forms.CharField(
        label=_("Or paste the signed text"),
        required=False,
        strip=True,
        max_length=limits.PASTED_CREDENTIAL,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("The signed document"), required=False, help_text=_("JSON with its proof, or a signed token (JWT).")
    )

    def clean_file(self) -> Any:
        """Not larger than a badge may be."""
        file = self.cleaned_data["file"]
        if file and file.size > limits.PASTED_CREDENTIAL:
            raise ValidationError(_("This file is too large for an endorsement."))
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        found = super().clean()
        if not found.get("file") and not found.get("document") and not self.errors:
            self.add_error("file", ValidationError(_("Choose the signed file, or paste its text.")))
        return found

    def signed_bytes(self) -> bytes:
        """The document's bytes, as handed in."""
        file = self.cleaned_data["file"]
        return bytes(file.read()) if file else str(self.cleaned_data["document"]).encode()

    def answer(self) -> Answer:
        """What stands beside the document."""
        given = self.cleaned_data
        return Answer("", given["signed_by"], given["read"], None, given["reconfirm"], self.conditions())


class CommentForm(forms.Form):
    """A word for colleagues."""

    name = LineField(label=_("Your name"), max_length=limits.PERSON_NAME)
    text = _words(_("What do you say?"), hint=_("Your colleagues read it, and so does the organisation that asks."))


class ChangesForm(forms.Form):
    """What should change before she signs."""

    words = _words(_("What should change?"), rows=5, hint=_("The organisation reads it as you write it."))


class DeclineForm(forms.Form):
    """Why not, if she likes."""

    words = _words(_("Why not?"), required=False, hint=_("If you like. Only the organisation that asks reads it."))


class WithdrawForm(forms.Form):
    """Why she withdraws."""

    reason = _words(_("Why do you withdraw it?"), hint=_("Everybody who looks at the badge reads it."))


class LaterForm(forms.Form):
    """Another day for a condition."""

    due = forms.DateField(label=_("Another day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

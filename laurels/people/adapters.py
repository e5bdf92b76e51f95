"""Where allauth asks and this house answers: who may sign up, which stages a sign-in has, and every word and letter."""

from __future__ import annotations

import time
import uuid
from functools import partial
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.stages import EmailVerificationStage
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laurels.common.clock import now
from laurels.mail.services import send
from laurels.people.models import Person

_LETTERS = {
    "account/email/login_code": ("people/letters/sign_in_code", _("Your code to sign in")),
    "account/email/email_confirmation": ("people/letters/address_code", _("Your code to prove this address")),
    "account/email/email_confirmation_signup": ("people/letters/address_code", _("Your code to prove this address")),
    "account/email/account_already_exists": ("people/letters/already_here", _("You are here already")),
    "account/email/unknown_account": ("people/letters/nobody_here", _("Nobody here has this address")),
}
_TO_STRANGERS = frozenset({"people/letters/nobody_here", "people/letters/already_here"})
"""Letters that any visitor can have us write to any address."""
_SAID = {
    "account/messages/email_confirmed.txt": _("This address is proven to be yours."),
    "account/messages/email_confirmation_failed.txt": _(
        "Somebody else has proven this address. Sign in with it instead, or add another one."
    ),
    "account/messages/cannot_delete_primary_email.txt": _("This is where we write to you. Choose another address for that first."),
    "account/messages/email_deleted.txt": _("The address is removed."),
    "account/messages/primary_email_set.txt": _("We write to this address from now on."),
    "account/messages/logged_out.txt": _("You are signed out."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added. From now on you can sign in with it."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
}
_WRONG_CODE = _("This is not the code that we sent. Look at the newest letter, or ask for another one.")
_TOO_OFTEN = _("That was too often. Wait five minutes and try again.")


class VerifyAtSignUp(EmailVerificationStage):
    """An address is proven when somebody signs up; a person who is here already signs in with what she has."""

    def handle(self) -> tuple[Any, bool]:
        return super().handle() if self.login.signup else (None, True)


class AccountAdapter(DefaultAccountAdapter):
    """Our answers for addresses, passwords and codes."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This address and this password do not belong together. Try again, or let us send you a code instead."
        ),
        "incorrect_password": _("This is not your password. Try again, or choose another way."),
        "incorrect_code": _WRONG_CODE,
        "too_many_login_attempts": _TOO_OFTEN,
        "rate_limited": _TOO_OFTEN,
        "duplicate_email": _("You have this address already."),
        "email_taken": _("Somebody here has this address already. Sign in with it, or choose another one."),
        "account_inactive": _("This account is closed."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """People come by invitation; anybody may sign up only where the operator says so."""
        return bool(settings.OPEN_SIGN_UP)

    def get_login_stages(self) -> list[str]:
        """A code by mail, and proving the address at sign-up. A passkey is a way in, not a second factor."""
        return ["allauth.account.stages.LoginByCodeStage", "laurels.people.adapters.VerifyAtSignUp"]

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        """Keep the name that the sign-up form asked for."""
        user.name = form.cleaned_data["name"]
        return super().save_user(request, user, form, commit)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words, or say nothing where the next page says it."""
        ours = message or _SAID.get(message_template or "")
        if ours:
            super().add_message(request, level, message=str(ours), extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand a letter to the mail room; it says what was asked for, never whether somebody else is here."""
        template, subject = _LETTERS[template_prefix]
        if template in _TO_STRANGERS and not self._may_write_to_a_stranger(template, email):
            return
        said = {key: str(context[key]) for key in ("code",) if key in context}
        send(
            to=email,
            subject=str(subject),
            template=template,
            context={**said, "address": email, "sign_in_url": settings.ORIGIN + reverse("account_login")},
            key=f"{template}:{uuid.uuid4()}",
            at=now(),
        )

    def _may_write_to_a_stranger(self, template: str, email: str) -> bool:
        """Once a day to one address and a few in an hour to all: any visitor can type any address, and each letter is kept."""
        consume = partial(ratelimit.consume, self.request, app="laurels.people")
        once = consume(action="letter_to_stranger", config={"letter_to_stranger": "1/d/key"}, key=f"{template}:{email.lower()}")
        return bool(once and consume(action="letters_to_strangers", config={"letters_to_strangers": "60/h/key"}, key="all"))

    def send_account_already_exists_mail(self, email: str) -> None:
        """Somebody tried to sign up with an address of a person who is here."""
        self.send_mail("account/email/account_already_exists", email, {})

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within fifteen minutes of any sign-in: who has just shown who she is need not do it again."""
        request = self.request
        records = get_authentication_records(request, request.user) if request is not None else []
        if records and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to show again who one is, in our words."""
        words = {"reauthenticate": _("Use your password"), "mfa_reauthenticate:webauthn": _("Use a passkey")}
        return [
            {**method, "description": words[method["id"]]}
            for method in super().get_reauthentication_methods(user)
            if method["id"] in words
        ]


class PasskeyAdapter(DefaultMFAAdapter):
    """Our answers for passkeys."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This passkey did not answer as it should. Try once more, or choose another way.")
    }

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        """As allauth has it; kinds that nobody can have here are not asked for."""
        kinds = None if types is None else [kind for kind in types if kind in settings.MFA_SUPPORTED_TYPES]
        return kinds != [] and bool(super().is_mfa_enabled(user, types=kinds))

    def _get_site_name(self) -> str:
        return "Laurels"

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.name)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: ARG002
        """What a passkey is called until its owner says more."""
        return str(_("My telephone or computer"))

"""Signing in, up and out: allauth's flows behind our pages."""

from __future__ import annotations

import json
from typing import Any

from allauth.account import views as account
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth, flows
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy

from laurels.people.forms import SignInPasskeyForm


class SignIn(account.LoginView):
    """Passkey, password, code by mail, or printed code."""

    template_name = "people/entrance/sign_in.html"
    extra_context = {"open_sign_up": settings.OPEN_SIGN_UP}


class SignUp(account.SignupView):
    """For everybody where the operator says so."""

    template_name = "people/entrance/sign_up.html"
    template_name_signup_closed = "people/entrance/sign_up_closed.html"


class AskForCode(account.RequestLoginCodeView):
    """An address, and a code goes there if somebody here has it."""

    template_name = "people/entrance/ask_for_code.html"


class EnterSignInCode(account.ConfirmLoginCodeView):
    """The code from the letter."""

    template_name = "people/entrance/enter_code.html"


class ProveAddress(account.ConfirmEmailVerificationCodeView):
    """The code that proves an address, at sign-up and for one more address."""

    template_name = "people/entrance/prove_address.html"


class SignInWithPasskey(webauthn.LoginWebAuthnView):
    """What the passkey script asks and posts to."""

    def form_valid(self, form: SignInPasskeyForm) -> HttpResponse:
        """Let her in, and on to the page that she asked for."""
        passkey = form.cleaned_data["credential"]
        login = Login(user=passkey.user, redirect_url=get_next_redirect_url(self.request))
        return flows.perform_passwordless_login(self.request, passkey, login)


class SignOut(account.LogoutView):
    """Asks once, then signs out."""

    template_name = "people/entrance/sign_out.html"


class ShowAgain(account.ReauthenticateView):
    """Password again before something that matters."""

    template_name = "people/entrance/again_password.html"


class ShowAgainWithPasskey(webauthn.ReauthenticateWebAuthnView):
    """Passkey again before something that matters."""

    template_name = "people/entrance/again_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the passkey script hands to the device."""
        context = super().get_context_data(**kwargs)
        return context | {"options": _as_json(context["js_data"]["request_options"])}


class AddPasskey(webauthn.AddWebAuthnView):
    """A passkey that signs in alone."""

    template_name = "people/account/add_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask the device for a key that it keeps and opens only for its owner."""
        context = super().get_context_data(**kwargs)
        return context | {"options": _as_json(auth.begin_registration(self.request.user, True))}

    def get_success_url(self) -> str:
        """Back to the account."""
        return reverse("people:account")


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """Confirm, then remove."""

    template_name = "people/account/remove_passkey.html"
    success_url = reverse_lazy("people:account")


def _as_json(options: dict[str, Any]) -> str:
    """Options of a passkey ceremony as they stand in a form's data attribute."""
    return json.dumps(options, cls=DjangoJSONEncoder)


def closed(request: HttpRequest) -> HttpResponse:
    """An account that its owner or the operator closed."""
    return render(request, "people/entrance/closed.html", status=403)

"""The addresses that allauth asks for by its own names; every page behind them is ours, and no other is reachable."""

from __future__ import annotations

from django.urls import path

from laurels.people.views import account, entrance

urlpatterns = [
    path("sign-in/", entrance.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", entrance.AskForCode.as_view(), name="account_request_login_code"),
    path("sign-in/code/enter/", entrance.EnterSignInCode.as_view(), name="account_confirm_login_code"),
    path("sign-in/passkey/", entrance.SignInWithPasskey.as_view(), name="mfa_login_webauthn"),
    path("sign-in/closed/", entrance.closed, name="account_inactive"),
    path("sign-up/", entrance.SignUp.as_view(), name="account_signup"),
    path("sign-out/", entrance.SignOut.as_view(), name="account_logout"),
    path("account/address/", entrance.ProveAddress.as_view(), name="account_email_verification_sent"),
    path("account/again/", entrance.ShowAgain.as_view(), name="account_reauthenticate"),
    path("account/again/passkey/", entrance.ShowAgainWithPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("account/passkeys/add/", entrance.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove/", entrance.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("account/addresses/", account.addresses, name="account_email"),
]

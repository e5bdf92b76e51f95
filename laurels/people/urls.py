"""Addresses of this room; those that allauth names stand in ``identity_urls``."""

from __future__ import annotations

from django.urls import path

from laurels.people.views import account, codes, importing, members, settings

app_name = "people"

urlpatterns = [
    path("code/", codes.code, name="code"),
    path("code/<str:typed>/", codes.code_at_hand, name="code-at-hand"),
    path("account/", account.account, name="account"),
    path("account/welcome/", account.welcome, name="welcome"),
    path("account/name/", account.name, name="name"),
    path("account/password/", account.password, name="password"),
    path("account/first-password/", account.first_password, name="first-password"),
    path("account/recovery-code/", account.recovery_code, name="recovery-code"),
    path("account/leave/<slug:slug>/", account.leave, name="leave"),
    path("o/<slug:slug>/people/", members.people, name="people"),
    path("o/<slug:slug>/people/add/", members.add, name="add"),
    path("o/<slug:slug>/people/codes/", members.print_codes, name="print-codes"),
    path("o/<slug:slug>/people/import/", importing.bring, name="import-bring"),
    path("o/<slug:slug>/people/import/<uuid:code>/", importing.file, name="import"),
    path("o/<slug:slug>/people/import/<uuid:code>/columns/", importing.columns, name="import-columns"),
    path("o/<slug:slug>/people/import/<uuid:code>/missing/", importing.missing, name="import-missing"),
    path("o/<slug:slug>/people/import/<uuid:code>/begin/", importing.begin, name="import-begin"),
    path("o/<slug:slug>/people/import/<uuid:code>/discard/", importing.discard, name="import-discard"),
    path("o/<slug:slug>/people/import/<uuid:code>/stop/", importing.stop, name="import-stop"),
    path("o/<slug:slug>/people/import/<uuid:code>/go-on/", importing.go_on, name="import-go-on"),
    path("o/<slug:slug>/people/import/<uuid:code>/refused.csv", importing.refused, name="import-refused"),
    path("o/<slug:slug>/people/register.csv", importing.register, {"form": "csv"}, name="register"),
    path("o/<slug:slug>/people/register.xlsx", importing.register, {"form": "xlsx"}, name="register"),
    path("o/<slug:slug>/people/<uuid:code>/", members.member, name="member"),
    path("o/<slug:slug>/people/<uuid:code>/place/", members.place, name="place"),
    path("o/<slug:slug>/people/<uuid:code>/jobs/", members.begin_job, name="begin-job"),
    path("o/<slug:slug>/people/<uuid:code>/jobs/<uuid:job>/end/", members.end_job, name="end-job"),
    path("o/<slug:slug>/people/<uuid:code>/roles/", members.roles, name="roles"),
    path("o/<slug:slug>/people/<uuid:code>/code/", members.print_code, name="print-code"),
    path("o/<slug:slug>/people/<uuid:code>/remove/", members.remove, name="remove"),
    path("o/<slug:slug>/settings/", settings.settings, name="settings"),
    path("o/<slug:slug>/settings/use/", settings.use, name="use"),
    path("o/<slug:slug>/settings/mode/", settings.mode, name="mode"),
]

"""Addresses of issuing."""

from __future__ import annotations

from django.urls import path

from laurels.issuing import views

app_name = "issuing"
urlpatterns = [
    path("o/<slug:slug>/awards/", views.register, name="register"),
    path("o/<slug:slug>/awards/new/", views.new, name="new"),
    path("o/<slug:slug>/awards/take-back/<uuid:code>/", views.take_back_badge, name="take-back-badge"),
    path("o/<slug:slug>/awards/<uuid:code>/", views.award, name="award"),
    path("o/<slug:slug>/awards/<uuid:code>/revoke/", views.revoke, name="revoke"),
    path("o/<slug:slug>/awards/<uuid:code>/stop/<uuid:revocation>/", views.stop, name="stop"),
]

"""Addresses of the shell."""

from __future__ import annotations

from django.urls import path

from laurels.common import views

app_name = "common"
urlpatterns = [
    path("scheme/", views.scheme, name="scheme"),
    path("brand/<slug:digits>.css", views.brand_sheet, name="brand"),
    path("styleguide/", views.styleguide, name="styleguide"),
]

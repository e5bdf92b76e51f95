"""Addresses of verification."""

from __future__ import annotations

from django.urls import path

from laurels.verification import views

app_name = "verification"
urlpatterns = [path("check/", views.check, name="check"), path("check/how/", views.how, name="how")]

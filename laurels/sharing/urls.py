"""Addresses of public pages."""

from __future__ import annotations

from django.urls import path

from laurels.sharing import views

app_name = "sharing"
urlpatterns = [
    path("c/<slug:token>", views.credential, name="credential"),
    path("s/<slug:token>/", views.share, name="share"),
    path("s/<slug:token>/picture.png", views.picture, name="picture"),
    path("my-badges/<uuid:code>/share/", views.open_page, name="open"),
    path("my-badges/<uuid:code>/unshare/", views.withdraw, name="withdraw"),
]

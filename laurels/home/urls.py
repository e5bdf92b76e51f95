"""Addresses of the start pages."""

from __future__ import annotations

from django.urls import path

from laurels.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("home/", views.home, name="home"),
    path("start/<str:code>/", views.start, name="start"),
]

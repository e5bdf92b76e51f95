"""The demonstration's doors."""

from __future__ import annotations

from django.urls import path

from laurels.programmes.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.story, name="story"),
    path("demo/be/<slug:who>/", views.be, name="be"),
    path("demo/contents.json", views.contents, name="contents"),
]

"""Addresses of the catalogue."""

from __future__ import annotations

from django.urls import path

from laurels.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("catalogue/", views.catalogue, name="catalogue"),
    path("badges/<uuid:code>", views.badge, name="badge"),
    path("badges/<uuid:code>/<slug:cut>.svg", views.picture, name="picture"),
    path("o/<slug:slug>/design/", views.design, name="design"),
    path("o/<slug:slug>/design/new/", views.new, name="new"),
    path("o/<slug:slug>/design/new/save/", views.save_new, name="save-new"),
    path("o/<slug:slug>/design/<uuid:code>/", views.edit, name="edit"),
    path("o/<slug:slug>/design/<uuid:code>/save/", views.save, name="save"),
    path("o/<slug:slug>/design/<uuid:code>/picture/", views.own_picture, name="own-picture"),
    path("o/<slug:slug>/design/<uuid:code>/publish/", views.publish, name="publish"),
    path("o/<slug:slug>/design/<uuid:code>/judges/", views.judges, name="judges"),
    path("o/<slug:slug>/design/<uuid:code>/retire/", views.retire, name="retire"),
    path("o/<slug:slug>/design/<uuid:code>/next/", views.next_version, name="next"),
    path("o/<slug:slug>/design/<uuid:code>/discard/", views.discard, name="discard"),
]

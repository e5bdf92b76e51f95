"""Addresses of My badges."""

from __future__ import annotations

from django.urls import path

from laurels.backpack import views

app_name = "backpack"
urlpatterns = [
    path("my-badges/", views.home, name="home"),
    path("my-badges/take-in/", views.take_in, name="take-in"),
    path("my-badges/offers/<uuid:code>/", views.offer, name="offer"),
    path("my-badges/offers/<uuid:code>/decline/", views.decline, name="decline"),
    path("my-badges/<uuid:code>/", views.item, name="item"),
    path("my-badges/<uuid:code>/picture/", views.picture, name="picture"),
    path("my-badges/<uuid:code>/look-again/", views.look_again, name="look-again"),
    path("my-badges/<uuid:code>/address/", views.address, name="address"),
    path("my-badges/<uuid:code>/take-out/", views.take_out, name="take-out"),
    path("o/<slug:slug>/awards/<uuid:code>/take-back/", views.take_back, name="take-back"),
    path("my-badges/<uuid:code>/download/<slug:form>/", views.download, name="download"),
]

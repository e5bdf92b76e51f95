"""Every address of the house: each room brings its own."""

from __future__ import annotations

from django.urls import include, path

from laurels.site.rooms import url_modules

urlpatterns = [
    *(path("", include(module)) for module in url_modules()),
    path("", include("laurels.people.identity_urls")),  # without a namespace: allauth asks for these names
]

"""Every address of the house: each room brings its own."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from laurels.site import problems
from laurels.site.rooms import url_modules

urlpatterns = [
    path("healthz", problems.health),
    *(path("", include(module)) for module in url_modules()),
    path("", include("laurels.people.identity_urls")),  # without a namespace: allauth asks for these names
]

if settings.DEMO:
    urlpatterns.append(path("", include("laurels.programmes.demo.urls")))

handler400 = problems.bad_request
handler403 = problems.refused
handler404 = problems.not_found
handler500 = problems.fault

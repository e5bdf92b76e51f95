"""Addresses of frameworks."""

from __future__ import annotations

from django.urls import path

from laurels.frameworks.views import imports, library, public

app_name = "frameworks"
urlpatterns = [
    path("o/<slug:slug>/frameworks/", library.frameworks, name="frameworks"),
    path("o/<slug:slug>/frameworks/search/", library.search, name="search"),
    path("o/<slug:slug>/frameworks/import/", imports.bring, name="bring"),
    path("o/<slug:slug>/frameworks/imports/<uuid:code>/", imports.shown, name="import"),
    path("o/<slug:slug>/frameworks/imports/<uuid:code>/choose/", imports.choose, name="choose"),
    path("o/<slug:slug>/frameworks/imports/<uuid:code>/confirm/", imports.confirm, name="confirm"),
    path("o/<slug:slug>/frameworks/imports/<uuid:code>/discard/", imports.discard, name="discard"),
    path("o/<slug:slug>/frameworks/imports/<uuid:code>/again/", imports.again, name="again"),
    path("o/<slug:slug>/frameworks/imports/<uuid:code>/remarks.csv", imports.remarks, name="remarks"),
    path("o/<slug:slug>/frameworks/<uuid:code>/", library.framework, name="framework"),
    path("o/<slug:slug>/frameworks/<uuid:code>/case.json", library.export, name="export"),
    path("o/<slug:slug>/frameworks/items/<uuid:code>/", library.item, name="item"),
    path("o/<slug:slug>/frameworks/items/<uuid:code>/demand/", library.demand, name="demand"),
    path("o/<slug:slug>/frameworks/items/<uuid:code>/deprecate/", library.deprecate, name="deprecate"),
    path("o/<slug:slug>/frameworks/items/<uuid:code>/restore/", library.restore, name="restore"),
    path("frameworks/<uuid:code>", public.framework, name="public-framework"),
    path("frameworks/<uuid:code>.json", public.package, name="public-package"),
    path("frameworks/<uuid:framework>/items/<uuid:code>", public.item, name="public-item"),
    path("ims/case/v1p1/CFPackages/<uuid:code>", public.package, name="case-package"),
]

"""Addresses of the catalogue."""

from __future__ import annotations

from django.urls import path

from laurels.catalogue.plan_urls import plans
from laurels.catalogue.review_urls import reviews
from laurels.catalogue.views import bringing, drafts, european, feeds, public, publishing, studio
from laurels.catalogue.write_urls import writing

app_name = "catalogue"
urlpatterns = [
    path("catalogue/", public.catalogue, name="catalogue"),
    path("catalogue.atom", feeds.atom, name="feed"),
    path("catalogue.json", feeds.as_json, name="as-json"),
    path("sitemap.xml", feeds.site_map, name="site-map"),
    path("robots.txt", feeds.robots, name="robots"),
    path("badges/<uuid:code>", public.badge, name="badge"),
    path("badges/<uuid:code>/<slug:cut>.svg", public.picture, name="picture"),
    path("badges/<uuid:code>/european", european.public, name="european"),
    path("o/<slug:slug>/design/<uuid:code>/european/", european.own, name="european-own"),
    path("o/<slug:slug>/design/", drafts.design, name="design"),
    path("o/<slug:slug>/design/bring/", bringing.bring, name="bring"),
    path("o/<slug:slug>/design/bring/<uuid:code>/", bringing.brought, name="brought"),
    path("o/<slug:slug>/design/new/", drafts.new, name="new"),
    path("o/<slug:slug>/design/new/save/", drafts.save_new, name="save-new"),
    path("o/<slug:slug>/design/<uuid:code>/", drafts.edit, name="edit"),
    path("o/<slug:slug>/design/<uuid:code>/save/", drafts.save, name="save"),
    path("o/<slug:slug>/design/<uuid:code>/picture/", drafts.own_picture, name="own-picture"),
    path("o/<slug:slug>/design/<uuid:code>/studio/", studio.studio, name="studio"),
    path("o/<slug:slug>/design/<uuid:code>/studio/save/", studio.save, name="studio-save"),
    path("o/<slug:slug>/design/family/", studio.family, name="family"),
    path("o/<slug:slug>/design/<uuid:code>/publish/", publishing.publish, name="publish"),
    path("o/<slug:slug>/design/<uuid:code>/judges/", publishing.judges, name="judges"),
    path("o/<slug:slug>/design/<uuid:code>/retire/", publishing.retire, name="retire"),
    path("o/<slug:slug>/design/<uuid:code>/next/", drafts.next_version, name="next"),
    path("o/<slug:slug>/design/<uuid:code>/discard/", drafts.discard, name="discard"),
]

urlpatterns += plans + writing + reviews

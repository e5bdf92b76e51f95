"""Addresses of writing in full: how a badge begins, its parts, its elements and standards."""

from __future__ import annotations

from django.urls import path

from laurels.catalogue.views import begin, write, write_elements, write_standards

writing = [
    path("o/<slug:slug>/design/begin/", begin.begin, name="begin"),
    path("o/<slug:slug>/design/begin/paste/", begin.paste, name="begin-paste"),
    path("o/<slug:slug>/design/begin/copy/<uuid:code>/", begin.copy, name="copy"),
    path("o/<slug:slug>/design/<uuid:code>/about/", begin.about, name="about"),
    path("o/<slug:slug>/design/<uuid:code>/edition/", begin.edition, name="edition"),
    path("o/<slug:slug>/design/<uuid:code>/pattern/", begin.pattern, name="pattern"),
    path("o/<slug:slug>/design/<uuid:code>/write/", write.first, name="write"),
    path("o/<slug:slug>/design/<uuid:code>/write/elements/", write_elements.elements, name="write-elements"),
    path("o/<slug:slug>/design/<uuid:code>/write/elements/paste/", write_elements.paste, name="write-paste"),
    path("o/<slug:slug>/design/<uuid:code>/write/elements/<str:element>/", write.element, name="write-element"),
    path("o/<slug:slug>/design/<uuid:code>/write/elements/<str:element>/save/", write.save_element, name="save-element"),
    path("o/<slug:slug>/design/<uuid:code>/write/elements/<str:element>/<slug:act>/", write_elements.act, name="write-act"),
    path("o/<slug:slug>/design/<uuid:code>/write/standards/", write_standards.standards, name="write-standards"),
    path("o/<slug:slug>/design/<uuid:code>/write/standards/add/", write_standards.align, name="write-align"),
    path("o/<slug:slug>/design/<uuid:code>/write/standards/take/", write_standards.unalign, name="write-unalign"),
    path("o/<slug:slug>/design/<uuid:code>/write/<slug:part>/", write.part, name="write-part"),
    path("o/<slug:slug>/design/<uuid:code>/write/<slug:part>/save/", write.save, name="save-part"),
]

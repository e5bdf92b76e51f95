"""Addresses of the second person, of previews, histories and differences."""

from __future__ import annotations

from django.urls import path

from laurels.catalogue.views import help, history, preview, publishing, review

reviews = [
    path("badges/<uuid:code>/changes", history.changes, name="changes"),
    path("help/linter/", help.linter, name="linter"),
    path("o/<slug:slug>/design/<uuid:code>/submit/", review.submit, name="submit"),
    path("o/<slug:slug>/design/<uuid:code>/answer/", review.answer, name="answer"),
    path("o/<slug:slug>/design/<uuid:code>/review/", review.review, name="review"),
    path("o/<slug:slug>/design/<uuid:code>/preview/", preview.preview, name="preview"),
    path("o/<slug:slug>/design/<uuid:code>/history/", history.history, name="history"),
    path("o/<slug:slug>/design/<uuid:code>/compare/<uuid:other>/", history.compared, name="compare"),
    path("o/<slug:slug>/design/<uuid:code>/suspend/", publishing.suspend, name="suspend"),
    path("o/<slug:slug>/design/<uuid:code>/resume/", publishing.resume, name="resume"),
]

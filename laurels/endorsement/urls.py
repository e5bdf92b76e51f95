"""Addresses of endorsements."""

from __future__ import annotations

from django.urls import path

from laurels.endorsement.views import endorser, owner, public

app_name = "endorsement"
BY_LINK = "endorse/<str:token>/"
OWNER = "o/<slug:slug>/endorsements/"
urlpatterns = [
    path("endorsements/<uuid:code>", public.endorsement, name="endorsement"),
    path("endorsements/<uuid:code>/link/", public.send_link, name="send-link"),
    path(BY_LINK, endorser.review, name="review"),
    path(f"{BY_LINK}opened/", endorser.opened, name="opened"),
    path(f"{BY_LINK}comment/", endorser.comment, name="comment"),
    path(f"{BY_LINK}sign/", endorser.sign, name="sign"),
    path(f"{BY_LINK}own-key/", endorser.own_key, name="own-key"),
    path(f"{BY_LINK}unsigned.json", endorser.unsigned, name="unsigned"),
    path(f"{BY_LINK}changes/", endorser.changes, name="changes"),
    path(f"{BY_LINK}decline/", endorser.decline, name="decline"),
    path(f"{BY_LINK}withdraw/", endorser.withdraw, name="withdraw"),
    path(f"{BY_LINK}condition/<uuid:code>/", endorser.condition, name="condition"),
    path(f"{BY_LINK}stand-by/", endorser.stand_by, name="stand-by"),
    path(f"{BY_LINK}prove-domain/", endorser.prove_domain, name="prove-domain"),
    path(f"{BY_LINK}pack.pdf", endorser.pack, name="pack"),
    path(f"{BY_LINK}picture.svg", endorser.picture, name="picture"),
    path(OWNER, owner.requests, name="requests"),
    path(f"{OWNER}ask/", owner.ask, name="ask"),
    path(f"{OWNER}<uuid:code>/", owner.one, name="request"),
    *(path(f"{OWNER}<uuid:code>/{move}/", owner.act, {"move": move}, name=move) for move in owner.MOVES),
]

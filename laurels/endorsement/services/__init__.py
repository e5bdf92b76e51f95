"""The verbs of this room: asked by an owner, answered by an endorser, kept by her, moved by the clock."""

from laurels.endorsement.services.answering import ask_changes, comment, decline, open_request
from laurels.endorsement.services.asking import (
    EndorserData,
    Wanted,
    ask_for_link,
    discard,
    draft_request,
    enter_request,
    resend,
    send,
    send_again,
)
from laurels.endorsement.services.clock import ask_to_reconfirm, expire_due, lapse_due, remind_due, remind_overdue
from laurels.endorsement.services.handing_in import sign_own, unsigned
from laurels.endorsement.services.keeping import extend, prove_domain, reconfirm, settle, withdraw
from laurels.endorsement.services.listed import follow
from laurels.endorsement.services.signing import Answer, sign_hosted

__all__ = [
    "Answer",
    "EndorserData",
    "Wanted",
    "ask_changes",
    "ask_for_link",
    "ask_to_reconfirm",
    "comment",
    "decline",
    "discard",
    "draft_request",
    "enter_request",
    "expire_due",
    "extend",
    "follow",
    "lapse_due",
    "open_request",
    "prove_domain",
    "reconfirm",
    "remind_due",
    "remind_overdue",
    "resend",
    "send",
    "send_again",
    "settle",
    "sign_hosted",
    "sign_own",
    "unsigned",
    "withdraw",
]

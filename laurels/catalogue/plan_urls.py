"""Addresses of planning, where an organisation uses it."""

from __future__ import annotations

from django.urls import path

from laurels.catalogue.views import programme, proposing, tasks, training, upkeep

plans = [
    path("tasks/<uuid:code>", tasks.task, name="task"),
    path("o/<slug:slug>/tasks/", tasks.tasks, name="tasks"),
    path("o/<slug:slug>/tasks/new/", tasks.new_task, name="new-task"),
    path("o/<slug:slug>/tasks/<uuid:code>/", tasks.edit_task, name="edit-task"),
    path("o/<slug:slug>/tasks/<uuid:code>/remove/", tasks.remove_task, name="remove-task"),
    path("o/<slug:slug>/plans/", training.plans, name="plans"),
    path("o/<slug:slug>/plans/new/", training.new_plan, name="new-plan"),
    path("o/<slug:slug>/plans/<uuid:code>/", training.plan, name="plan"),
    path("o/<slug:slug>/plans/<uuid:code>/remove/", training.remove_plan, name="remove-plan"),
    path("o/<slug:slug>/plans/<uuid:code>/<uuid:item>/done/", training.done, name="item-done"),
    path("o/<slug:slug>/plans/<uuid:code>/<uuid:item>/remove/", training.remove_item, name="remove-item"),
    path("o/<slug:slug>/programme/", programme.programme, name="programme"),
    path("o/<slug:slug>/programme/sheet.csv", programme.sheet, name="programme-sheet"),
    path("o/<slug:slug>/programme/coverage/", programme.coverage, name="coverage"),
    path("o/<slug:slug>/programme/coverage/<uuid:item>/", programme.begin_for_item, name="begin-for-item"),
    path("o/<slug:slug>/programme/reviews/", upkeep.due, name="due"),
    path("o/<slug:slug>/programme/reviews/<uuid:code>/", upkeep.look_again, name="look-again"),
    path("o/<slug:slug>/proposals/", proposing.proposals, name="proposals"),
    path("o/<slug:slug>/proposals/new/", proposing.propose, name="propose"),
    path("o/<slug:slug>/proposals/<uuid:code>/", proposing.proposal, name="proposal"),
    path("o/<slug:slug>/proposals/<uuid:code>/credit/", proposing.credit, name="credit"),
]

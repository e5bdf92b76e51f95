"""Taking a framework in whose entries are at hand: what programmes and tests bring. Files come by way of an import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from laurels import journal
from laurels.common import limits
from laurels.common.dates import day_in
from laurels.frameworks import rules
from laurels.frameworks.entries import Entry, Head
from laurels.frameworks.models import Framework, Item
from laurels.frameworks.packing import in_slices
from laurels.frameworks.plans import Standing
from laurels.frameworks.services import carrying
from laurels.frameworks.services.writing import SLICE, Writer
from laurels.frameworks.tree import MISSING, Edge, Tree, plant
from laurels.people.models import Organisation, Person


@transaction.atomic
def import_items(
    *, organisation: Organisation, framework: Head, items: Sequence[Entry], actor: Person | None, at: datetime
) -> Framework:
    """Take in a framework with its items; a second call with the same family and version adds only what is not there yet.

    An ``UNCONFIRMED`` entry is kept for the record; nothing can be aligned to it. An entry without an official address stays
    without one.
    """
    known = Framework.objects.filter(organisation=organisation, family=rules.key_of(framework.family), version=framework.version)
    row = known.exclude(state=rules.State.ARRIVING).first()
    if row is None:
        row = begin(organisation=organisation, head=framework, actor=actor, at=at)
    held = list(Item.objects.filter(framework=row).order_by("place").values_list("key", "parent__key"))
    known_keys = {key for key, _ in held}
    fresh = list({rules.key_of(entry.key): entry for entry in items if rules.key_of(entry.key) not in known_keys}.values())
    tree, first, today = _tree(held, fresh), len(held), day_in(at, organisation.time_zone)
    standings = (
        Standing(place, tree.parents[place], tree.positions[place], _dated(fresh[place - first], today))
        for place in tree.order
        if place >= first
    )
    writer = Writer(row)
    for rows in in_slices(standings, SLICE):
        writer.items(rows)
    writer.replacements([(entry.key, entry.replaced_by) for entry in fresh if entry.replaced_by])
    if fresh or row.state == rules.State.ARRIVING:
        finish(framework=row, actor=actor, at=at)
        carrying.carry_all(row, at=at)
    return row


def begin(*, organisation: Organisation, head: Head, actor: Person | None, at: datetime) -> Framework:
    """The row of a framework whose items are still to come; nobody sees it until it is finished."""
    return Framework.objects.create(
        organisation=organisation, kind=head.kind, family=rules.key_of(head.family), own=head.own, title=head.title,
        publisher=head.publisher, version=head.version, identifier=head.identifier, uri=head.uri, licence=head.licence,
        language=head.language, description=head.description, adoption=head.adoption, adopted_on=head.adopted_on,
        deprecated_on=head.deprecated_on, target_type=head.target_type or target_type(head), kept=dict(head.kept),
        imported_by=actor, imported_at=at,
    )  # fmt: skip


def target_type(head: Head) -> str:
    """What an alignment calls an item: our own are served as CASE."""
    return "CFItem" if head.own else rules.TARGET_TYPES.get(head.kind, "")


@transaction.atomic
def finish(*, framework: Framework, actor: Person | None, at: datetime) -> None:
    """All items are there: the version before steps back, this one is shown, and the fact is recorded."""
    family = Framework.objects.filter(organisation=framework.organisation, family=framework.family, state=rules.State.CURRENT)
    before = family.exclude(pk=framework.pk).first()
    if before is not None:
        Framework.objects.filter(pk=before.pk).update(state=rules.State.SUPERSEDED)
        framework.previous = before
    gone = rules.is_given_up(framework.adoption, framework.deprecated_on, today=day_in(at, framework.organisation.time_zone))
    framework.state = rules.State.DEPRECATED if gone else rules.State.CURRENT
    framework.item_count = Item.objects.filter(framework=framework).count()
    framework.save(update_fields=["state", "item_count", "previous"])
    journal.record(
        "framework.imported",
        subject=framework.ref(),
        organisation=framework.organisation.ref(),
        actor=actor.ref() if actor else None,
        at=at,
        data={"items": framework.item_count, "kind": str(framework.kind)},
    )


def _dated(entry: Entry, today: date) -> Entry:
    """What no longer counts has a day: the source's, or today."""
    gone = entry.status is rules.Status.DEPRECATED
    return replace(entry, deprecated_on=entry.deprecated_on or today) if gone else entry


def _tree(held: Sequence[tuple[str, str | None]], fresh: Sequence[Entry]) -> Tree:
    """The tree of what is here (keys with their parents', by place) and of the entries that come after it."""
    stands: list[tuple[str, str, int | None]] = [(key, parent or "", None) for key, parent in held]
    stands += [(rules.key_of(entry.key), entry.parent and rules.key_of(entry.parent), entry.sequence) for entry in fresh]
    places = {key: place for place, (key, _, _) in enumerate(stands)}
    edges = (
        Edge(place, places.get(parent, MISSING) if parent else None, sequence) for place, (_, parent, sequence) in enumerate(stands)
    )
    return plant(len(stands), edges, deepest=limits.FRAMEWORK_DEPTH)

"""Frameworks in their versions, the items within, and how items hang together."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from laurels.common import limits
from laurels.frameworks.rules import Confirmation, ImportState, Kind, State, Status
from laurels.journal import Ref
from laurels.people.models import Organisation, Person


class Framework(models.Model):
    """One version of a published list of competencies, as one organisation keeps it.

    ``family`` is what its versions share. ``kept`` holds, for CASE, what of the document and the package we do not model.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="frameworks")
    family = models.CharField(max_length=limits.FRAMEWORK_KEY)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    own = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in State], default=State.ARRIVING)
    title = models.CharField(max_length=limits.FRAMEWORK_NAME)
    publisher = models.CharField(max_length=limits.FRAMEWORK_TITLE, blank=True)
    version = models.CharField(max_length=limits.FRAMEWORK_CODE, blank=True)
    identifier = models.CharField(max_length=limits.FRAMEWORK_ADDRESS, blank=True)
    uri = models.CharField(max_length=limits.FRAMEWORK_ADDRESS, blank=True)
    licence = models.CharField(max_length=limits.FRAMEWORK_ADDRESS, blank=True)
    language = models.CharField(max_length=limits.FRAMEWORK_WORD, blank=True)
    description = models.TextField(blank=True)
    adoption = models.CharField(max_length=limits.FRAMEWORK_WORD, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    deprecated_on = models.DateField(null=True, blank=True)
    target_type = models.CharField(max_length=limits.FRAMEWORK_WORD, blank=True)
    source_address = models.CharField(max_length=limits.ADDRESS, blank=True)
    source_hash = models.CharField(max_length=64, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    item_count = models.PositiveIntegerField(default=0)
    previous = models.OneToOneField("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="successor")
    imported_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    imported_at = models.DateTimeField()
    kept = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "family"], condition=Q(state=State.CURRENT), name="framework_one_current"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "state", "title"], name="framework_list")]  # the list

    def __str__(self) -> str:
        return f"{self.title} {self.version}".strip()

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("framework", self.code)


class Item(models.Model):
    """One entry of a framework.

    ``uri`` is the official address or empty: none is ever made up. ``place`` is the order in the source; ``parent`` and
    ``position`` are the tree, ``trail`` the items above it from the top (keys of rows). ``search`` holds its words, folded.
    ``deprecated_on`` is the last day that was named, or since when it no longer counts.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=limits.FRAMEWORK_KEY)
    place = models.PositiveIntegerField()
    identifier = models.CharField(max_length=limits.FRAMEWORK_ADDRESS, blank=True)
    uri = models.CharField(max_length=limits.FRAMEWORK_ADDRESS, blank=True)
    human_code = models.CharField(max_length=limits.FRAMEWORK_CODE, blank=True)
    text = models.TextField()
    short_text = models.CharField(max_length=limits.FRAMEWORK_TITLE, blank=True)
    kind = models.CharField(max_length=limits.FRAMEWORK_CODE, blank=True)
    language = models.CharField(max_length=limits.FRAMEWORK_WORD, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    position = models.PositiveIntegerField(default=0)
    trail = models.JSONField(default=list)
    status = models.CharField(max_length=12, choices=[(word.value, word.value) for word in Status], default=Status.CURRENT)
    deprecated_on = models.DateField(null=True, blank=True)
    deprecated_here = models.BooleanField(default=False)  # by somebody here, or because a newer version left it out
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    confirmation = models.CharField(
        max_length=16, choices=[(word.value, word.value) for word in Confirmation], default=Confirmation.OFFICIAL
    )
    in_demand = models.BooleanField(default=False)
    demand_note = models.CharField(max_length=limits.DEMAND_NOTE, blank=True)
    demand_on = models.DateField(null=True, blank=True)
    search = models.TextField()
    kept = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["framework", "key"], name="item_key_once"),
            models.CheckConstraint(condition=Q(in_demand=False) | Q(demand_on__isnull=False), name="item_demand_has_a_day"),
            models.CheckConstraint(
                condition=Q(status=Status.CURRENT) | Q(deprecated_on__isnull=False), name="item_deprecated_has_a_day"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["framework", "parent", "position"], name="item_tree"),  # one level of the tree
            models.Index(fields=["framework", "place"], name="item_order"),  # export, slice by slice
            models.Index(fields=["framework"], condition=Q(in_demand=True), name="item_in_demand"),  # Coverage
            models.Index(
                fields=["deprecated_on"], condition=Q(status=Status.CURRENT, deprecated_on__isnull=False), name="item_ends"
            ),  # each look of the clock
        ]

    def __str__(self) -> str:
        return self.human_code or self.short_text or self.text[:60]

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("item", self.code)


class Association(models.Model):
    """How an item hangs together with another, in CASE's words; of an end in another framework only the address is known."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="associations")
    key = models.CharField(max_length=limits.FRAMEWORK_KEY)
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=limits.FRAMEWORK_CODE)
    origin = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="associations")
    destination = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="pointed_at")
    destination_uri = models.CharField(max_length=limits.FRAMEWORK_ADDRESS, blank=True)
    destination_title = models.CharField(max_length=limits.FRAMEWORK_TITLE, blank=True)
    kept = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["framework", "key"], name="association_once")]
        indexes: ClassVar = [models.Index(fields=["framework", "place"], name="association_order")]  # export

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Import(models.Model):
    """A file or an address that somebody brought: what was read of it, what she chose, how far it is.

    ``data`` is the file, packed; it is emptied when all is done. ``choices`` are how it is read (encoding, columns, language) and
    what she says about it (title, whether it is the organisation's own, of which framework it is a newer version).
    ``summary`` and ``remarks`` are what the page shows. An import that nobody confirms is thrown away after a week.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="framework_imports")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=[(word.value, word.value) for word in ImportState], default=ImportState.LOOKED)
    form = models.CharField(max_length=12)
    name = models.CharField(max_length=limits.FILE_NAME)
    address = models.CharField(max_length=limits.ADDRESS, blank=True)
    data = models.BinaryField(default=b"")
    source_hash = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    choices = models.JSONField(default=dict)
    head = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)
    items = models.PositiveIntegerField(default=0)
    links = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    newer_than = models.ForeignKey(Framework, null=True, on_delete=models.SET_NULL, related_name="+")
    framework = models.ForeignKey(Framework, null=True, on_delete=models.SET_NULL, related_name="+")
    work = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "-made_at"], name="import_list")]  # found again

    def __str__(self) -> str:
        return self.name


class ImportSlice(models.Model):
    """Up to 200 items or associations of an import as they will be written, packed: the worker reads no file."""

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="slices")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    rows = models.PositiveSmallIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["of", "number"], name="import_slice_once")]

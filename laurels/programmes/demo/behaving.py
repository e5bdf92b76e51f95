"""The framework that an organisation of the demonstration wrote itself, brought as a designer would bring it."""

from __future__ import annotations

from datetime import datetime

from laurels.frameworks import services as frameworks
from laurels.frameworks.errors import AlreadyHere
from laurels.frameworks.models import Framework, Item
from laurels.programmes.loading import Loaded
from laurels.programmes.reading import CONTENT
from laurels.worker import services as worker

PROGRAMME, FILE = "customer-care", "how-we-work-here.case.json"
WANTED = ("H3.4", "Three houses ask for it since the night shift was split.")
"""Code of the item that is in demand in the story, and why."""


def bring(loaded: Loaded, *, at: datetime) -> str:
    """Bring the file, let it come in, and mark one item in demand; twice is once. What happened, in one line."""
    person = loaded.persons["u-bianchi"]
    data = (CONTENT / "frameworks" / FILE).read_bytes()
    row = frameworks.bring(organisation=loaded.organisation, person=person, data=data, name=FILE, at=at)
    row = frameworks.choose(row=row, person=person, wishes=frameworks.Wishes(own=True), at=at)
    try:
        frameworks.confirm(row=row, person=person, at=at)
    except AlreadyHere:
        frameworks.discard(row=row, person=person)
        return "Its own framework is here."
    while row.work is not None and worker.run_slice(at=at, code=row.work):
        pass
    framework = Framework.objects.get(code=row.framework.code) if row.framework else None
    assert framework is not None
    item = Item.objects.select_related("framework__organisation").get(framework=framework, human_code=WANTED[0])
    frameworks.mark_in_demand(item=item, wanted=True, note=WANTED[1], actor=person, at=at)
    return f"{framework.title}: {framework.item_count} items of its own."

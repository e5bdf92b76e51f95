"""One intention has one place for each purpose: the list's purpose stands on the entry, so that the database can hold it."""

from typing import Any

import django.db.models.expressions
from django.db import migrations, models


def copy_purpose(apps: Any, _schema_editor: Any) -> None:
    """Entries of before take the purpose of their list, one list at a time."""
    entries = apps.get_model("sealing", "StatusEntry").objects
    for status_list in apps.get_model("sealing", "StatusList").objects.all():
        entries.filter(list=status_list).update(purpose=status_list.purpose)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("sealing", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="statusentry",
            name="purpose",
            field=models.CharField(
                choices=[("revocation", "Revocation"), ("suspension", "Suspension")], default="", max_length=16
            ),
            preserve_default=False,
        ),
        migrations.RunPython(copy_purpose, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="statusentry", name="status_entry_once"),
        migrations.RemoveIndex(model_name="statusentry", name="status_of_intention"),
        migrations.AddConstraint(
            model_name="statusentry",
            constraint=models.UniqueConstraint(fields=("intention", "purpose"), name="status_place_once"),
        ),
        migrations.AddConstraint(
            model_name="sealedcredential",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until__gt", django.db.models.expressions.F("valid_from"))),
                name="sealed_ends_after_it_begins",
            ),
        ),
    ]

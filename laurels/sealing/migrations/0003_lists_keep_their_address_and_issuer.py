"""Lists keep the address and the issuer that stand in the badges, as their own published bytes tell them."""

import json
from typing import Any

from django.db import migrations, models


def read_own_bytes(apps: Any, _schema_editor: Any) -> None:
    """A list of before is what it published last; one that published nothing stands in no badge and takes no more entries."""
    published = apps.get_model("sealing", "PublishedDocument").objects
    for status_list in apps.get_model("sealing", "StatusList").objects.all():
        row = published.filter(path=f"/status/{status_list.code}").first()
        if row is None:
            status_list.full = True
        else:
            document = json.loads(bytes(row.body))
            issuer = document["issuer"]
            status_list.address, status_list.issuer = document["id"], issuer if isinstance(issuer, str) else issuer["id"]
        status_list.save()


class Migration(migrations.Migration):
    dependencies = [("sealing", "0002_place_for_each_purpose")]

    operations = [
        migrations.AddField("statuslist", "address", models.CharField(blank=True, db_index=True, default="", max_length=300)),
        migrations.AddField("statuslist", "issuer", models.CharField(blank=True, default="", max_length=300)),
        migrations.RunPython(read_own_bytes, migrations.RunPython.noop),
    ]

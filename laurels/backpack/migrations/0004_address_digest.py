"""An item knows by which proof of an address it is hers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("backpack", "0003_pictures_and_public")]

    operations = [migrations.AddField("item", "address_digest", models.CharField(blank=True, max_length=64))]

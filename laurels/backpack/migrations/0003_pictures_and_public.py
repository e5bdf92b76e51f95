"""A foreign badge keeps a picture of our own making; an offer that its issuer took back says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("backpack", "0002_initial")]

    operations = [
        migrations.AddField(model_name="item", name="picture", field=models.BinaryField(blank=True, null=True)),
        migrations.AddField(model_name="item", name="public", field=models.BooleanField(default=False)),
        migrations.AlterField(
            model_name="offer",
            name="state",
            field=models.CharField(
                choices=[("open", "Open"), ("accepted", "Accepted"), ("declined", "Declined"), ("taken-back", "Taken Back")],
                default="open",
                max_length=12,
            ),
        ),
    ]

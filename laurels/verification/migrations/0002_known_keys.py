"""An issuer may sign with several keys: each has its own first day."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("verification", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="KnownKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fingerprint", models.CharField(max_length=64)),
                ("method", models.CharField(max_length=500)),
                ("first_seen", models.DateTimeField()),
                (
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="verification.knownissuer"
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("issuer", "fingerprint"), name="known_key_once")]},
        ),
        migrations.AlterModelOptions(name="knownissuer", options={"ordering": ["issuer_id"]}),
        migrations.RemoveField(model_name="knownissuer", name="key"),
        migrations.RemoveField(model_name="knownissuer", name="key_since"),
    ]

"""A form that is sent twice is one award; what hinders sealing stands on the award; nobody is her own judge."""

import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_initial"),
        ("issuing", "0002_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="award", name="once", field=models.UUIDField(editable=False, null=True, unique=True)
        ),
        migrations.AddField(
            model_name="award", name="hindrance", field=models.CharField(blank=True, default="", max_length=64), preserve_default=False
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(
                models.F("awarded_at"), condition=models.Q(("state", "awarded")), name="award_not_sealed"
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("judge", django.db.models.expressions.F("person")), _negated=True),
                name="award_never_for_oneself",
            ),
        ),
    ]

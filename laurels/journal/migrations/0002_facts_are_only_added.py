from django.db import migrations

from laurels.journal import guards


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(guards.put_up, guards.take_down),
    ]

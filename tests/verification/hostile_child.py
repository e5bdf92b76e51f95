"""A house in a process of its own that checks every file of a folder; prints one line a file: name, status, seconds.

The last line is the peak of memory of this process and of the drawing processes that it started [MB].
"""

from __future__ import annotations

import io
import os
import resource
import sys
import time
from pathlib import Path

from library.tests.memory import peak_megabytes

os.environ["DJANGO_SETTINGS_MODULE"] = "laurels.site.settings"
os.environ.pop("DATABASE_URL", None)
os.environ["LAURELS_DATA"] = sys.argv[2]


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment
    from laurels.common import limits
    from laurels.people.models import Installation
    from laurels.verification import caching

    from openbadgekit.shell.fetcher import NoNetwork

    setup_test_environment()
    call_command("migrate", verbosity=0)
    from django.utils import timezone

    Installation.objects.create(id=1, set_up_at=timezone.now())
    limits.CHECKS_A_MINUTE = 10_000
    caching.safe_network = NoNetwork
    client = Client()
    for path in sorted(Path(sys.argv[1]).iterdir()):
        file = io.BytesIO(path.read_bytes())
        file.name = path.name
        begin = time.monotonic()
        answer = client.post("/check/", {"file": file})
        seconds = time.monotonic() - begin
        page = answer.content.decode()
        verdict = "good" if 'class="says is-good"' in page else "fault" if "Traceback" in page else "other"
        print(f"{path.name} {answer.status_code} {verdict} {seconds:.2f}", flush=True)
    print("peak", peak_megabytes(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)


main()

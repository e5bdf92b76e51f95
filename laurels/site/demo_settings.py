"""Settings of the demonstration: `laurels demo` alone uses them; no environment variable turns them on."""

from __future__ import annotations

from laurels.site.settings import *  # noqa: F403
from laurels.site.settings import INSTALLED_APPS as _INSTALLED_APPS

DEMO = True
FETCH_ALLOW_LOCAL = True
INSTALLED_APPS = [*_INSTALLED_APPS, "laurels.programmes.demo"]

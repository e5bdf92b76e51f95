"""The WSGI callable: public documents first, then Django."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from laurels.site.public import PublicDocuments

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laurels.site.settings")
application = PublicDocuments(get_wsgi_application())

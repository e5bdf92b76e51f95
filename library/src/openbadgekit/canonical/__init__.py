"""Canonical forms: JCS (RFC 8785) and RDFC-1.0 with a step budget. The compiled template will be `canonical/template.py`."""

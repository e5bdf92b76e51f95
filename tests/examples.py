"""How many examples a property gets: few by default, many in ``make soak`` (HYPOTHESIS_PROFILE=soak)."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"


def examples(few: int, many: int) -> settings:
    """A property with counts of its own; rows that a test was given stay between its examples."""
    return settings(max_examples=many if SOAK else few, suppress_health_check=[HealthCheck.function_scoped_fixture])

"""The checks, one file per question; each answers with ``Check``s and never raises."""

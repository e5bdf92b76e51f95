"""Forms of badges."""

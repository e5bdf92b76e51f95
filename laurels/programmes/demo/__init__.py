"""The demonstration: its content, its story and its doors. Installed by `laurels demo` only."""

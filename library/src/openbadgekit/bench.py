"""``python -m openbadgekit.bench [--json] [--peer FOLDER]``: the table of speed, measured here and now."""

from openbadgekit.shell.benching import main

if __name__ == "__main__":
    main()

"""What the catalogue does by itself, by what it answers."""

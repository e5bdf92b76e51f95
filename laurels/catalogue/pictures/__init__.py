"""Badge pictures: drawn from a name, or uploaded and cleaned."""

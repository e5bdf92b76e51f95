"""Site: the house as one process.

Owns settings, addresses, the answers to errors and the layer that serves public documents. In: requests. Out: responses.
Imports every room, is imported by none."""

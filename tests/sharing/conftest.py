"""A sealed award that waits for Jonas, and a network that answers for Harbour."""

from tests.awarded import award, harbour, item, network, offer  # noqa: F401

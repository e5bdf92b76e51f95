"""Canonical forms: JCS (RFC 8785), and RDFC-1.0 with a step budget, in full (`rdfc`) or through remembered shapes (`template`)."""

"""Pages: of the owner who asks, of the endorser by her link, and for everybody."""

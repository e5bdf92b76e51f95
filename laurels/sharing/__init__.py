"""Sharing: public faces of what a person owns, as she likes, withdrawn at once.

Owns shares (consent, the name that she chose to show, withdrawal) and the page at a credential's address. In: her wish; fact
award.revoked reaches the page through the verdict itself. Out: facts share.made, share.withdrawn."""

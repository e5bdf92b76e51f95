"""Status lists: whether a credential was revoked or suspended, without telling its issuer who asks."""

"""The pages of this room, by who opens them: entrance, codes, account, members, settings."""

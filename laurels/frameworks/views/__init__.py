"""The pages of this room, by who opens them: everybody in the organisation, whoever brings a framework, everybody."""

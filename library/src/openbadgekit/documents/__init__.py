"""What a credential says, typed; the received bytes are always kept beside it."""

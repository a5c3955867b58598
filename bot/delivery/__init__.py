"""The only sender of what nobody has asked for at that moment: it empties the outbox, each message exactly once."""

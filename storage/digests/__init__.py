"""Digests: who wants to hear of what and when, what they were told, and what has yet to leave exactly once."""

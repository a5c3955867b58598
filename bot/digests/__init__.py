"""Digests: what a subscription is told becomes messages, and their times become claims."""

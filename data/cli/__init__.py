"""The commands of `python -m data`, one file each, and what they say when they cannot do their work."""

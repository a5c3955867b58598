"""The commands of `python -m bot`, one file each, and what they say when they cannot do their work."""

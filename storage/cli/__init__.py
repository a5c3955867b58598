"""The commands of `python -m storage`, one file each, and what they say when they cannot do their work."""

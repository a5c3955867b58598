"""Rows for lists: written in a list's own style, put in their place, told as a patch, and proven by reading again."""

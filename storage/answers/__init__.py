"""Answers to questions, computed from the catalog and never guessed."""

"""Submissions while the bot runs: who decides, what a link tells of itself, and who is told what."""

"""Submissions: what members propose, what moderators decide, and what becomes of it in the catalog."""

"""Papers as files that other programs read: JSON Lines, CSV, BibTeX, RIS. Pure: papers in, one text out."""

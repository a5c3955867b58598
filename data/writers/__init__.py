"""Papers as files that other programs read: JSON Lines, CSV, BibTeX. Pure: papers in, one text out."""

"""The list as a database: tables, the catalog, the feed of changes, search. Knows nothing of Discord."""

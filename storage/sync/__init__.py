"""Following lists: fetching them politely, guarding the catalog against what is no list, applying what changed."""

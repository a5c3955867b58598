"""Looking papers up: an index in memory that follows the catalog."""

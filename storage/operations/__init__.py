"""What an operator does to a database: copies, checks, moves; and what processes that share one agree on."""

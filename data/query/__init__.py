"""The language of looking things up: one `Query` serves every command, page and digest."""

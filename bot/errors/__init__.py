"""Every sentence about what went wrong, a file a subject, and the doors at which errors become sentences."""

from bot.errors.doors import Tree, answer_error, describe_error
from bot.errors.sentences import SENTENCES, find_sentence

__all__ = ["SENTENCES", "Tree", "answer_error", "describe_error", "find_sentence"]

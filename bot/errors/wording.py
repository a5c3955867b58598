"""What the sentences of all subjects share."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.texts import Words

Sentence = Callable[[Any, Words], str]
"""Says one kind of error to a person: takes the error, which is of the class that it stands for, and the words."""

Sentences = Mapping[type[Exception], Sentence]
"""A sentence for each class of error, which serves the classes below it as well."""

QUOTED = 120
"""Characters of what a person typed that a sentence repeats at most."""

"""Who is being answered at the moment, so that what is logged meanwhile can say so."""

from contextvars import ContextVar

_interaction: ContextVar[int | None] = ContextVar("interaction", default=None)


def note_interaction(interaction_id: int) -> None:
    """From now on, in this task and those that it begins, everything is about this interaction."""
    _interaction.set(interaction_id)


def find_interaction() -> int | None:
    """The number of the interaction that this is about, where it is about one."""
    return _interaction.get()

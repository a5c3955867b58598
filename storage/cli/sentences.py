"""Every sentence about why a command of `python -m storage` did not do its work, by the class of the error."""

from collections.abc import Callable, Mapping
from typing import Any

from data import errors as document
from data.cli.sentences import NO_LISTS, Status
from data.cli.sentences import SENTENCES as DOCUMENT_SENTENCES
from storage import errors as stored
from storage.cli import errors as door
from storage.cli.printing import printable
from storage.cli.submission_sentences import SUBMISSION_SENTENCES
from storage.digests import errors as digesting
from storage.members import errors as saving
from storage.operations import errors as operating
from storage.sync import errors as syncing

__all__ = ["SENTENCES", "UPGRADE", "Status", "find_sentence"]


UPGRADE = "python -m storage upgrade"


NO_BACKUPS: Mapping[str, str] = {
    "missing": "there is no such file.",
    "no database": "it is no database of Paperboy.",
    "damaged": "it is damaged. Take an older one.",
    "newer": "it is of a newer version of Paperboy. Update this one.",
}


def _not_ready(error: stored.DatabaseNotReady) -> str:
    state = "holds no catalog yet" if error.revision is None else "is of an older version of Paperboy"
    return f"The database {error.url} {state}: run {UPGRADE}"


SENTENCES: Mapping[type[Exception], Callable[[Any], str]] = {
    **DOCUMENT_SENTENCES,
    **SUBMISSION_SENTENCES,
    document.NotAList: lambda error: f"{NO_LISTS[error.reason]} Nothing was changed.",
    stored.InvalidDatabaseUrl: lambda error: (
        f"{error.url!r} is no address of a database: write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
    ),
    stored.DatabaseUnreachable: lambda error: f"The database {error.url} cannot be used: {error.reason}",
    stored.DatabaseNotReady: _not_ready,
    stored.DatabaseTooNew: lambda error: (
        f"The database {error.url} is of a newer version of Paperboy ({error.revision}): update this one. "
        "Nothing was changed."
    ),
    stored.PaperNotFound: lambda error: f"There is no paper {error.paper_id}.",
    stored.SamePaper: lambda error: f"Paper {error.paper_id} is one paper already: name two.",
    stored.RowsNotOfPaper: lambda error: (
        f"Name some rows of paper {error.paper_id}, but not all of them: python -m storage papers show {error.paper_id}"
    ),
    stored.ListNotFound: lambda error: f"There is no list {error.name!r}: python -m storage lists show names them all.",
    stored.InvalidListName: lambda error: (
        f"{error.name!r} cannot name a list: take up to 64 lower-case letters, digits, '-', '_' and '.'."
    ),
    syncing.InvalidListUrl: lambda error: (
        f"{error.url!r} is no address of a list: write http(s)://… or file:///…, without a password."
    ),
    syncing.ListUnreachable: lambda error: f"{error.url} cannot be read: {error.reason}",
    syncing.ListNotFollowed: lambda error: (
        f"The list {error.name!r} has no address to be read from: python -m storage lists add {error.name} URL"
    ),
    syncing.NothingHeld: lambda error: f"Nothing of {error.name!r} is held back.",
    saving.LibraryFull: lambda error: f"A library holds at most {error.most} papers: take one out first.",
    saving.PaperNotSaved: lambda error: f"Paper {error.paper_id} is not in that library.",
    digesting.SubscriptionNotFound: lambda error: f"There is no digest {error.subscription_id}.",
    digesting.TooManySubscriptions: lambda error: f"There may be at most {error.most} digests there: delete one first.",
    digesting.ForeignMessages: lambda error: (
        f"The channel {error.channel_id} shows digests that another database under the same token has posted: let only "
        "one of the two run."
    ),
    operating.OperationError: lambda _: "It could not be done. Nothing was changed.",
    operating.DatabaseInUse: lambda error: (
        f"The database {error.url} is being served by a running Paperboy: stop that one first. Nothing was changed."
    ),
    operating.NotABackup: lambda error: (
        f"{error.path} cannot be restored: {NO_BACKUPS[error.reason]} Nothing was changed."
    ),
    operating.CopyUnwritable: lambda error: f"{error.path} cannot be written: {error.reason}",
    operating.TargetNotEmpty: lambda error: (
        f"The database {error.url} holds something already: name one that is new or empty. Nothing was changed."
    ),
    operating.SameDatabase: lambda error: f"{error.url} is where it is already: name another database.",
    operating.RowsNotTaken: lambda error: (
        f"The other database refuses rows of the table {error.table} ({error.reason}). It was left empty."
    ),
    operating.RowsDiffer: lambda error: (
        f"The rows of the table {error.table} were not the same after copying. The other database was left empty."
    ),
    door.OutputUnwritable: lambda error: f"{error.path} cannot be written: {error.reason}",
    door.UnknownCategory: lambda error: f"There is no category {error.name!r}; there are: {', '.join(error.known)}.",
}


def find_sentence(error: Exception) -> str | None:
    """What to tell about an error, on one line that a terminal can show; None for a defect of ours."""
    for kind in type(error).__mro__:
        if kind in SENTENCES:
            return printable(SENTENCES[kind](error))
    return None

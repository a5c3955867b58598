"""The sentences about lists, documents and the database that holds them."""

from bot.errors.wording import QUOTED, Sentences
from bot.screens.markdown import escape
from bot.texts import Words
from data.errors import FileUnreadable, InvalidRow, NotAList, UnknownFormat
from storage.errors import (
    DatabaseNotReady,
    DatabaseTooNew,
    DatabaseUnreachable,
    InvalidDatabaseUrl,
    InvalidListName,
    ListNotFound,
)
from storage.operations.errors import OperationError
from storage.sync.errors import InvalidListUrl, ListNotFollowed, ListUnreachable, NothingHeld


def _on_list_name(error: ListNotFound | InvalidListName, words: Words) -> str:
    return words.say(
        "No list is called “{name}”. Use /about to see the lists that I know.", name=escape(error.name, QUOTED)
    )


def _on_database(_: Exception, words: Words) -> str:
    return words.say(
        "I cannot reach my catalog at the moment. Try again in a minute; if it stays so, tell whoever runs this bot."
    )


def _on_unusable_list(_: Exception, words: Words) -> str:
    return words.say(
        "That document is no list that I can read. Give me another, or ask whoever runs this bot for help."
    )


SENTENCES: Sentences = {
    ListNotFound: _on_list_name,
    InvalidListName: _on_list_name,
    DatabaseUnreachable: _on_database,
    DatabaseNotReady: _on_database,
    DatabaseTooNew: _on_database,
    InvalidDatabaseUrl: _on_database,
    OperationError: _on_database,
    FileUnreadable: _on_unusable_list,
    NotAList: _on_unusable_list,
    UnknownFormat: _on_unusable_list,
    InvalidRow: _on_unusable_list,
    ListUnreachable: lambda _, words: words.say(
        "That list could not be fetched. Try again later; if it stays so, check its address."
    ),
    InvalidListUrl: lambda error, words: words.say(
        "“{url}” is no address that I fetch lists from. Give one that begins with https:// and has no password in it.",
        url=escape(error.url, QUOTED),
    ),
    ListNotFollowed: lambda error, words: words.say(
        "The list “{name}” has no address to be fetched from. Give it one first.", name=escape(error.name, QUOTED)
    ),
    NothingHeld: lambda error, words: words.say(
        "No version of the list “{name}” waits for a decision.", name=escape(error.name, QUOTED)
    ),
}

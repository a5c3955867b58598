"""The sentences about what a member keeps."""

from bot.errors.wording import Sentences
from storage.members.errors import LibraryFull, PaperNotSaved

SENTENCES: Sentences = {
    LibraryFull: lambda error, words: words.say(
        "Your library holds {most} papers, which is all that it may. Remove some first: /library shows them.",
        most=words.number(error.most),
    ),
    PaperNotSaved: lambda _, words: words.say(
        "This paper is not in your library, or not any more. /library shows what is; Save on a card adds a paper."
    ),
}

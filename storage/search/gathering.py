"""Looking a query up: each word, alone and together with its neighbours, in every table."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from data.organisations import canonical_organisation
from data.query.lexicon import load_everyday_words, load_idle_words, load_spellings, load_synonyms
from data.query.parts import PartKind
from storage.search.entries import Entry
from storage.search.evidence import SURE_OF_NAME, Call, Evidence, Meaning, Word, is_everyday
from storage.search.meanings import SAYS_LITTLE
from storage.search.names import Naming, compact
from storage.search.tables import Tables
from storage.search.words import LONGEST_WORD, MOST_REMEMBERED, Spoken, Vocabulary, stem, stems_of

_LONGEST_SPAN = 5
_LONGEST_FUZZY, _WITH_ITS_KIND = 4, 2
_NAMED = {Naming.ALIAS: 1.0, Naming.HEAD: 1.0, Naming.PART: 0.92, Naming.INITIALS: 0.88}
_BEGUN, _MISSPELT, _SPLIT = 0.85, 0.9, 0.95
_SHORTEST_BEGINNING, _SHORTEST_HALF = 3, 3
_IDLE, _EVERYDAY = load_idle_words(), load_everyday_words()
_SYNONYMS = {stem(word): tuple(map(stem, others)) for word, others in load_synonyms().items()}
_MEANT = 0.72
_VERSION = re.compile(r"(?<=[a-z]{3})v(\d+)$")  # "flash attention v2" is FlashAttention-2
_WORDS_AS_WELL = frozenset({"fair"})  # FAIR is Meta; a fair queue is none
_SAME_WORD, _SURELY_MISSPELT = 0.6, 0.88
_STRICT = 3  # the power by which less alike names fall behind the one that is most alike
_SPOKEN_OF, _APART, _ALONE, _OTHERWISE_SPELT = 0.8, 0.85, 0.95, 0.9
_FEW_WORDS, _DIRECT, _SAID_BY_CHANCE = 3, 0.79, 0.7
"""Of so few telling words an everyday one fits less where no title says it: chance may have put it into a
description."""
_HALF = 0.5  # from this fit on a paper counts among those that a word tells apart
_OF_NO_MOMENT, _LONE_SIGN = 0.03, 0.4
"""The weight of a word that tells nothing (the, paper); what a lone sign or an unheard number keeps of its weight."""


def gather(spoken: Sequence[Spoken], tables: Tables) -> Evidence:
    """Looks the words of a query up, alone and in spans."""
    evidence = Evidence([Word(word, source) for word, source in spoken])
    words = evidence.words
    vocabulary = tables.vocabulary
    is_short = evidence.telling <= _FEW_WORDS
    for word in words:
        _recall(word, vocabulary)
        if is_short and is_everyday(word.text):
            word.scale(_SAID_BY_CHANCE, below=_DIRECT)
    spans = [
        (first, last)
        for first in range(len(words))
        for last in range(first + 1, min(len(words), first + _LONGEST_SPAN) + 1)
    ]
    for first, last in spans:
        meaning = _look_up_phrase(words[first:last], tables)
        if meaning:
            evidence.meanings.append(Meaning(first, last, *meaning))
            if meaning[0] is PartKind.ORGANISATION:
                evidence.origins |= tables.organisations.find(stems_of(meaning[1])).keys()
    for word in evidence.words:
        word.weight = _weigh(word, vocabulary)
    weight = evidence.weight or 1.0
    for first, last in spans:
        _look_up_name(evidence, first, last, weight, tables)
    return evidence


def _recall(word: Word, vocabulary: Vocabulary) -> None:
    """Looks a word up, or recalls what was found when it was last looked up: people use the same words."""
    known = vocabulary.remembered.get(word.text)
    if known is None:
        _look_up(word, vocabulary)
        if word.papers and len(vocabulary.remembered) < MOST_REMEMBERED:
            vocabulary.remembered[word.text] = (dict(word.papers), word.is_known)
    else:
        word.papers, word.is_known = dict(known[0]), known[1]


def _weigh(word: Word, vocabulary: Vocabulary) -> float:
    """How much a word tells: the fewer papers it fits the more, an unknown one most."""
    if word.text in _IDLE:
        return _OF_NO_MOMENT
    rarity = vocabulary.weigh(stem(word.text), sum(map(_HALF.__le__, word.papers.values())))
    is_sign = len(word.text) == 1 and word.text.isascii()
    return rarity * _LONE_SIGN if is_sign or (word.text[0].isdigit() and not word.papers) else rarity


def _look_up(word: Word, vocabulary: Vocabulary) -> None:
    if len(word.text) > LONGEST_WORD:
        return
    root = stem(word.text)
    exact = vocabulary.find(root)
    word.is_known = bool(exact) or word.text in _IDLE
    word.add(exact)
    if word.text not in _IDLE:
        for other in _SYNONYMS.get(root, ()):
            word.add(vocabulary.find(other), _MEANT)
    if is_everyday(word.text) or (exact and len(word.text) > _SHORTEST_BEGINNING):
        return
    if len(root) >= _SHORTEST_BEGINNING:
        for longer in vocabulary.find_by_prefix(root):
            word.add(vocabulary.find(longer), _BEGUN)
    if word.papers or word.is_known:
        return
    _look_up_halves(word, vocabulary)
    if not word.papers:
        for other, similarity in vocabulary.find_alike(word.text):
            word.add(vocabulary.find(other), similarity * _MISSPELT)


def _look_up_halves(word: Word, vocabulary: Vocabulary) -> None:
    """ "flashattention" or "flashattn" where the catalog writes "flash attention"."""
    text, spelt = word.text, load_spellings()
    for cut in range(_SHORTEST_HALF, len(text) - _SHORTEST_HALF + 1):
        left, right = (vocabulary.find(stem(spelt.get(half, half))) for half in (text[:cut], text[cut:]))
        if left and right:
            word.add({place: min(fit, right[place]) for place, fit in left.items() if place in right}, _SPLIT)


def _look_up_phrase(span: Sequence[Word], tables: Tables) -> tuple[PartKind, str] | None:
    """What the words of a span mean together weighs more than what each of them means alone: the papers *of* NVIDIA
    come before those that speak of NVIDIA. Gives what the span is the name of."""
    stems = tuple(stem(word.text) for word in span)
    telling = _telling(span)
    joined = tables.vocabulary.find(stem("".join(word.text for word in span))) if len(span) == 2 else {}
    organisation = tables.organisations.find(stems)
    alias = _other_spelling(span)
    elsewhere = tables.organisations.find(alias)
    topic = tables.phrases.find(telling)
    if not (joined or organisation or elsewhere or topic):
        return _look_up_misspelt(span, tables)
    for word in span:
        word.add(joined)
        if organisation or topic:
            word.scale(_SPOKEN_OF if organisation else _APART if len(span) > 1 else _ALONE)
        word.add(topic)
        word.add(organisation)
        word.add(elsewhere, _OTHERWISE_SPELT)
        word.is_known = word.is_known or bool(organisation or elsewhere or topic or joined)
    if organisation or elsewhere:
        return tables.organisations.find_meaning(stems if organisation else alias)
    return tables.phrases.find_meaning(telling)


def _telling(span: Sequence[Word]) -> tuple[str, ...]:
    """The stems of a span without the idle words in its midst: "compress the prompt" means what "compress prompt"
    does."""
    ends = (0, len(span) - 1)
    return tuple(stem(word.text) for place, word in enumerate(span) if place in ends or word.text not in _IDLE)


def _look_up_misspelt(span: Sequence[Word], tables: Tables) -> tuple[PartKind, str] | None:
    """The organisation of which a word is the misspelt name, with or without "university" beside it."""
    telling = [word for word in span if word.text not in SAYS_LITTLE]
    if len(telling) != 1 or len(span) > _WITH_ITS_KIND or telling[0].is_plain:
        return None
    alike = tables.organisations.find_alike(telling[0].text)
    if alike is None:
        return None
    stems, similarity = alike
    for word in span:
        word.scale(_SPOKEN_OF)
        word.add(tables.organisations.find(stems), similarity)
    return tables.organisations.find_meaning(stems)


def _other_spelling(span: Sequence[Word]) -> tuple[str, ...]:
    """The stems of an organisation's usual name, where the span is another spelling: "facebook" is Meta."""
    if all(word.text in _IDLE for word in span) or (len(span) == 1 and span[0].source in _WORDS_AS_WELL):
        return ()
    written = " ".join(word.text for word in span)
    meant = canonical_organisation(written)
    return stems_of(meant) if meant != written else ()


def _look_up_name(evidence: Evidence, first: int, last: int, weight: float, tables: Tables) -> None:
    """Which papers a span names; `weight` is that of the whole query."""
    names = tables.names
    span = evidence.words[first:last]
    written, typed_so = "".join([word.text for word in span]), "".join(_typed(span))
    read = compact(written)
    typed = read if typed_so == written else compact(typed_so)
    name = typed if names.find(typed) else read
    if name[-1:].isdigit() and not names.find(name):
        name = _VERSION.sub(r"\1", name)
    called = {place: _NAMED[naming] for place, naming in names.find(name).items()}
    others: list[tuple[str, float]] = []
    if len(span) == len(evidence.words) and len(name) > _SHORTEST_BEGINNING:
        others += [(longer, _BEGUN * len(name) / len(longer)) for longer in names.find_by_prefix(name)]
    if called and not all(word.text in _EVERYDAY for word in span):
        evidence.calls.append(Call(first, last, frozenset(called)))
    if not called and len(span) <= _LONGEST_FUZZY and not all(word.is_known for word in span):
        alike = names.find_alike(typed) or names.find_alike(read)
        if all(word.is_plain for word in span):
            alike = tuple(one for one in alike if len(span) > 1 and one[1] >= _SURELY_MISSPELT)
        alike = tuple(one for one in alike if _differs_as_misspelt(span, one[0]))
        others += [
            (other, _MISSPELT * similarity * (similarity / alike[0][1]) ** _STRICT) for other, similarity in alike
        ]
    for other, quality in others:
        for place, naming in names.find(other).items():
            called[place] = max(called.get(place, 0.0), quality * _NAMED[naming])
    if called:
        share = sum(word.weight for word in span) / weight
        for word in span:
            word.add(called)
        place = max(called, key=lambda place: (called[place], tables.entries[place].prior, -place))
        if called[place] >= SURE_OF_NAME:
            evidence.meanings.append(Meaning(first, last, PartKind.NAME, _name_of(tables.entries[place], name)))
        for place, surely in called.items():
            evidence.named[place] = max(evidence.named.get(place, 0.0), surely * share)


def _differs_as_misspelt(span: Sequence[Word], name: str) -> bool:
    """Whether a name differs from the words of a span in no whole word: "graph attention" is no FlashAttention."""
    left = [word.text for word in span]
    while len(left) > 1 and name.endswith(left[-1]):
        name = name.removesuffix(left.pop())
    while len(left) > 1 and name.startswith(left[0]):
        name = name.removeprefix(left.pop(0))
    typed = "".join(left)
    is_alike = OSA.distance(typed, name) == 1 or OSA.normalized_similarity(typed, name) >= _SAME_WORD
    return len(left) > 1 or len(span) == 1 or is_alike


def _typed(span: Sequence[Word]) -> list[str]:
    """What stands in the query for these words: "infer" and not the inference that it is short for."""
    return [
        word.source or word.text
        for place, word in enumerate(span)
        if place == 0 or word.source != span[place - 1].source
    ]


def _name_of(entry: Entry, typed: str) -> str:
    """The short name of a paper that is most like what was typed, as its list writes it."""
    names = (*entry.paper.aliases, entry.paper.title.partition(":")[0])
    return max(names, key=lambda name: OSA.normalized_similarity(compact(name), typed))

"""Papers as BibTeX: one `@misc` a paper, valid for any title."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from data.identity.titles import compact_title, words_of
from data.paper import Paper
from data.schema import LinkKind

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SMALL_WORDS = frozenset({"a", "an", "the", "on", "of", "in", "for", "to", "and", "with", "is", "are", "by", "via"})
_LONGEST_NAME = 40
_SPECIAL = {
    # BibTeX counts braces even behind a backslash, so a brace of the text must not stand as one.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    **{sign: f"\\{sign}" for sign in "$&#_%"},
}
_ESCAPES = str.maketrans(_SPECIAL)
_CONTROL = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_NOT_IN_ADDRESS = re.compile('[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff{}\\\\<>"^`|]')


def render_bibtex(papers: Iterable[Paper]) -> str:
    """One entry a paper, in the order given, an empty line between two of them.

    The lists name no authors, so an entry has its organisations instead. A cite key is the alias (else the first
    organisation), the year and a word of the title ("flashattention2022fast"); papers that would share one in this text
    each get their id on some archive behind it, else their number. So keys do not depend on the order of the papers.
    """
    chosen = list(papers)
    keys = _cite_keys(chosen)
    return "\n".join(_render_entry(key, paper) for key, paper in zip(keys, chosen, strict=True))


def _cite_keys(papers: Sequence[Paper]) -> list[str]:
    plain = [_plain_key(paper) for paper in papers]
    shared = {key for key, times in Counter(plain).items() if times > 1}
    told = [f"{key}-{_distinction(paper)}" if key in shared else key for key, paper in zip(plain, papers, strict=True)]
    still_shared = {key for key, times in Counter(told).items() if times > 1}
    return [f"{key}-{paper.id}" if key in still_shared else key for key, paper in zip(told, papers, strict=True)]


def _plain_key(paper: Paper) -> str:
    alias = next(filter(None, map(_ascii, paper.aliases)), "")
    name = alias or next(filter(None, map(_ascii, paper.organisations)), "")
    year = str(paper.published.year) if paper.published else ""
    words = [_ascii(word) for word in words_of(paper.title) if word not in _SMALL_WORDS]
    word = next((word for word in words if word and word not in name), "")
    return f"{name[:_LONGEST_NAME]}{year}{word[:_LONGEST_NAME]}" or f"paper{paper.id}"


def _distinction(paper: Paper) -> str:
    identifiers = (key.partition(":") for key in paper.keys)
    return next(
        (_ascii(rest) for kind, _, rest in identifiers if kind in {"arxiv", "openreview", "acl"}), str(paper.id)
    )


def _ascii(text: str) -> str:
    """Lower-case ASCII letters and digits alone, `+` spelt out; accents go, other scripts are left out."""
    decomposed = unicodedata.normalize("NFKD", compact_title(text).replace("+", "plus"))
    return "".join(sign for sign in decomposed if sign.isascii() and sign.isalnum())


def _render_entry(cite_key: str, paper: Paper) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(paper))
    return f"@misc{{{cite_key},\n{fields}}}\n"


def _fields(paper: Paper) -> list[tuple[str, str]]:
    fields = [("title", f"{{{{{_escaped(paper.title)}}}}}")]
    if paper.organisations:
        fields.append(
            ("organization", "{" + " and ".join(f"{{{_escaped(name)}}}" for name in paper.organisations) + "}")
        )
    if paper.published:
        fields += [("year", f"{{{paper.published.year}}}"), ("month", _MONTHS[paper.published.month - 1])]
    arxiv_id = next((key.removeprefix("arxiv:") for key in paper.keys if key.startswith("arxiv:")), "")
    doi = next((key.removeprefix("doi:") for key in paper.keys if key.startswith("doi:")), "")
    if arxiv_id:
        fields += [("eprint", f"{{{arxiv_id}}}"), ("archivePrefix", "{arXiv}")]
    if doi:
        fields.append(("doi", f"{{{_address(doi)}}}"))
    url = _url_of(paper)
    if url and not arxiv_id:
        fields.append(("howpublished", f"{{\\url{{{url}}}}}"))
    if url:
        fields.append(("url", f"{{{url}}}"))
    return fields


def _url_of(paper: Paper) -> str:
    """The address of the paper itself, else of whatever the lists link first."""
    addressed = [link for link in paper.links if link.url]
    chosen = next((link for link in addressed if link.kind is LinkKind.PAPER), addressed[0] if addressed else None)
    return _address(chosen.url) if chosen else ""


def _address(url: str) -> str:
    """A URL in which no sign can end the field or open another: those are percent-encoded."""
    return _NOT_IN_ADDRESS.sub(lambda found: _percent(found[0]), url)


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))


def _escaped(text: str) -> str:
    return _CONTROL.sub(" ", text).strip().translate(_ESCAPES)

"""The title in a citation: "Lee, A. and Day, B., 2014. A Title. *A Journal*, 29(3)", "A Title — Lee & Day, 2014"."""

import re

from data.formats.credits import says_authors
from data.formats.link_labels import is_citation

_DATED = re.compile(
    r"(?P<authors>[^()\n]{4,400}?)[,.]?\s*[(（]?(?:19|20)\d{2}[a-z]?(?:,\s*[A-Za-z]+\.?(?:\s\d+)?)?[)）]?\s*[.:,]\s+(?P<rest>\S.*)",
    re.DOTALL,
)
_INITIALS = re.compile(r"(?:^|[\s,(])(?:[A-Z]\.-?){1,3}(?=[\s,.&]|$)")
_END = re.compile(r"(?<=[\w)\]”\"])[.?!](?=\s+(?:In[:\s]|[A-Z*“\"(]))|[.]\s*$")
_DASHED = re.compile(r"\s[-–—]{1,3}\s(?P<credit>[^–—]{1,60}(?:,|\bal\b)[^–—]{0,20})$")
_LEAST_WORDS = 3


def title_of_dated_citation(text: str) -> str | None:
    """The title behind the authors and the year of a citation; None where a text is none."""
    found = _DATED.match(text)
    if found is None or not (_INITIALS.search(found["authors"]) or says_authors(found["authors"])):
        return None
    rest = found["rest"].lstrip('"“')
    end = _END.search(rest)
    title = rest[: end.end() if end and end[0] in "?!" else end.start()] if end else rest
    return title.strip(' .,"”') if len(title.split()) >= _LEAST_WORDS else None


def cut_citation(text: str) -> str:
    """A title without the one who is cited for it behind a dash: "A Title — Lee et al., 2014" is "A Title"."""
    found = _DASHED.search(text)
    return text[: found.start()] if found and is_citation(found["credit"].strip("() ")) else text

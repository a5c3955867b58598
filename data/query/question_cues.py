"""The words by which a question says what it asks, told apart from the words that name its subject."""

import re
from dataclasses import dataclass
from enum import StrEnum

_NUMBERS = {
    word: number
    for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}
_NUMBER = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}|一|二|两|三|四|五|六|七|八|九|十"
_CHINESE_NUMBERS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


class Cue(StrEnum):
    """What a word of a question does."""

    STAR_FILTER = "star filter"
    HEAT_FILTER = "heat filter"
    CODE_FILTER = "with code"
    NO_CODE_FILTER = "without code"
    CODE = "code"
    PAPER_LINK = "paper link"
    DOCS = "docs"
    BLOG = "blog"
    REPORT = "report"
    VIDEO = "video"
    LINK = "link"
    ID = "id"
    HOW_MANY = "how many"
    NUMBER_OF = "number of groups"
    AT_LEAST = "more than n"
    SHARE = "share"
    TABLE = "per group"
    RANGE = "range"
    BY_STARS = "most starred"
    BY_HEAT = "hottest"
    MOST = "most"
    FEWEST = "fewest"
    TOP = "top n"
    LATEST = "latest"
    OLDEST = "oldest"
    FIRST = "first"
    LAST = "last of two"
    OLDER = "older than"
    NEWER = "newer than"
    HAS_MORE = "more"
    HAS_FEWER = "fewer"
    WHEN = "when"
    YEAR = "year"
    MONTH = "month"
    WHO = "who"
    ORGANISATION = "organisation"
    SECTION = "section"
    STARS = "stars"
    HEAT = "heat"
    TITLE = "title"
    ON_LIST = "on the list"
    PAPERS = "papers"
    BY = "by"
    ABOUT = "about"
    OR = "or"
    AND = "and"
    THAN = "than"
    PRONOUN = "pronoun"
    PLACE = "place"
    ABOUT_ANOTHER = "what about"
    ONLY = "only"
    DID = "yes or no"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the question, or the cue that several words are. `number` is what a cue counts, 0 where nothing."""

    text: str
    cue: Cue | None = None
    number: int = 0
    detail: str = ""


_CODE = r"(?:(?:source |open source )?codes?|(?:code |github |git )?(?:repos?|repositor(?:y|ies))|git ?hub|(?:open source |official )?implementations?)"
_ORG = r"(?:organi[sz]ations?|orgs?|labs?|laborator(?:y|ies)|compan(?:y|ies)|universit(?:y|ies)|institut(?:es?|ions?)|affiliations?|teams?|groups?|firms?|vendors?|publishers?)"
_SECTION = r"(?:sections?|categor(?:y|ies)|topics?|headings?|chapters?|areas?|fields?|subjects?)"
_STAR = r"(?:stars?|starred|⭐\ufe0f?|★|🌟|颗星|星)"
_FIRE = r"(?:fires?|flames?|🔥|heat|把火)"
_LEAST = r"(?:(?:rated )?(?:at least|>=?|minimum|min|with|over|having) ?)?"
_GROUPS = {"organisation": _ORG, "category": _SECTION, "year": "years?", "month": "months?", "list": "(?:source )?lists?"}

_CUES: tuple[tuple[Cue, str], ...] = (
    (Cue.STAR_FILTER, rf"{_LEAST}(?P<n>[1-3]|one|two|three|一|二|两|三) ?(?:\+|or more|plus)?[ -]*{_STAR}(?: or more| or higher| or better| rating)?"),
    (Cue.STAR_FILTER, r"(?P<n>(?:[⭐★🌟]\ufe0f?){1,3})"),
    (Cue.HEAT_FILTER, rf"{_LEAST}(?P<n>[1-3]|one|two|three|一|二|两|三) ?(?:\+|or more|plus)?[ -]*{_FIRE}(?: or more| marks?)?"),
    (Cue.HEAT_FILTER, r"(?P<n>(?:🔥){1,3})"),
    (Cue.BY_STARS, r"(?:(?:sort|order|rank)(?:ed)? )?by (?:stars|ratings?|recommendation)"),
    (Cue.BY_HEAT, r"(?:(?:sort|order|rank)(?:ed)? )?by (?:heat|fires|hotness|popularity)"),
    (Cue.LATEST, r"(?:sort|order|rank)(?:ed)? by (?:date|time|newest|month)|newest first"),
    (Cue.OLDEST, r"oldest first"),
    (Cue.BY_STARS, r"(?:the )?(?:most stars?|most[ -](?:starred|recommended)|(?:highest|top|best)[ -](?:rated|starred|rating|stars?)|highest star rating|highest number of stars)"),
    (Cue.BY_HEAT, r"(?:the )?(?:hottest|most fires?|most (?:hot|heat)|most popular(?! (?:topic|section|categor|organi|lab|compan|field|area|subject))|highest heat|trendiest|highest fire)"),
    (Cue.SHARE, r"(?:what |which |how big a |how large a )?(?:is the |are the )?(?:the )?(?:share|percentage|percent|per cent|fraction|proportion|ratio|portion|%)(?: of)?"),
    (Cue.TABLE, r"(?P<g>per|by|each|every|for each|for every|across(?: the)?|broken down by|grouped by|split by)(?: the)? (?:publication )?(?P<what>year|month|section|category|topic|organi[sz]ation|org|lab|company|list)s?"),
    (Cue.TABLE, r"(?P<what>year)ly|annually|(?:year by year)|over the years|through the years|(?:by the year)"),
    (Cue.TABLE, r"(?P<what>month)ly"),
    (Cue.RANGE, r"(?:what|which) (?:are the )?years (?:does|do|are|is|were|can)(?: the| this| your)?(?: list| lists| catalog| papers| you| they| it)?(?: cover(?:ed|s)?| span| included| come from| go| from| in)*|(?:time|date|year)s? (?:span|range)|range of (?:years|dates)|(?:from )?(?:which|what) year to (?:which|what) year|how far back"),
    (Cue.NUMBER_OF, rf"(?:how many|number of|count of|count|total number of)(?: (?:different|distinct|unique|various|separate|other))* (?P<what>{_ORG}|{_SECTION}|years?|months?|(?:source )?lists?)(?! of papers)"),
    (Cue.AT_LEAST, r"(?:more|fewer|less) than (?P<n>\d{1,4})(?= )|(?:over|above|at least) (?P<m>\d{1,4})(?= (?:\w+ )*papers)"),
    (Cue.HOW_MANY, r"how (?:big|large|long) is (?:the|your|this) (?:list|catalog(?:ue)?|database|collection)|how (?:many|much)|number of|total count of|the count of|count of|amount of|total (?:number of)?|count"),
    (Cue.TITLE, r"(?:what )?(?:does |is )?(?:it )?(?:stands? for|standing for|short for|an? (?:abbreviation|acronym) (?:of|for)|abbreviat\w+|acronym|spell(?:ed)? out|expand(?:s|ed)?(?: to)?|(?:full|long|complete|whole|exact|actual|real|official|proper)(?: paper)? (?:name|title|form)|titles?(?: of)?)|(?<=\w )means?$|meaning"),
    (Cue.ID, r"arxiv (?:id|number|identifier)"),
    (Cue.NO_CODE_FILTER, rf"(?:that )?(?:without|w/o|with no|no|lacking|lack|lacks|(?:do|does|did|is|are) not (?:have|provide|come with|ship)|have no|has no|having no|missing)(?: any| an| a| public| available| the| their)* {_CODE}(?: available| released| link| public)?|closed[ -]source[d]?|not open[ -]?sourced?"),
    (Cue.CODE_FILTER, rf"(?:(?:that |which )?(?:with|has|have|having|had|provides?|includes?|includ\w+|come with|comes with|got|offers?|releas(?:es?|ed|ing)|ships?|links?(?= to (?:code|a repo|github))|there(?= code))|where)(?: to| any| an| a| its| their| the| public| available| official| open| released| some)* {_CODE}(?: available| released| link| public| online)?|{_CODE} (?:is |are |was )?(?:available|released|public|online)|(?:is |are |been )?(?:available )?(?:on|at) git ?hub|open[ -]sourced?"),
    (Cue.CODE, rf"(?:link (?:to|for|of) (?:the |its |their )?)?{_CODE}(?: (?:link|url|address|page|location))?"),
    (Cue.PAPER_LINK, r"(?:(?:give|send|get|show)(?: me)? )?(?:the )?paper (?:of|for)(?= )|(?:paper|pdf|arxiv|original) (?:link|url|address|page|version)|(?:link|url) (?:to|of|for) (?:the )?(?:paper|pdf|arxiv)(?: of| for)?|pdfs?|arxiv|(?:where|how) (?:can|could|do|may|should) (?:i|we|one|you) (?:read|get|download|find|see|access)(?: the paper| the pdf)?(?: of| for)?|(?:to )?read"),
    (Cue.DOCS, r"(?:docs?|documentation|manual)(?: (?:link|url|page))?"),
    (Cue.BLOG, r"blog(?: ?posts?)?(?: (?:link|url|page))?"),
    (Cue.REPORT, r"(?:tech(?:nical)? )?report (?:link|url)|link to the (?:technical )?report"),
    (Cue.VIDEO, r"videos? (?:link|url|recording)|recordings?|link to the video"),
    (Cue.LINK, r"(?:links?|urls?|web ?(?:site|page|link)s?|address|hyperlink|where (?:is|are|to find|can i find|do i find))(?: to| of| for)?"),
    (Cue.WHO, r"(?:by )?(?:who|whom)(?: (?:is|are|was|were|has|have|had|did|does))?(?: (?:the (?:makers?|creators?|developers?|inventors?) of|(?:the )?(?:people|ones|guys|folks|team|persons) (?:behind|who made)|behind|made|makes|built|builds|created|creates|wrote|written|published|publishes|released|releases|developed|develops|proposed|proposes|introduced|invented|designed|authored|did|came up with|responsible for|presented|worked on|works on|working on|developing|making|trained|from|by))*|whose|(?:maker|creator|developer|inventor)s?(?: of)?|(?:is )?behind|made by$|(?:come|comes|came) from$"),
    (Cue.WHO, rf"(?:which|what) {_ORG}(?: (?:is|are|was|were|has|have|had|did|does))?(?: (?:behind|made|makes|built|created|wrote|released|developed|proposed|introduced|invented|designed|published|did|came up with|responsible for|from|by|worked on|works on))*"),
    (Cue.WHO, rf"{_ORG}(?: of| behind| for)"),
    (Cue.TOP, rf"top (?P<n>{_NUMBER})"),
    (Cue.LATEST, rf"(?:the )?(?:(?P<n>{_NUMBER}) )?(?:latest|newest|most recent(?:ly)?(?: published)?|recently published|recent|freshest|youngest)(?: (?P<m>{_NUMBER}))?(?! than)"),
    (Cue.LATEST, rf"(?:the )?last (?P<m>{_NUMBER})"),
    (Cue.LATEST, r"(?:the )?last(?= \w+(?: \w+)? papers?)|what(?:'s| is) new"),
    (Cue.OLDEST, rf"(?:the )?(?:(?P<n>{_NUMBER}) )?(?:oldest|earliest)(?: (?P<m>{_NUMBER}))?|(?:the )?first (?P<k>\d{{1,2}}|two|three|four|five|ten)(?= )|(?:the )?first(?: ever)?(?= (?:\S+ ){0,4}papers?(?: |$))"),
    (Cue.PLACE, r"(?:the |number |no )?#? ?(?P<p>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th|[1-9])(?: (?:one|result|of (?:them|those|these))| paper$)"),
    (Cue.HAS_MORE, r"(?:(?:has|have|with|had|got|published|publishes|produced|released|wrote|contains?|holds?) )?(?:more|larger|bigger|higher)(?= |$)"),
    (Cue.HAS_FEWER, r"(?:(?:has|have|with|had|got|published|publishes|produced) )?(?:fewer|less|smaller|lower)(?= |$)"),
    (Cue.MOST, r"(?:the )?(?:most|largest|biggest|highest number of|largest number of|greatest|busiest|leading|commonest|dominant)(?: (?:active|productive|prolific|common|frequent|popular|often|published|represented|number of))?"),
    (Cue.FEWEST, r"(?:the )?(?:fewest|least|smallest|rarest|lowest number of|smallest number of|lowest)(?: (?:active|productive|prolific|common|frequent|popular|often|published|represented|number of))?"),
    (Cue.OLDER, r"(?:older|earlier)(?= |$)|(?:come |came )?(?:out )?before(?= |$)|predates?|precedes?"),
    (Cue.NEWER, r"(?:newer|later|more recent|younger)(?= |$)|(?:come |came )?(?:out )?after(?= |$)"),
    (Cue.FIRST, r"(?:came|come|comes|is|was|appeared|published|released)?(?: out)? ?first"),
    (Cue.LAST, r"(?:came|come|comes|is|was|appeared|published|released)?(?: out)? ?last$"),
    (Cue.WHEN, r"when(?: (?:is|are|was|were|did|does|has|have))?|(?:release|publication|publishing|published|submission)[ -]?(?:dates?|months?|time)|dates?(?: of)?|how old"),
    (Cue.YEAR, r"(?:what|which|in what|in which|from what|from which) (?:is the )?(?:publication |release )?years?(?: (?:is|was|did|does|are|were|of))?|(?:publication|release|published|publishing) years?(?: of)?|years?"),
    (Cue.MONTH, r"(?:what|which|in what|in which) months?(?: (?:is|was|did|does|are|were|of))?|months?"),
    (Cue.SECTION, rf"(?:(?:in |under |on |to )?(?:what|which) )?{_SECTION}(?: (?:is|are|does|do|was|of|for))?|(?:listed|filed|grouped|classified|placed|found|sorted) (?:under|in|as)|filed|shelved|placed|belongs? (?:to|in)|falls? (?:under|in)|categori[sz]ed(?: as| under)?|classified"),
    (Cue.ORGANISATION, rf"{_ORG}"),
    (Cue.STARS, r"(?:star )?(?:ratings?|rated|stars?|starred|scores?|recommendations?)(?: level)?(?: of| for)?|recommended"),
    (Cue.HEAT, r"(?:how )?(?:hotter|hot|heat|fires?|flames?|popular|trending level)(?: level| rating| marks?)?(?: of| for)?|hotness"),
    (Cue.ON_LIST, r"(?:(?:on|in|from|of|part of|off) )(?:the|your|this|our|any|these|those|that|all|all the)?(?: \w+)? ?(?:reading )?(?:lists?|catalog(?:ue)?s?|databases?|collections?|library)|(?:do|does|did) you (?:have|know|list|include|track|cover)|have you (?:got|listed)|(?:you )?(?:listed|included|tracked|indexed|covered)(?= |$)"),
    (Cue.ABOUT_ANOTHER, r"(?:and )?(?:what|how) about|what of|same (?:question )?(?:for|with)|and for|try|the same for"),
    (Cue.PRONOUN, r"(?:which |what )ones|(?:which |how many |any |one |some |all |out )?of (?:them|those|these|it)|(?:that|this|the) (?:one|paper|work)(?= |$)|the(?:se|ose|m|y|ir|irs)|those|these|its?|(?:the )?(?:same|former|latter)(?: (?:one|paper))?"),
    (Cue.PAPERS, r"papers?|articles?|publications?|preprints?|entries|works|studies|everything|anything|something|literature"),
    (Cue.ONLY, r"only|just|limit(?:ed)? to|narrow(?:ed)? (?:down )?to|filter(?:ed)? (?:by|to)|restrict(?:ed)? to|keep|except"),
    (Cue.OR, r"or|vs\.?|versus"),
    (Cue.AND, r"and|&|plus|as well as|together with|also|but"),
    (Cue.THAN, r"than|compared (?:to|with)"),
    (Cue.BY, r"(?:published |written |made |released |developed |created |built |coming |come |produced )?(?:by|from)(?: the)?|(?<=papers )of|at"),
    (Cue.ABOUT, r"(?:about|on|regarding|concerning|related to|for|in|covering|dealing with|focus(?:ed|ing)? on|that use|using)(?: the)?(?: topic of| area of| field of)?"),
    (Cue.DID, r"^(?:is|are|was|were|do|does|did|has|have|had|any|can)(?: there| any| you have| you| it)*|yesno|\bany\b"),
)  # fmt: skip
_PATTERNS = tuple((cue, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])")) for cue, pattern in _CUES)
_FIRST_MARK = 0xE000
MARK = re.compile("[\ue000-\uefff]")
"""What stands in a text for something that was understood."""


def tag(text: str) -> tuple[Token, ...]:
    """The words of a question (folded, between single blanks) as tokens in their order. Marks, of `MARK`, stay words."""
    cues: list[Token] = []

    def mark(cue: Cue, found: re.Match[str]) -> str:
        cues.append(Token(found[0], cue, _number_in(found), _detail_in(found)))
        return f" {chr(0xF000 + len(cues) - 1)} "

    for cue, pattern in _PATTERNS:
        text = pattern.sub(lambda found, cue=cue: mark(cue, found), text)  # type: ignore[misc]
    return tuple(cues[ord(word) - 0xF000] if "\uf000" <= word[0] <= "\uf8ff" else Token(word) for word in text.split())


def mark_of(number: int) -> str:
    """The mark of this number, from 0."""
    return chr(_FIRST_MARK + number)


def find_number(word: str) -> int:
    """What a word counts, 0 where it counts nothing."""
    if word.isascii() and word.isdecimal():
        return int(word)
    return _NUMBERS.get(word) or _CHINESE_NUMBERS.get(word, 0)


def _number_in(found: re.Match[str]) -> int:
    groups = found.groupdict()
    word = next((groups[name] for name in "nmk" if groups.get(name)), "")
    if groups.get("p"):
        places = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
        return places.get(groups["p"]) or int(groups["p"][0])
    signs = len(re.findall("[⭐★🌟🔥]", word))
    return signs or find_number(word)


def _detail_in(found: re.Match[str]) -> str:
    """Which group a cue names; "fewer" where it counts down."""
    groups = found.groupdict()
    if "what" not in groups:
        return "fewer" if found[0].startswith(("fewer", "less")) else ""
    what = groups["what"] or "year"
    return next(group for group, pattern in _GROUPS.items() if re.fullmatch(pattern, what))

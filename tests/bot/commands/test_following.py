from collections.abc import Callable
from typing import Any

import pytest

from storage.database import Database
from storage.digests.subscription import Target
from storage.digests.subscriptions import find_personal


@pytest.fixture
def own(small_chat: Any, small: Database) -> Callable[[], Any]:
    """The person's digest as it is kept."""

    async def load() -> Any:
        async with small.read() as session:
            return await find_personal(session, small_chat.person.id)

    return load


async def test_one_digest_a_person_however_much_is_followed(small_chat: Any, own: Callable[[], Any]) -> None:
    await small_chat.ask("follow category", name="Kettles")
    await small_chat.ask("follow keyword", keyword="pruning")
    await small_chat.ask("follow organisation", organisation="facebook")
    shown = await small_chat.ask("follow paper", title="id:3")
    assert shown.ephemeral
    digest = await own()
    interest = digest.choices.interest
    assert interest.any_part
    assert (interest.categories, interest.keywords) == (("kettles",), ("pruning",))
    assert (interest.organisations, interest.papers) == (("Meta",), (3,))
    assert (digest.choices.cadence, digest.choices.timezone) == ("daily 09:00", "UTC")
    assert (digest.place.target, digest.place.guild_id) == (Target.PERSON, None)
    for told in (
        "Category: **Kettles**",
        "Keyword: **pruning**",
        "Organisation: **Meta**",
        "number 3",
        "every day at 09",
    ):
        assert told in shown.text


async def test_what_is_followed_already_is_not_followed_twice(small_chat: Any, own: Callable[[], Any]) -> None:
    await small_chat.ask("follow keyword", keyword="KV cache")
    await small_chat.ask("follow keyword", keyword="kv-cache")
    assert (await own()).choices.interest.keywords == ("KV cache",)


@pytest.mark.parametrize("locale", ["zh-CN"])
async def test_the_digest_speaks_the_persons_language(small_chat: Any, own: Callable[[], Any]) -> None:
    await small_chat.ask("follow keyword", keyword="pruning")
    assert (await own()).choices.language == "zh-CN"


async def test_when_it_comes_is_set_and_shown_and_the_rest_stays(small_chat: Any, own: Callable[[], Any]) -> None:
    assert "You follow nothing" in (await small_chat.ask("following")).text
    assert "You follow nothing" in (await small_chat.ask("following", cadence="weekly fri 17:00")).text
    assert await own() is None
    await small_chat.ask("follow keyword", keyword="pruning")
    shown = await small_chat.ask("following", cadence="weekly fri 17:00", timezone="Asia/Shanghai")
    assert "every Friday at 17:00 (Asia/Shanghai)" in shown.text
    shown = await small_chat.ask("following", language="zh-CN")
    digest = await own()
    assert (digest.choices.cadence, digest.choices.timezone) == ("weekly fri 17:00", "Asia/Shanghai")
    assert digest.choices.language == "zh-CN"
    assert digest.choices.interest.keywords == ("pruning",)
    assert f"<t:{int(digest.next_at.timestamp())}:F>" in shown.text
    assert "No time zone" in (await small_chat.ask("following", timezone="Mars")).text


async def test_the_last_thing_that_is_given_up_takes_the_digest_with_it(
    small_chat: Any, own: Callable[[], Any]
) -> None:
    await small_chat.ask("follow keyword", keyword="pruning")
    await small_chat.ask("follow paper", title="id:3")
    offered = await small_chat.type("unfollow", "what", "number 3")
    assert [each["value"] for each in offered] == ["p:3"]
    assert "Keyword: **pruning**" in (await small_chat.ask("unfollow", what="p:3")).text
    assert "You do not follow “teapots”" in (await small_chat.ask("unfollow", what="teapots")).text
    assert "You follow nothing" in (await small_chat.ask("unfollow", what="Pruning")).text
    assert await own() is None
    assert "You do not follow “pruning”" in (await small_chat.ask("unfollow", what="pruning")).text


@pytest.mark.parametrize(
    ("command", "options", "told"),
    [
        ("follow category", {"name": "Teapots"}, "No category is called “Teapots”"),
        ("follow keyword", {"keyword": "x" * 61}, "each of 1 to 60 characters"),
        ("follow keyword", {"keyword": "\u200b"}, "Give 1 value of 1 to 60 characters"),
        ("follow paper", {"title": "id:999"}, "is not on the lists any more"),
        ("follow paper", {"title": "zzz"}, "I am not sure which paper “zzz” means"),
    ],
)
async def test_what_cannot_be_followed_is_refused(
    command: str, options: dict[str, str], told: str, small_chat: Any, own: Callable[[], Any]
) -> None:
    assert told in (await small_chat.ask(command, **options)).text
    assert await own() is None


async def test_there_is_a_bound_to_what_one_follows(
    small_chat: Any, own: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.follows.MOST_FOLLOWED", 2)
    for keyword in ("one", "two", "three"):
        reply = await small_chat.ask("follow keyword", keyword=keyword)
    assert "You follow 2 things already" in reply.text
    assert (await own()).choices.interest.keywords == ("one", "two")


async def test_it_works_in_a_direct_message(small_chat: Any, own: Callable[[], Any]) -> None:
    person = small_chat.person.user
    shown = await person.slash("follow keyword", keyword="pruning")
    assert shown.ephemeral
    assert (await own()).choices.interest.keywords == ("pruning",)
    assert await person.autocomplete("unfollow", "what", "")


async def test_several_keywords_may_be_followed_at_once_and_what_nothing_fits_is_said(
    small_chat: Any, own: Callable[[], Any]
) -> None:
    shown = await small_chat.ask("follow keyword", keyword="pruning, teapots")
    assert (await own()).choices.interest.keywords == ("pruning", "teapots")
    assert "You follow Keyword: **pruning**, Keyword: **teapots**." in shown.text
    assert "Nothing on the lists fits Keyword: **teapots** so far." in shown.text
    assert "Nothing on the lists" in (await small_chat.ask("follow organisation", organisation="Teapot Inc")).text
    assert "Nothing on the lists" not in (await small_chat.ask("follow organisation", organisation="Lab3")).text
    assert "has no letter and no digit" in (await small_chat.ask("follow keyword", keyword="!!!")).text

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize("typed", ["1", "#papers · every day", "every day at 08:00", " #PAPERS "])
async def test_a_digest_is_meant_by_its_number_or_by_what_it_is_called(
    typed: str, keeper: Any, make: Callable[..., Any]
) -> None:
    await make(cadence="daily 8:00")
    assert "every day at 08:00" in (await keeper.ask("digest show", digest=typed)).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("7", "This digest is not there any more"),
        ("9" * 40, "This digest is not there any more"),
        ("teapots", "No digest here is called “teapots”"),
        ("#papers", "There are several digests here"),
    ],
)
async def test_what_means_none_or_several_is_refused(
    typed: str, told: str, keeper: Any, make: Callable[..., Any]
) -> None:
    await make()
    await make(cadence="daily 8:00")
    assert told in (await keeper.ask("digest show", digest=typed)).text


async def test_a_guild_without_digests_says_how_to_make_one(keeper: Any) -> None:
    assert "Make one with /digest create" in (await keeper.ask("digest show")).text

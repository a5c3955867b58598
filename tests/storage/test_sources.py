from datetime import datetime, timedelta

import pytest

from storage.database import Database
from storage.errors import InvalidListName, ListNotFound
from storage.sources import (
    CLAIM,
    claim_source,
    find_due_sources,
    follow_list,
    get_source,
    load_sources,
    mark_failed,
    mark_held,
    mark_rejected,
    mark_unchanged,
    release_claim,
    unfollow_list,
)
from storage.sync.errors import InvalidListUrl
from storage.sync.fetching import Validators

URL = "https://github.com/owner/list"


async def test_a_followed_list_is_due_at_once_and_keeps_the_address_that_was_pasted(
    database: Database, now: datetime
) -> None:
    async with database.write() as session:
        fetched = await follow_list(session, "mine", URL, "auto", now)
        assert fetched == "https://raw.githubusercontent.com/owner/list/HEAD/README.md"
        assert await find_due_sources(session, now) == ("mine",)
        assert (await get_source(session, "mine")).url == fetched


async def test_following_again_changes_the_address_and_forgets_what_the_old_server_said(
    database: Database, now: datetime
) -> None:
    async with database.write() as session:
        await follow_list(session, "mine", URL, "auto", now)
        source = await get_source(session, "mine")
        validators = Validators('"v1"', "then")
        await mark_unchanged(session, source, validators, now, now + timedelta(hours=6), accepted=True)
        await follow_list(session, "mine", "https://example.org/list.md", "markdown", now)
        (source,) = await load_sources(session)
    assert (source.url, source.format, source.validators) == ("https://example.org/list.md", "markdown", Validators())


@pytest.mark.parametrize(
    ("name", "url", "error"),
    [("Bad Name", URL, InvalidListName), ("mine", "ftp://x", InvalidListUrl), ("mine", "", InvalidListUrl)],
)
async def test_what_cannot_be_followed_leaves_nothing_behind(
    database: Database, now: datetime, name: str, url: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        async with database.write() as session:
            await follow_list(session, name, url, "auto", now)
    async with database.read() as session:
        assert await load_sources(session) == ()


async def test_one_process_at_a_time_has_a_list(database: Database, now: datetime) -> None:
    async with database.write() as session:
        await follow_list(session, "mine", URL, "auto", now)
        list_id = (await get_source(session, "mine")).list_id
        assert await claim_source(session, list_id, now, due=True)
        assert not await claim_source(session, list_id, now, due=False)
        assert await find_due_sources(session, now) == ()
        assert await claim_source(session, list_id, now + CLAIM, due=False), "a claim runs out"
        await release_claim(session, list_id)
        assert await claim_source(session, list_id, now, due=False)


async def test_failing_and_quiet_are_told_apart(database: Database, now: datetime) -> None:
    later = now + timedelta(hours=1)
    async with database.write() as session:
        await follow_list(session, "mine", URL, "auto", now)
        source = await get_source(session, "mine")
        await mark_failed(session, source, "status 404", now, later)
        await mark_failed(session, source, "timeout", later, later)
        failing = await get_source(session, "mine")
        await mark_unchanged(session, source, Validators(), later, later, accepted=True)
        quiet = await get_source(session, "mine")
    assert (failing.failures, failing.health.failing_since, failing.health.failure) == (2, now, "timeout")
    assert (quiet.failures, quiet.health.failing_since, quiet.health.succeeded_at) == (0, None, later)


async def test_a_held_version_is_held_since_it_was_first_seen_until_it_is_rejected(
    database: Database, now: datetime
) -> None:
    async with database.write() as session:
        await follow_list(session, "mine", URL, "auto", now)
        source = await get_source(session, "mine")
        for moment in (now, now + timedelta(hours=6)):
            await mark_held(session, source, "drop", text="half", digest="d", now=moment, next_at=moment)
        held = await get_source(session, "mine")
        assert (held.health.held_at, held.health.held_reason, held.held_text) == (now, "drop", "half")
        await mark_rejected(session, held)
        rejected = await get_source(session, "mine")
        assert (rejected.health.held_at, rejected.rejected_digest) == (None, "d")


async def test_a_list_that_is_followed_no_more_is_not_found_among_them(database: Database, now: datetime) -> None:
    async with database.write() as session:
        await follow_list(session, "mine", URL, "auto", now)
        await unfollow_list(session, (await get_source(session, "mine")).list_id)
        assert await load_sources(session) == ()
        with pytest.raises(ListNotFound):
            await get_source(session, "none")

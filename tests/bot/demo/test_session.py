import asyncio
import json
import os
import socket
import tempfile
from pathlib import Path

import aiohttp
import pytest
from simcord import InteractionResult, MemberActor, Preview

from bot.demo.errors import PortUnavailable
from bot.demo.session import run_until_closed, serve_demo


async def ask(preview: Preview, command: str, **options: str) -> InteractionResult:
    person = preview.viewers[0]
    assert isinstance(person, MemberActor)
    return await person.slash(preview.channel, command, **options)


def shown(result: InteractionResult) -> str:
    assert result.response is not None
    return json.dumps(result.response.components, ensure_ascii=False)


async def test_the_real_bot_answers_from_the_shipped_catalog() -> None:
    async with serve_demo(port=None, locale="en-US") as preview:
        assert "FlashAttention" in shown(await ask(preview, "search", query="flash attn"))


async def test_it_answers_in_the_language_that_was_asked_for() -> None:
    async with serve_demo(port=None, locale="zh-CN") as preview:
        assert "论文" in shown(await ask(preview, "about"))


async def test_the_page_is_served_to_this_machine_alone() -> None:
    async with serve_demo(port=None, locale="en-US") as preview, aiohttp.ClientSession() as browser:
        address = preview.url.partition("#")[0]
        assert address.startswith("http://127.0.0.1:")
        async with browser.get(address) as page:
            assert page.status == 200
            assert "<html" in await page.text()
        async with browser.get(address, headers={"Host": "paperboy.example"}) as page:
            assert page.status == 403


async def test_nothing_of_it_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    async with serve_demo(port=None, locale="en-US"):
        assert any("paperboy.db" in files for *_, files in os.walk(tmp_path))
    assert not any(tmp_path.iterdir())  # noqa: ASYNC240


async def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortUnavailable) as caught:
            async with serve_demo(port=port, locale="en-US"):
                pass
    assert caught.value.port == port
    assert caught.value.reason


async def test_time_passes_until_the_person_ends_the_session() -> None:
    async with serve_demo(port=None, locale="en-US") as preview:
        before = preview.env.now()
        running = asyncio.create_task(run_until_closed(preview))
        await asyncio.sleep(1.5)
        assert preview.env.now() > before
        assert not running.done()
        await preview.close()
        await asyncio.wait_for(running, 5)


async def test_what_comes_into_the_channel_by_itself_is_shown() -> None:
    async with serve_demo(port=None, locale="en-US") as preview, aiohttp.ClientSession() as browser:
        running = asyncio.create_task(run_until_closed(preview))
        address, _, capability = preview.url.partition("#")
        headers = {"X-Simcord-Capability": capability}
        async with browser.post(f"{address}api/pages", headers=headers, json={}) as opened:
            headers["X-Simcord-Context"] = (await opened.json())["context"]["id"]
        person = preview.viewers[0]
        assert isinstance(person, MemberActor)
        await person.send(preview.channel, "good morning")
        page = ""
        for _ in range(100):
            async with browser.get(f"{address}api/state", headers=headers) as state:
                page = await state.text()
            if "good morning" in page:
                break
            await asyncio.sleep(0.05)
        assert "good morning" in page
        running.cancel()


async def test_an_action_waits_for_the_clock_as_the_page_gives_up_when_they_overlap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serve_demo(port=None, locale="en-US") as preview:
        begun, told = asyncio.Event(), []

        async def tick(_: float) -> None:
            begun.set()
            await asyncio.sleep(0.2)
            told.append("the clock moved")

        monkeypatch.setattr(preview.env, "advance_time", tick)
        running = asyncio.create_task(run_until_closed(preview))
        await begun.wait()
        page = preview._python
        assert page is not None
        await preview._action(page.id, {})
        assert told == ["the clock moved"]
        running.cancel()

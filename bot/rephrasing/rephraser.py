"""Asking the model that the operator named, and showing what it said below the answer that stands already."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp
import discord

from bot.conversing import Answered
from bot.rephrasing.checking import check
from bot.rephrasing.material import Material, build_request, gather, read_reply
from bot.screens.screen import Screen
from bot.screens.told import tell
from bot.texts import Words

REST_SECONDS = 60.0
"""For how long a model that failed is left alone."""

_SECONDS, _LARGEST, _MOST_AT_ONCE = 20.0, 64 * 1024, 4

_log = logging.getLogger(__name__)

Edit = Callable[[Screen], Awaitable[object]]
"""Puts a screen in the place of the answer."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model behind an interface of OpenAI's form. `key` may be empty; `proxy` is for https alone."""

    url: str
    name: str
    key: str = ""
    proxy: str | None = None


class ModelFault(Exception):
    """The model gave nothing that can be used; says why, without anything of what was asked."""


class Rephraser:
    """Puts answers in other words, in the background, if there is a model. Whatever goes wrong, the answer that was
    sent stays as it is."""

    def __init__(self, model: Model | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._model = model
        self._clock = clock
        self._rests_until = 0.0
        self._working: set[asyncio.Task[None]] = set()

    def follow(self, answered: Answered, words: Words, edit: Edit) -> None:
        """Lets the model say what was answered, unless it rests or has enough to do. Only what was found with
        confidence is said again."""
        is_busy = len(self._working) >= _MOST_AT_ONCE or self._clock() < self._rests_until
        if self._model is None or is_busy or not answered.is_sure:
            return
        task = asyncio.create_task(self._add(self._model, answered, words, edit), name="an answer in other words")
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def close(self) -> None:
        """Gives up what is under way."""
        for task in self._working:
            task.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)

    async def _add(self, model: Model, answered: Answered, words: Words, edit: Edit) -> None:
        material = gather(answered.question, tell(answered.answer, words), answered.answer.papers)
        try:
            said = await _ask(model, material)
        except ModelFault as fault:
            self._rests_until = self._clock() + REST_SECONDS
            _log.warning("The model %s was of no use and rests for a minute: %s", model.name, fault)
            return
        prose = check(said, material)
        if prose is None:
            _log.info("The model %s said what it was not given, which is not shown.", model.name)
            return
        try:
            await edit(answered.render(words, prose=prose))
        except discord.HTTPException as refusal:  # the answer was deleted, or may not be changed any more
            _log.info("An answer could not be put in other words: %s", refusal)


async def _ask(model: Model, material: Material) -> str:
    """What the model says. Raises `ModelFault`."""
    headers = {"Authorization": f"Bearer {model.key}"} if model.key else {}
    proxy = model.proxy if model.url.startswith("https:") else None
    try:
        async with (
            asyncio.timeout(_SECONDS),
            aiohttp.ClientSession(headers=headers) as session,
            session.post(
                f"{model.url.rstrip('/')}/chat/completions",
                json=build_request(model.name, material),
                allow_redirects=False,
                proxy=proxy,
            ) as response,
        ):
            if response.status != 200:
                raise ModelFault(f"status {response.status}")
            body = await response.content.read(_LARGEST + 1)
            while len(body) <= _LARGEST and (part := await response.content.read(_LARGEST)):
                body += part
    except TimeoutError:
        raise ModelFault(f"no answer in {_SECONDS:.0f} seconds") from None
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise ModelFault(type(error).__name__) from error
    said = read_reply(body) if len(body) <= _LARGEST else None
    if said is None:
        raise ModelFault("it answers in another form")
    return said

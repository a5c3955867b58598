import asyncio

from bot.tracing import find_interaction, note_interaction


async def test_a_task_is_about_its_own_interaction_and_so_is_what_it_begins() -> None:
    async def answer(number: int) -> int | None:
        note_interaction(number)
        await asyncio.sleep(0)
        return await asyncio.create_task(asyncio.sleep(0, find_interaction()))

    assert await asyncio.gather(*(asyncio.create_task(answer(number)) for number in (1, 2))) == [1, 2]
    assert find_interaction() is None

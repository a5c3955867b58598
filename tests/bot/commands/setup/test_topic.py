"""Who may open a topic of /setup."""

from typing import Any


async def test_a_topic_is_not_for_guilds_that_the_bot_is_not_in(keeper: Any) -> None:
    def elsewhere(event: str, payload: Any) -> None:
        if event == "INTERACTION_CREATE":
            payload.update(guild_id="123456789012345678", guild={"id": "123456789012345678", "features": []})

    menu = await keeper.ask("setup")
    keeper.env.backend.subscribers.insert(0, elsewhere)
    assert "You may not use this here" in (await keeper.press(menu, menu.labels[0])).text

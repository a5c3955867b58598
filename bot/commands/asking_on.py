"""What the buttons below an answer do: pages, parts taken off, the question worded anew or gone on from, complaints."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.answering import Asked, answer, turn, words_of
from bot.commands.presses import Press
from bot.conversing import note, show_kept_answer, show_new_answer
from bot.errors import answer_error
from bot.refusals import ConversationLost
from bot.screens.markdown import clean, plain
from bot.screens.notice import render_notice
from bot.texts import Words
from data.query.question import Part
from storage.conversations import LONGEST_QUESTION, Conversation, find_conversation
from storage.refused import Kind, Reason

_PARTS = "|".join(re.escape(part.value) for part in Part)


class TurnAnswer(Press, template=r"answer-page:(?P<page>\d{1,9}):(?P<number>\d{1,19})"):
    """Shows another page of the papers that an answer rests on."""

    async def act(self, interaction: Asked) -> None:
        number, page = int(self.match["number"]), int(self.match["page"])
        conversation = await _conversation(interaction, number)
        screen = await show_kept_answer(
            interaction.client, interaction.guild_id, conversation, number, page, words_of(interaction)
        )
        await turn(interaction, screen)


class DropPart(Press, template=rf"answer-drop:(?P<part>{_PARTS}):(?P<number>\d{{1,19}})"):
    """Answers the question without one of its parts."""

    async def act(self, interaction: Asked) -> None:
        conversation = await _conversation(interaction, int(self.match["number"]))
        narrowed = conversation.without(Part(self.match["part"]))
        await turn(
            interaction,
            await show_new_answer(interaction.client, interaction.guild_id, narrowed, words_of(interaction)),
        )


class EditQuestion(Press, template=r"answer-edit:(?P<number>\d{1,19})"):
    """Asks for the question in other words."""

    async def act(self, interaction: Asked) -> None:
        conversation = await _conversation(interaction, int(self.match["number"]))
        form = QuestionForm(conversation, words_of(interaction), goes_on=False)
        await interaction.response.send_modal(form)


class GoOn(Press, template=r"answer-on:(?P<number>\d{1,19})"):
    """Asks for a question that goes on from this one."""

    async def act(self, interaction: Asked) -> None:
        conversation = await _conversation(interaction, int(self.match["number"]))
        await interaction.response.send_modal(QuestionForm(conversation, words_of(interaction), goes_on=True))


class CallWrong(Press, template=r"answer-wrong:(?P<number>\d{1,19})"):
    """Notes that an answer is wrong."""

    async def act(self, interaction: Asked) -> None:
        conversation = await _conversation(interaction, int(self.match["number"]))
        await note(interaction.client, Kind.QUESTION, Reason.WRONG, conversation.questions[-1])
        words = words_of(interaction)
        await answer(
            interaction,
            render_notice(words.say("Thank you. The question is noted, without your name, for those who improve me.")),
        )


class QuestionForm(ui.Modal):
    """Asks for a question; kept for ten minutes at most."""

    def __init__(self, conversation: Conversation, words: Words, *, goes_on: bool) -> None:
        title = words.say("Ask on") if goes_on else words.say("Edit the question")
        super().__init__(title=title, timeout=600)
        self._conversation = conversation
        self._goes_on = goes_on
        before = plain(conversation.questions[-1], 90)
        self._text: ui.TextInput[Self] = ui.TextInput(
            max_length=LONGEST_QUESTION,
            default=None if goes_on else conversation.questions[-1],
            placeholder=words.say("only those from 2024") if goes_on else None,
        )
        self.add_item(
            ui.Label(
                text=words.say("Your question"),
                description=words.say("After: {question}", question=before) if goes_on else None,
                component=self._text,
            )
        )

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Answers: a question that goes on below, one that is worded anew in the place of the old one."""
        text = clean(self._text.value)
        words = words_of(interaction)
        followed = self._conversation.followed_by(text) if self._goes_on else self._conversation.rephrased(text)
        screen = await show_new_answer(interaction.client, interaction.guild_id, followed, words)
        await (answer if self._goes_on else turn)(interaction, screen)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception) -> None:  # type: ignore[override]
        """The door of the form's errors."""
        await answer_error(interaction, error)


async def _conversation(interaction: Asked, number: int) -> Conversation:
    """What an answer answers. Raises `ConversationLost`."""
    async with interaction.client.database.read() as session:
        found = await find_conversation(session, number)
    if found is None:
        raise ConversationLost
    return found


ANSWER_ITEMS = (TurnAnswer, DropPart, EditQuestion, GoOn, CallWrong)
"""Everything that answers a press below an answer, for the client to know."""

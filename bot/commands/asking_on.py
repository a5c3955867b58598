"""What the buttons below an answer do: pages, parts taken off, the question worded anew or gone on from, complaints."""

import re
from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from discord import ui

from bot.answering import Asked, Audience, amend, answer, turn, wait_for, words_of, words_of_turn
from bot.commands.forms import Form, text_field
from bot.commands.presses import Press, Turning
from bot.conversing import find_and_keep_answer, find_answer, note
from bot.refusals import ConversationLost
from bot.screens.markdown import clean, plain
from bot.screens.notice import render_notice
from bot.screens.screen import Screen
from bot.texts import Words
from data.query.question import Part
from storage.conversations import LONGEST_QUESTION, Conversation, find_conversation
from storage.refused import Kind, Reason

_PARTS = "|".join(re.escape(part.value) for part in Part)


class TurnAnswer(Turning, template=r"answer-page:(?P<page>\d{1,9}):(?P<number>\d{1,19})"):
    """Shows another page of the papers that an answer rests on."""

    @classmethod
    async def show(cls, interaction: Asked, match: re.Match[str], words: Words) -> Screen:
        """A page of the answer. Raises `ConversationLost`."""
        number, page = int(match["number"]), int(match["page"])
        conversation = await _conversation(interaction, number)
        answered = await find_answer(interaction.client, interaction.guild_id, conversation, number)
        return answered.render(words, page=page)


class DropPart(Press, template=rf"answer-drop:(?P<part>{_PARTS}):(?P<number>\d{{1,19}})"):
    """Answers the question without one of its parts."""

    async def act(self, interaction: Asked) -> None:
        conversation = await _conversation(interaction, int(self.match["number"]))
        narrowed, words = conversation.without(Part(self.match["part"])), await words_of_turn(interaction)
        await _turn_to(interaction, narrowed, words)


class AskForQuestion(Press, template=r"answer-(?P<how>edit|on):(?P<number>\d{1,19})"):
    """Asks for the question in other words, or for one that goes on from it."""

    async def act(self, interaction: Asked) -> None:
        number = int(self.match["number"])
        conversation = await _conversation(interaction, number)
        form = QuestionForm(conversation, number, words_of(interaction), goes_on=self.match["how"] == "on")
        await interaction.response.send_modal(form)


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


class QuestionForm(Form):
    """Asks for a question."""

    template: ClassVar[re.Pattern[str]] = re.compile(r"question-(?P<how>edit|on):(?P<number>\d{1,19})")

    def __init__(self, conversation: Conversation, number: int, words: Words, *, goes_on: bool) -> None:
        title = words.say("Ask on") if goes_on else words.say("Edit the question")
        super().__init__(title, f"question-{'on' if goes_on else 'edit'}:{number}")
        before = plain(conversation.questions[-1], 90)
        self.add_item(
            ui.Label(
                text=words.say("Your question"),
                description=words.say("After: {question}", question=before) if goes_on else None,
                component=text_field(
                    "question",
                    LONGEST_QUESTION,
                    default=None if goes_on else conversation.questions[-1],
                    placeholder=words.say("only those from 2024") if goes_on else None,
                ),
            )
        )

    @classmethod
    async def receive(cls, interaction: Asked, match: re.Match[str], filled: Mapping[str, str]) -> None:
        """Answers: a question that goes on below, one that is worded anew in the place of the old one."""
        conversation, text = await _conversation(interaction, int(match["number"])), clean(filled.get("question", ""))
        if match["how"] == "edit":
            await _turn_to(interaction, conversation.rephrased(text), await words_of_turn(interaction))
            return
        words, bot = words_of(interaction), interaction.client
        finding = find_and_keep_answer(bot, interaction.guild_id, conversation.followed_by(text))
        answered = await wait_for(interaction, finding)
        await answer(interaction, answered.render(words))
        bot.rephraser.follow(answered, words, partial(amend, interaction, audience=Audience(words)))


async def _turn_to(interaction: Asked, conversation: Conversation, words: Words) -> None:
    """Puts the answer to a conversation in the place of the one that was pressed."""
    bot = interaction.client
    finding = find_and_keep_answer(bot, interaction.guild_id, conversation)
    answered = await wait_for(interaction, finding, turns=True)
    await turn(interaction, answered.render(words))
    bot.rephraser.follow(answered, words, partial(amend, interaction))


async def _conversation(interaction: Asked, number: int) -> Conversation:
    """What an answer answers. Raises `ConversationLost`."""
    async with interaction.client.database.read() as session:
        found = await find_conversation(session, number)
    if found is None:
        raise ConversationLost
    return found


ANSWER_ITEMS = (TurnAnswer, DropPart, AskForQuestion, CallWrong)
"""Everything that answers a press below an answer, for the client to know."""

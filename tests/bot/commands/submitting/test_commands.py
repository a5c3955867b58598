"""/submit and the menu of messages."""

from typing import TYPE_CHECKING, Any

import pytest

from bot.screens.limits import TEXT_CHARACTERS
from bot.settings import Settings
from data.months import Month
from storage.metadata import Metadata
from storage.submissions.submission import Kind

if TYPE_CHECKING:
    from tests.bot.commands.reviewing.conftest import Court

LINK = "https://arxiv.org/abs/2606.00001"


async def test_a_link_and_a_title_are_enough(court: "Court") -> None:
    await court.submit(code="https://github.com/tea/pot", note="Warm @everyone", credit=True)
    submission = await court.submission()
    assert [link.url for link in submission.facts.links] == [LINK, "https://github.com/tea/pot"]
    assert submission.credit == court.member.person.user.name
    assert (submission.guild_id, submission.kind) == (court.member.person.guild.id, Kind.PAPER)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "teapot",
        "http://localhost/x",
        "https://user:pass@example.org/",
        "ftp://a.org/a",
        "x " * 90,
    ],
)
async def test_what_is_no_link_is_refused(court: "Court", link: str) -> None:
    reply = await court.member.ask("submit", link=link, title="T")
    assert "no link that I can take" in reply.text
    assert reply.ephemeral


@pytest.mark.parametrize("link", ["http://10.0.0.1/a.pdf", "http://169.254.169.254/latest", "https://printer.local/"])
async def test_a_private_address_is_refused_by_its_form(court: "Court", link: str) -> None:
    reply = await court.member.ask("submit", link=link, title="A teapot in a cupboard")
    assert "http" in reply.text
    assert "submission 1" not in reply.text


@pytest.mark.parametrize("link", ["2606.00001", "arXiv:2606.00001v2", "https://arxiv.org/pdf/2606.00001"])
async def test_an_id_stands_for_its_address(court: "Court", link: str) -> None:
    await court.submit(link=link)
    assert "2606.00001" in (await court.submission()).facts.links[0].url


async def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(court: "Court") -> None:
    shown = await court.member.person.slash(court.member.channel, "submit", link=LINK, note="warm")
    assert shown.modal is not None
    reply = await court.fill(
        court.member, shown, None, link=LINK, title="A wholly new way", code="no link", note="warm"
    )
    assert "no link that I can take" in reply.text
    again = await court.member.show_form(reply, "Fill it in again")
    assert "A wholly new way" in str(again.modal)
    assert "no link" in str(again.modal)
    done = await court.fill(court.member, again, None, link=LINK, title="A wholly new way", code="", note="warm")
    assert "submission 1" in done.text


async def test_a_paper_on_the_list_is_shown_and_may_be_added_to(court: "Court") -> None:
    reply = await court.member.ask("submit", link="https://arxiv.org/abs/2401.00003", title="Speculative pruning")
    assert "on the list already" in reply.text
    assert "Submit all the same" not in reply.labels
    form = await court.member.show_form(reply, "Add to the paper")
    done = await court.fill(court.member, form, reply, code="https://github.com/other/kettle")
    assert "submission 1" in done.text
    submission = await court.submission()
    assert (submission.kind, submission.paper_id) == (Kind.ADDITION, 3)


async def test_what_was_declined_is_told_with_its_reason_and_may_be_submitted_again(court: "Court") -> None:
    await court.submit()
    card = await court.card()
    form = await court.moderator.show_form(card, "Decline")
    await court.fill(court.moderator, form, card, reason=["incomplete"], comment="No results yet.")
    reply = await court.other.ask("submit", link=LINK, title="A wholly new way to warm teapots")
    assert "was declined before" in reply.text
    assert "No results yet." in reply.text
    assert "submission 2" in (await court.other.press(reply, "Submit all the same")).text


async def test_what_waits_already_is_not_submitted_twice(court: "Court") -> None:
    await court.submit()
    reply = await court.other.ask("submit", link=LINK, title="Another title of it")
    assert "waits for a decision already" in reply.text


async def test_a_hundred_at_once_meet_a_limit_that_says_when_to_come_back(court: "Court") -> None:
    await court.submit()
    reply = await court.member.ask("submit", link="https://arxiv.org/abs/2606.00002", title="Quite another thing here")
    assert "just submitted something" in reply.text
    assert "Try again" in reply.labels


async def test_titles_and_notes_ping_nobody_and_lead_nowhere(court: "Court") -> None:
    await court.submit(title="@everyone [free](https://evil.example) **teapots**", note="<@1> https://evil.example")
    card = await court.card()
    assert "](https://evil" not in card.text
    assert "@everyone" not in card.text.replace(r"\@everyone", "")
    assert len(card.text) < TEXT_CHARACTERS


async def test_nothing_is_submitted_while_it_is_closed_or_by_who_is_blocked(court: "Court") -> None:
    await court.moderator.ask("submissions close")
    assert "No submissions are taken" in (await court.member.ask("submit", link=LINK, title="A teapot")).text
    await court.moderator.ask("submissions open")
    await court.moderator.ask("submissions block", member=court.member.person)
    assert "no submissions from you" in (await court.member.ask("submit", link=LINK, title="A teapot")).text
    await court.moderator.ask("submissions unblock", member=court.member.person)
    await court.submit()


async def test_the_menu_of_a_message_offers_what_no_list_has(court: "Court") -> None:
    posted = await court.member.person.send(
        court.member.channel, f"{LINK} and https://arxiv.org/abs/2606.00002 and https://arxiv.org/abs/2401.00003"
    )
    result = await court.member.person.context_menu(court.member.channel, "Submit papers in this message", posted)
    reply = court.member.read_answer(result)
    assert "2 links are on no list" in reply.text
    shown = await court.member.person.select(reply.message, [reply.options[0][1]])
    assert LINK in str(shown.modal)


async def test_the_menu_of_a_message_with_one_link_shows_the_form(court: "Court") -> None:
    posted = await court.member.person.send(court.member.channel, f"Look: {LINK}")
    shown = await court.member.person.context_menu(court.member.channel, "Submit papers in this message", posted)
    assert LINK in str(shown.modal)


async def test_what_the_link_tells_is_looked_up_where_the_operator_allows_it(
    court: "Court", monkeypatch: pytest.MonkeyPatch
) -> None:
    async def known(*_: Any, **__: Any) -> Any:
        return Metadata("A wholly new way to warm teapots", published=Month(2026, 6), code_url="https://github.com/a/b")

    monkeypatch.setattr("bot.commands.submitting.handing_in.find_metadata", known)
    court.prepare(Settings(curating_guilds=court.member.bot.settings.curating_guilds, look_up_links=1))
    reply = await court.member.ask("submit", link=LINK)
    assert "submission 1" in reply.text
    facts = (await court.submission()).facts
    assert (str(facts.published), facts.links[1].url) == ("2026-06", "https://github.com/a/b")


async def test_a_link_that_tells_nothing_is_asked_about(court: "Court", monkeypatch: pytest.MonkeyPatch) -> None:
    async def unknown(*_: Any, **__: Any) -> Any:
        return Metadata()

    monkeypatch.setattr("bot.commands.submitting.handing_in.find_metadata", unknown)
    court.prepare(Settings(curating_guilds=court.member.bot.settings.curating_guilds, look_up_links=1))
    reply = await court.member.ask("submit", link=LINK)
    assert "Tell me its title" in reply.text
    form = await court.member.show_form(reply, "Fill in the rest")
    assert LINK in str(form.modal)

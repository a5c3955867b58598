from urllib.parse import parse_qs, urlsplit

from bot.invitation import guild_invitation, user_invitation


def asked_of(link: str) -> dict[str, list[str]]:
    address = urlsplit(link)
    assert (address.scheme, address.netloc, address.path) == ("https", "discord.com", "/oauth2/authorize")
    return parse_qs(address.query)


def test_a_guild_is_asked_for_what_posting_digests_needs_and_for_no_other_permission() -> None:
    assert asked_of(guild_invitation(42)) == {
        "client_id": ["42"],
        "scope": ["bot applications.commands"],
        "permissions": [str((1 << 10) | (1 << 11) | (1 << 16) | (1 << 38))],
    }


def test_a_person_is_asked_for_the_commands_alone() -> None:
    assert asked_of(user_invitation(42)) == {
        "client_id": ["42"],
        "scope": ["applications.commands"],
        "integration_type": ["1"],
    }

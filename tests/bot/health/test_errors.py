from bot.cli.sentences import Status, find_ending
from bot.health.errors import HealthPortUnavailable


def test_a_port_that_is_taken_is_told_with_what_to_do() -> None:
    ending = find_ending(HealthPortUnavailable("127.0.0.1", 80, "Permission denied"))
    assert ending is not None
    assert ending.status is Status.REFUSED
    assert "HEALTH_PORT 80" in ending.sentence
    assert "or 0 for none" in ending.sentence

from bot.demo.errors import DemoNotInstalled, PortUnavailable


def test_errors_carry_the_facts_that_their_sentences_need() -> None:
    assert DemoNotInstalled("simcord").missing == "simcord"
    assert (PortUnavailable(80, "Permission denied").port, PortUnavailable(80, "x").reason) == (80, "x")

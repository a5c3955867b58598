from storage.sync import errors


def test_errors_carry_their_facts() -> None:
    gone = errors.ListUnreachable("https://a.org", "status", status=404, after=5.0)
    assert (gone.url, gone.reason, gone.status, gone.after) == ("https://a.org", "status", 404, 5.0)
    assert errors.InvalidListUrl("x").url == "x"
    assert errors.ListNotFollowed("mine").name == "mine"
    assert errors.NothingHeld("mine").name == "mine"

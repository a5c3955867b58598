import pytest

from bot.screens.addresses import button_url, host_of, safe_url


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://arxiv.org/abs/2407.08608", "https://arxiv.org/abs/2407.08608"),
        ("HTTP://www.arxiv.org/pdf/1#page=2", "http://www.arxiv.org/pdf/1#page=2"),
        (" https://a.example/x ", "https://a.example/x"),
        ("https://a.example/论文 1", "https://a.example/%E8%AE%BA%E6%96%87%201"),
        ("https://a.example/a_(b)>|`", "https://a.example/a_%28b%29%3E%7C%60"),
        ("https://a.example/%20?q=1&r=2", "https://a.example/%20?q=1&r=2"),
        ("https://a.example:8080/", "https://a.example:8080/"),
    ],
)
def test_an_address_is_written_so_that_nothing_mistakes_it(url: str, safe: str) -> None:
    assert safe_url(url) == safe


@pytest.mark.parametrize(
    "url",
    [
        "",
        "arxiv.org/abs/1",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example/",
        "file:///etc/passwd",
        "https://",
        "https://localhost/",
        "http://127.0.0.1/",
        "https://user:pass@a.example/",
        "https://arxiv.org@evil.example/",
        "https://a.example:99999/",
        "https://a.example:x/",
        "https://[::1/",
        "https://a..example/",
    ],
)
def test_what_is_no_plain_address_of_the_web_leads_nowhere(url: str) -> None:
    assert safe_url(url) is None
    assert button_url(url) is None
    assert host_of(url) == ""


def test_a_button_takes_512_characters() -> None:
    room = 512 - len("https://a.example/")
    assert button_url("https://a.example/" + "x" * room)
    assert button_url("https://a.example/" + "x" * (room + 1)) is None


def test_a_host_is_named_without_its_www() -> None:
    assert host_of("https://www.usenix.org/conference/x") == "usenix.org"

import pytest

from data.formats.mojibake import is_mojibake, mend

HEALTHY = "# 📖推理优化论文\n\n|日期|标题|\n" + "|2024.01|🔥Who Says Elephants Can’t Run — 推理系统概览®|\n" * 20


def damaged(text: str, encoding: str) -> str:
    """The text as a program shows it that reads its UTF-8 in another encoding and drops what that lacks."""
    return text.encode().decode(encoding, errors="ignore")


@pytest.mark.parametrize("encoding", ["cp1252", "cp1254"])
def test_a_damaged_document_is_mended_and_keeps_its_lines(encoding: str) -> None:
    text = damaged(HEALTHY, encoding)
    assert is_mojibake(text)
    mended = mend(text)
    assert mended.count("\n") == HEALTHY.count("\n")
    assert "Who Says Elephants Can’t Run —" in mended
    assert "论文" in mended


def test_lost_bytes_leave_their_line_and_mark_their_place() -> None:
    lines = ["## ’’’’’’’’’’’ é", "LLM推理论文列表"]
    mended = mend("\n".join(damaged(line, "cp1254") for line in lines)).split("\n")
    assert mended[0] == lines[0]
    assert mended[1].replace("\ufffd", "").startswith("LLM")
    assert mended[1].endswith("论文列表")


@pytest.mark.parametrize(
    "text",
    [
        HEALTHY,
        "plain words\n" * 100,
        "# Señor Muñoz über Ångström, naïve café\n" * 100,
        HEALTHY + "|2024.02|A title that shows its damage: Canâ€™t Run|\n",
        "",
    ],
)
def test_a_healthy_document_stays_as_it_is(text: str) -> None:
    assert mend(text) == text

import pytest

from data.formats.columns import Column, carries_entries, looks_like_header, recognise_column, recognise_columns

D, T, P, C, R = Column.DATE, Column.TITLE, Column.PAPER, Column.CODE, Column.RATING


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Date", D), ("Release date", D), ("Year", D), ("📅 Time", D), ("Published", D), ("日期", D),
        ("Title", T), ("Paper Title", T), ("Title & Authors", T), ("Name", T), ("论文标题", T),
        ("Paper", P), ("PDF", P), ("arXiv", P), ("App", P), ("论文", P),
        ("Code", C), ("GitHub", C), ("Repo link", C), ("代码", C),
        ("Recom", R), ("Recommend", R), ("Stars", R), ("推荐指数", R),
        ("Institute", Column.ORGANISATION), ("Affiliations", Column.ORGANISATION),
        ("Links", Column.LINKS), ("About Paper/Code/Framework", Column.LINKS),
        ("Project Page", Column.DOCS), ("Blog", Column.BLOG), ("Video", Column.VIDEO), ("Tech report", Column.REPORT),
        ("Method", Column.ALIAS), ("Short name", T), ("Venue", Column.OTHER),
        ("", Column.OTHER), ("Updated", Column.OTHER),
    ],
)  # fmt: skip
def test_a_header_means_what_its_words_say(header: str, column: Column) -> None:
    assert recognise_column(header) is column


@pytest.mark.parametrize(
    ("headers", "sample", "columns"),
    [
        ("Date|Title|Paper|Code|Recom", "", (D, T, P, C, R)),
        ("Code|Recom|Title|Date|Paper", "", (C, R, T, D, P)),
        ("Paper|Venue|Code", "Attention is all you need|NeurIPS|[x]", (T, Column.OTHER, C)),
        ("Model|Paper|Code", "Mamba|[pdf]|[x]", (T, P, C)),
        ("Date|What|Paper", "2024.01|A thing|[pdf]", (D, T, P)),
        ("Date|Paper", "2024.01|[pdf]", (D, T)),
    ],
)
def test_columns_come_in_any_order_and_the_title_goes_by_many_names(
    headers: str, sample: str, columns: tuple[Column, ...]
) -> None:
    samples = [[(cell, ()) for cell in sample.split("|")]] if sample else []
    assert recognise_columns(headers.split("|"), samples) == columns


def test_a_table_of_numbers_has_no_titles() -> None:
    assert recognise_columns(["Size", "MMLU", "Speed"]) is None


def test_a_table_carries_entries_by_its_header() -> None:
    assert carries_entries((T, P))
    assert not carries_entries((T, Column.OTHER))


@pytest.mark.parametrize("row", ["Date|Title|Paper|Code|Recom", "Title|Code", "Date|Title|App|Code|Recom"])
def test_a_row_of_column_names_reads_like_a_header(row: str) -> None:
    assert looks_like_header(row.split("|"))


@pytest.mark.parametrize(
    "row",
    ["2024.01|[Title] A paper|[pdf]|[code]|⭐", "Title", "a|b|c", "Code|Recom", "Date|" + "Title " * 20 + "|Paper"],
)
def test_a_row_of_facts_does_not(row: str) -> None:
    assert not looks_like_header(row.split("|"))

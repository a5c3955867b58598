"""The tables of a catalog agree on the places of its papers."""

from data.paper import Paper
from storage.search.tables import build_tables
from storage.search.words import stems_of


def test_every_table_leads_to_the_same_places(papers: tuple[Paper, ...]) -> None:
    tables = build_tables(papers, {})
    assert [entry.paper for entry in tables.entries] == list(papers)
    (place,) = tables.names.find("awq")
    assert papers[place].aliases == ("AWQ",)
    assert place in tables.vocabulary.find("activ")
    assert place in tables.phrases.find(stems_of("weight quantization"))
    assert place in tables.organisations.find(stems_of("MIT"))
    assert papers[tables.keys.find(("repo:github.com/mit-han-lab/llm-awq",))[0]].aliases == ("AWQ",)


def test_an_empty_catalog_has_empty_tables() -> None:
    tables = build_tables((), {"moe": ("MoE",)})
    assert tables.entries == ()
    assert tables.phrases.find(("moe",)) == {}

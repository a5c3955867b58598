from data.query.query import Query
from data.query.question import ALL, Narrowing, Order
from storage.answers.selecting import View, arrange


def test_everything_is_selected_where_nothing_narrows(view: View) -> None:
    assert len(view.select(ALL)) == 354


def test_two_organisations_must_both_stand_on_a_paper_or_one_of_them(view: View) -> None:
    both = view.select(Narrowing(Query(organisation="Microsoft"), partner="NVIDIA"))
    either = view.select(Narrowing(Query(organisation="Microsoft"), partner="NVIDIA", either=True))
    assert [paper.aliases[0] for paper in both] == ["WINT8/4"]
    assert len(either) == 31 + 16 - 1


def test_several_papers_of_one_name_come_the_chief_first(view: View) -> None:
    found = view.find_named("FlashAttention")
    assert len(found) == 2
    assert found[0].title.startswith("Fast and Memory-Efficient")


def test_an_id_and_an_address_are_names(view: View) -> None:
    for name in ("2309.06180", "https://arxiv.org/abs/2309.06180v1", "vllm-project/vllm"):
        assert [paper.aliases[0] for paper in view.find_named(name)] == ["vLLM"], name
    assert len(view.find_named("2404.09221")) == 2
    assert view.find_named("2401.99999") == ()


def test_words_must_all_stand_in_a_title(view: View) -> None:
    found = view.select(Narrowing(Query(text="llama")))
    assert found
    assert all("llama" in f"{paper.title} {paper.aliases}".casefold() for paper in found)


def test_orders_put_the_undated_nowhere_and_break_ties_the_same_way(view: View) -> None:
    papers = view.select(ALL)
    oldest, newest = arrange(papers, Order.OLDEST), arrange(papers, Order.NEWEST)
    assert len(oldest) == len(newest) == 347
    assert oldest[0].published == min(paper.published for paper in oldest if paper.published)
    assert arrange(papers[::-1], Order.HEAT) == arrange(papers, Order.HEAT)
    assert arrange(papers, Order.STARS)[0].stars == 3
    assert arrange(papers, Order.NONE) == papers
    assert view.nearest("kv cache")

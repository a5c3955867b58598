from data.identity.following import follow_sections
from data.schema import Section


def follow(old: list[Section], new: list[Section], continued: list[tuple[int, int]]) -> dict[str, str]:
    return {name: section.name for name, section in follow_sections(old, new, continued).items()}


def test_a_name_goes_before_an_anchor_and_an_anchor_before_the_rows() -> None:
    attention, cache = Section("Attention", "a"), Section("KV Cache", "kv")
    assert follow([attention, cache], [Section("KV Cache", "a"), Section("Attention", "kv")], []) == {
        "Attention": "Attention",
        "KV Cache": "KV Cache",
    }
    assert follow([attention], [Section("Attention and its friends", "a"), cache], [(0, 1)]) == {
        "Attention": "Attention and its friends"
    }


def test_a_section_whose_anchor_went_with_its_name_is_known_by_its_rows() -> None:
    old = [Section("Attention", "a")] * 3 + [Section("KV Cache", "kv")] * 2
    new = [Section("KV Cache")] * 2 + [Section("Sparse attention", "s")] * 4
    assert follow(old, new, [(0, 2), (1, 3), (2, 4), (3, 0), (4, 1)]) == {
        "Attention": "Sparse attention",
        "KV Cache": "KV Cache",
    }


def test_the_smaller_part_of_a_split_section_is_a_new_one() -> None:
    old = [Section("Attention")] * 5
    new = [Section("Dense attention")] * 3 + [Section("Sparse attention")] * 2
    assert follow(old, new, [(place, place) for place in range(5)]) == {"Attention": "Dense attention"}


def test_a_section_that_was_merged_into_another_is_gone() -> None:
    old = [Section("Attention"), Section("KV Cache")]
    assert follow(old, [Section("KV Cache")] * 2, [(0, 0), (1, 1)]) == {"KV Cache": "KV Cache"}

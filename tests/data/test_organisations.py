import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.organisations import canonical_organisation, parse_organisations


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Microsoft", "Microsoft|microsoft|microsoft.com|Microsoft Research India|Microsoft Azure Research"),
        ("NVIDIA", "NVIDIA|nvidia|nvidia.com|Nvidia Research"),
        ("SJTU", "SJTU|sjtu|sjtu.edu.cn|cs.sjtu.edu.cn|Shanghai Jiao Tong University"),
        ("Peking University", "PKU|pku.edu.cn|stu.pku.edu.cn|Peking University|Beijing University"),
        ("CMU", "CMU|cmu.edu|cs.cmu.edu|andrew.cmu.edu|Carnegie Mellon University"),
        ("UC Berkeley", "Berkeley|berkeley.edu|UC Berkeley|eecs.berkeley.edu"),
        ("Meta", "meta|Meta AI|Meta Platforms, Inc|Meta Platforms, Inc.|Facebook AI Research"),
        ("Google", "Google|Google Research|DeepMind|google.com"),
        ("ByteDance", "ByteDance|bytedance|ByteDance Inc|ByteDance Seed|bytedance.com"),
        ("LG", "lge.com|LG Electronics"),
    ],
)
def test_one_organisation_has_one_name_however_it_is_written(name: str, spellings: str) -> None:
    assert {spelling: canonical_organisation(spelling) for spelling in spellings.split("|")} == dict.fromkeys(
        spellings.split("|"), name
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("uw.edu.pl", "uw.edu"), ("ust.hk", "hkust-gz.edu.cn"), ("ust.hk", "ustc.edu.cn"), ("ntu.edu.sg", "ntu.edu.tw")],
)
def test_domains_that_look_alike_are_not_the_same_house(one: str, other: str) -> None:
    assert canonical_organisation(one) != canonical_organisation(other)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("NVIDIA&Microsoft", ("NVIDIA", "Microsoft")),
        ("CMU & bytedance", ("CMU", "ByteDance")),
        ("Qi He, Zhi Wu", ("Qi He", "Zhi Wu")),
        ("Meta Platforms, Inc", ("Meta",)),
        ("Cloudburst, inc.", ("Cloudburst",)),
        ("Springfield Technology Co., Ltd.", ("Springfield Technology",)),
        ("CMU etc", ("CMU",)),
        ("CMU, etc", ("CMU",)),
        ("Intel et el.", ("Intel",)),
        ("microsoft, Microsoft Research & microsoft.com", ("Microsoft",)),
        ("illinois.eduµsoft", ("UIUC", "Microsoft")),
        ("@smail.nju.edu.cn", ("Nanjing University",)),
        ("1Rice University etc", ("Rice University",)),
        ("MIT and NVIDIA", ("MIT", "NVIDIA")),
        ("Texas A&M University", ("Texas A&M University",)),
        ("some-owner", ("some-owner",)),
        ("Ada Lovelace etc", ("Ada Lovelace",)),
    ],
)
def test_a_text_is_cut_into_the_organisations_that_it_names(text: str, names: tuple[str, ...]) -> None:
    assert parse_organisations(text) == names


@pytest.mark.parametrize("text", ["", " ", "etc", "@", " & ", "et al."])
def test_a_text_without_a_name_names_nobody(text: str) -> None:
    assert parse_organisations(text) == ()


@pytest.mark.parametrize(("domain", "name"), [("examplecorp.ai", "Examplecorp"), ("xyzu.edu", "XYZU")])
def test_an_unknown_domain_becomes_a_name(domain: str, name: str) -> None:
    assert canonical_organisation(domain) == name


@given(st.text(max_size=60))
def test_any_text_gives_names_that_are_distinct_and_not_empty(text: str) -> None:
    names = parse_organisations(text)
    assert len(set(names)) == len(names)
    assert all(name == name.strip() and name for name in names)

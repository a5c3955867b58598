from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from storage.digests.fingerprints import fingerprint_of, fingerprints_of

if TYPE_CHECKING:
    from tests.storage.digests.conftest import MakePaper


def test_a_fingerprint_is_short_and_the_same_whatever_number_the_paper_has(
    make_paper: "MakePaper", now: datetime
) -> None:
    paper = make_paper("AWQ: Activation-aware Weights", keys=("arxiv:2306.00978",))
    told = fingerprint_of(paper)
    assert len(told) == 12
    assert told == fingerprint_of(replace(paper, id=999, stars=3, first_seen_at=now - timedelta(days=1)))
    assert told != fingerprint_of(make_paper("GPTQ: Accurate Quantization", keys=("arxiv:2210.17323",)))
    assert told != fingerprint_of(replace(paper, keys=("doi:10.1/other",)))


@pytest.mark.parametrize("keys", [(), ("arxiv:2306.00978",), ("arxiv:2306.00978", "doi:10.1/awq")])
def test_a_paper_is_known_under_what_it_was_called_and_what_it_was_known_by(
    keys: tuple[str, ...], make_paper: "MakePaper"
) -> None:
    before = make_paper("AWQ", keys=keys)
    after = replace(before, title="Activation-aware Weights", titles=("Activation-aware Weights", "AWQ"))
    grown = replace(after, keys=("openreview:x", *keys)) if keys else after
    for now in (before, after, grown):
        assert fingerprint_of(before) in fingerprints_of(now)
        assert fingerprint_of(now) in fingerprints_of(now)


def test_however_many_names_a_paper_has_had_the_work_is_bounded(make_paper: "MakePaper") -> None:
    many = tuple(f"Name number {number}" for number in range(200))
    paper = make_paper(many[0], titles=many, keys=tuple(f"url:{number}" for number in range(200)))
    assert len(fingerprints_of(paper)) <= 64

"""A paper, a category and the two languages, for screens that are rendered from values alone."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from discord import ui

from bot.screens.screen import Screen
from bot.texts import Texts, Words
from data.categories import Category
from data.months import Month
from data.paper import Paper, Placement, PublishedFrom
from data.schema import Link, LinkKind
from storage.digests.subscription import Choices, PauseReason, Place, State, Subscription, Target
from storage.submissions.submission import Facts, Fault, Kind, Reason, Submission
from storage.submissions.submission import State as SubmissionState


@pytest.fixture
def english() -> Words:
    return Texts.load().speak("en-US")


@pytest.fixture
def chinese() -> Words:
    return Texts.load().speak("zh-CN")


@pytest.fixture
def kv_cache() -> Category:
    return Category("kv-cache", {"en-US": "KV cache", "zh-CN": "KV 缓存"}, 3)


@pytest.fixture
def make_paper() -> Callable[..., Paper]:
    """A paper; what is not given is as of PagedAttention."""

    def make(**facts: Any) -> Paper:
        title = facts.get("title", "Efficient Memory Management with PagedAttention")
        known: dict[str, Any] = {
            "id": 7,
            "title": title,
            "titles": (title,),
            "aliases": ("vLLM", "PagedAttention"),
            "organisations": ("UC Berkeley", "Stanford University"),
            "organisation_texts": (),
            "published": Month(2023, 9),
            "published_from": PublishedFrom.LIST,
            "stars": 2,
            "heat": 1,
            "links": (
                Link(LinkKind.PAPER, "pdf", "https://arxiv.org/pdf/2309.06180.pdf"),
                Link(LinkKind.CODE, "vllm", "https://github.com/vllm-project/vllm"),
            ),
            "placements": (
                Placement("awesome", "KV Cache Scheduling", "kv-cache"),
                Placement("other", "Frameworks", "framework"),
            ),
            "keys": ("arxiv:2309.06180",),
            "first_seen_at": datetime(2026, 1, 2, tzinfo=UTC),
        }
        return Paper(**{**known, **facts})

    return make


@pytest.fixture
def read() -> Callable[[Screen], str]:
    """The texts of a screen, below one another."""

    def texts(screen: Screen) -> str:
        return "\n".join(item.content for item in screen.walk_children() if isinstance(item, ui.TextDisplay))

    return texts


@pytest.fixture
def buttons() -> Callable[[Screen], dict[str, ui.Button[Any]]]:
    """The buttons of a screen by their labels."""

    def labelled(screen: Screen) -> dict[str, ui.Button[Any]]:
        return {str(item.label): item for item in screen.walk_children() if isinstance(item, ui.Button)}

    return labelled


@pytest.fixture
def make_digest() -> Callable[..., Subscription]:
    """A digest for a channel, or with a target of another kind; what is not given is as usual."""

    def make(
        target: Target = Target.TEXT, *, paused: PauseReason = PauseReason.NONE, number: int = 17, **chosen: Any
    ) -> Subscription:
        place = Place(target, user_id=42) if target is Target.PERSON else Place(target, 500, 700)
        noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
        return Subscription(
            id=number,
            place=place,
            maker_id=42,
            choices=Choices(**{"cadence": "daily 09:00", **chosen}),
            state=State.PAUSED if paused else State.ACTIVE,
            pause_reason=paused,
            paused_at=noon if paused else None,
            cursor=5,
            next_at=noon,
            run_at=None,
            verified_at=noon,
            created_at=noon,
            edited_at=noon,
        )

    return make


@pytest.fixture
def make_submission() -> Callable[..., Submission]:
    """A submission of a paper that waits, in its third version; what is given is otherwise."""

    def make(**facts: Any) -> Submission:
        known: dict[str, Any] = {
            "id": 7,
            "kind": Kind.PAPER,
            "fault": Fault.NONE,
            "state": SubmissionState.PENDING,
            "version": 3,
            "facts": Facts("A title"),
            "submitted": Facts("A title"),
            "submitter_id": 42,
            "language": "en-US",
            "reason": Reason.NONE,
            "created_at": datetime(2026, 11, 21, tzinfo=UTC),
        }
        empty = {name: None for name in Submission.__slots__ if name not in known}
        return Submission(**{**empty, "mentions": False, "credit": "", "comment": "", **known, **facts})

    return make

import pytest

from bot.cadence.plan import Cadence, CadenceKind, render_cadence


@pytest.mark.parametrize(
    ("cadence", "text"),
    [
        (Cadence(CadenceKind.HOURLY), "hourly"),
        (Cadence(CadenceKind.HOURLY, minute=5), "hourly :05"),
        (Cadence(CadenceKind.DAILY), "daily 09:00"),
        (Cadence(CadenceKind.WEEKLY, minute=30, hour=18, weekday="fri"), "weekly fri 18:30"),
        (Cadence(CadenceKind.MONTHLY), "monthly 1 09:00"),
        (Cadence(CadenceKind.CRON, expression="0 9 * * mon"), "cron 0 9 * * mon"),
    ],
)
def test_a_cadence_has_one_canonical_text(cadence: Cadence, text: str) -> None:
    assert render_cadence(cadence) == text

from bot.doctor.finding import Condition, fault, has_fault, ok, warning


def test_only_what_does_not_work_is_a_fault() -> None:
    fine, soon = ok("disk", "Fine."), warning("disk", "Soon.", "Do something.")
    assert not has_fault([fine, soon])
    assert has_fault([fine, soon, fault("disk", "Full.", "Make room.")])
    assert fine.advice == ""
    assert soon.condition is Condition.WARNING

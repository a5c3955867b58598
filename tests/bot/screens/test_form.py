"""Forms that keep nothing."""

from bot.screens.form import Form, read_filled


def test_what_is_filled_in_is_read_by_the_names_of_the_fields() -> None:
    sent = [
        {"type": 18, "component": {"type": 4, "custom_id": "title", "value": "A"}},
        {"type": 18, "component": {"type": 3, "custom_id": "category", "values": ["moe"]}},
        {"type": 18, "component": {"type": 3, "custom_id": "reason", "values": []}},
        {"type": 1, "components": [{"type": 4, "custom_id": "old", "value": "B"}]},
        {"type": 10, "content": "words"},
    ]
    assert read_filled(sent) == {"title": "A", "category": "moe", "reason": "", "old": "B"}


def test_a_form_is_kept_by_nobody() -> None:
    assert Form("T", "submit:paper:").is_finished()


def test_long_texts_fit_into_what_discord_shows() -> None:
    form = Form("T" * 200, "x")
    form.ask("a", "L" * 200, most=10, filled="F" * 200, example="E" * 200, hint="H" * 200)
    form.offer("b", "L" * 200, [("v", "V")], hint="H" * 200)
    described = form.to_dict()
    assert len(described["title"]) <= 45
    for label in described["components"]:
        assert len(label["label"]) <= 45
        assert len(label["description"]) <= 100
    assert described["components"][0]["component"]["value"] == "F" * 10

from storage.operations.tables import ProcessRow, ShardRow, UsageRow


def test_a_shard_is_had_by_one_process_at_a_time() -> None:
    assert [column.name for column in ShardRow.__table__.primary_key] == ["shard_id"]
    assert ProcessRow.__tablename__ == "processes"
    assert [column.name for column in UsageRow.__table__.primary_key] == ["day", "name", "outcome"]

from data.formats.reader import reader_fingerprint


def test_the_reader_is_told_by_a_digest_that_fits_a_column() -> None:
    assert len(reader_fingerprint()) == 64
    assert int(reader_fingerprint(), 16)

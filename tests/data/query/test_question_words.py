from data.query.question_words import load_beyond, load_fillers, load_subjects, read_words, spell


def test_questions_are_brought_to_folded_english_words() -> None:
    assert read_words("Who's behind vLLM?") == "who is behind vllm"
    assert read_words("vLLM是谁做的？") == "vllm who made"
    assert read_words("有多少篇KV缓存论文") == "have how many papers kv cache papers"


def test_a_chinese_name_stays_as_it_is() -> None:
    assert "推理系统" in read_words("推理系统是什么", ["推理系统"])


def test_only_words_that_nobody_knows_are_corrected() -> None:
    assert spell("lates quantizaton papres", lambda _: False) == "latest quantization papers"
    assert spell("lates papers", lambda word: word == "lates") == "lates papers"
    assert spell("tesla boeing qlora", lambda _: False) == "tesla boeing qlora"


def test_the_lexicon_of_questions_is_read() -> None:
    assert {"authors", "citations", "licences", "world"} <= {subject for subject, _ in load_beyond()}
    assert "please" in load_fillers()
    assert load_subjects()["cpu"] == "edge"


def test_what_is_typed_in_haste_is_brought_to_words() -> None:
    assert read_words("# of papers") == "number of papers"
    assert read_words("papers/year") == "papers per year"
    assert read_words("papers that dont have code") == "papers that do not have code"
    assert read_words("hey can you send me the pdf of vLLM") == "show the pdf of vllm"
    assert read_words("is there any moe paper with code") == "is there any moe papers with code"

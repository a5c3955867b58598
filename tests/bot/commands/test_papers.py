async def test_x(chat):
    r = await chat.ask("search", query="flash attention")
    print(r.text, r.labels)
    r = await chat.press(r, "Next")
    print(r.text)
    r = await chat.fill(r, r.labels[-2], "3")
    print(r.text, r.labels)
    await chat.restart()
    r = await chat.press(r, "Previous")
    print(r.text, r.labels)


async def test_y(small_chat):
    r = await small_chat.ask("latest")
    print(r.text, r.labels)

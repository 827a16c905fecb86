"""One message of a conversation at a time; names that tell nothing."""

import asyncio

from bot.turn.conversations import Conversations


async def test_one_at_a_time_in_order_and_others_side_by_side():
    conversations = Conversations("secret" * 4)
    told: list[str] = []
    gate = asyncio.Event()

    async def message(name: str, text: str, wait: bool) -> None:
        async with conversations.alone(name):
            if wait:
                await gate.wait()
            told.append(text)

    tasks = [asyncio.create_task(message("a", "a1", True)), asyncio.create_task(message("a", "a2", False))]
    await message("b", "b1", False)
    assert told == ["b1"]
    gate.set()
    await asyncio.gather(*tasks)
    assert told == ["b1", "a1", "a2"]


def test_names_are_keyed_and_differ_by_channel():
    one, other = Conversations("x" * 20), Conversations("y" * 20)
    assert one.name("telegram", "12345") == one.name("telegram", "12345")
    assert len({one.name("telegram", "12345"), one.name("web", "12345"), other.name("telegram", "12345")}) == 3
    assert "12345" not in one.name("telegram", "12345")

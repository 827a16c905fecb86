"""Telegram: the same answers as everywhere, through a bot that polls Telegram's server.

| module | holds |
| --- | --- |
| `bot.py` | `TelegramChannel`, the door: start, stop, state |
| `handlers.py` | what happens on a message, a tap, a failure |
| `addressed.py` | whether a message is meant for the bot, and what it asks |
| `render.py`, `splitting.py` | an answer as messages within Telegram's limits |
| `delivery.py`, `presence.py` | sending, with Telegram's errors; the sign of life |
| `processor.py` | order within a chat, chats side by side |
| `polling.py`, `seen.py` | which updates are confirmed, which were answered |
| `wording.py` | what this channel says itself |
"""

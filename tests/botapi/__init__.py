"""A loopback Bot API server for tests: it answers as Telegram's does, and checks every call the bot makes.

| module | holds |
| --- | --- |
| `api.py` | `BotApi`: starts the server; citizens and groups that write, tap and read |
| `fixtures.py` | the pytest fixture `bot_api` |
| `driver.py` | conversations of bot/suites over Telegram |
| `picture.py` | draws a chat for docs/images |
| `server.py` | HTTP: methods, files, faults on request; webhook delivery |
| `methods.py` | what each method does |
| `world.py` | chats, messages, updates, calls |
| `updates.py` | updates as Telegram sends them |
| `validation.py` | calls and updates against the official API's models (aiogram) |
| `entities.py`, `errors.py` | Telegram's HTML, and its errors word for word |
"""

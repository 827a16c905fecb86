"""Finding what is personal in a message: numbers, codes, addresses, names.

| module | holds |
| --- | --- |
| `work.py` | the copy of a message that the patterns read, and what they have claimed of it |
| `spelled.py` | digits written as words or as letters that look like them |
| `harmless.py` | numbers that are nobody's: money, dates, law numbers, procedures, hotlines |
| `secret.py` | one-time codes, PINs, passwords |
| `numbers.py` | papers, phones, accounts, plates |
| `people.py` | e-mail addresses, names, home addresses |

Every module has one function that claims what it knows; `bot.turn.redact` calls them in the order that decides
between them. When in doubt, a run of nine digits and more is masked.
"""

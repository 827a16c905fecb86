"""Words without which a longer message is hardly the dialogue act that the classifier takes it for.

The classifier knows acts by letters too, and finds those of "bỏ đi" in "canh chua cá lóc bỏ lá chi".
Patterns are for text without accents.
"""

from __future__ import annotations

import re

from knowledge.vietnamese.unicode import strip_accents

_ADDRESSED = (
    r"\b(?:bot|ad|mi|ban|may (?:moc|nay|la|noi|tra loi)|(?:la|hay) may|cai may|tro ly|con nay|o day|nguoi that|chatgpt"
    r"|ai dang|ai tra loi|tong dai)\b"
)
_SPOKEN_TO = r"\b(?:em|chau|con|chu|anh|chi|co|may)\b"
_WORDS = {
    "greet": r"\b(?:chao|hello|hi|hey|he lo|a ?lo|ad|bot|oi|hoi|co ai|co do|test|thu xem)\b"
    r"|\bbuoi (?:sang|trua|chieu|toi)\b",
    "thanks": r"\b(?:cam on|camon|thanks?|thank you|tks|thk|doi on|on)\b",
    "goodbye": r"\b(?:chao|bye|bai|bb|pp|off|tam biet|hen|thoi|nghi|di day|di ngu|chuc|khong hoi|het cau|du roi|xong)\b"
    r"|\b(?:ve nau|mai|tat may)\b",
    "praise": r"\b(?:hay|gioi|tot|tuyet|xin|hieu|ro|dung|thich|de thuong|diem|dinh|thong minh|nhanh)\b",
    "affirm": r"^(?:da |a |u |roi )*(?:co|vang|da|u|ua|o|ok|oke|okie|oki|dung|phai|duoc|dong y|chuan|yes|uh|vay)\b",
    "deny": r"^(?:da |a |u )*(?:khong|ko|k|hong|hem|hong|chua|sai|khoi|no|hong|chang|cha|lam gi co|thoi)\b",
    "stop": r"^(?:da |a |u )*(?:thoi|dung|huy|thoat|bo|ngung|stop|cancel|ket thuc|tam|de|khoi|khong lam)\b"
    r"|\btu dau\b|\b(?:dung|ngung) (?:lai|huong dan)\b",
    "ask_menu": r"\b(?:menu|muc|danh|chu de|bang chon|nut|trang (?:dau|chinh)|ve dau|chon|may cai gi)\b",
    "ask_bot": rf"{_ADDRESSED}|{_SPOKEN_TO} (?:la|ten|biet|giup|tra loi|o co quan|lam duoc)\b"
    r"|\b(?:lap ra|tra loi|la ai|lam ra|chuc nang|lay tu dau|dua vao dau|thay vi may)\b",
    "small_talk": rf"{_ADDRESSED}|{_SPOKEN_TO} (?:an|ngu|khoe|buon|vui|dang|bao nhieu tuoi|co)\b"
    r"|\b(?:ke chuyen|noi chuyen|nguoi yeu chua|lam gi day|hat|haha|hihi|chan)\b",
}
_SAID = {act: re.compile(words) for act, words in _WORDS.items()}


def may_be(act: str, message: str) -> bool:
    """Tell whether a message has what any wording of a dialogue act has; of acts that are not listed, nothing is asked.

    :param message: in any spelling.
    """
    pattern = _SAID.get(act)
    text = " ".join(re.findall(r"\w+", strip_accents(message).lower()))
    return pattern is None or bool(pattern.search(text))

"""What about a topic a question asks: its fee, its place, its papers … (the aspects of `knowledge/README.md`).

Read off the unaccented text, so that typed accents make no difference. Order matters: a phrase that is
part of another meaning ("mất bao nhiêu tiền" is a fee, not a loss) is consumed by the first that fits.
"""

from __future__ import annotations

import re

from knowledge.vietnamese.unicode import strip_accents

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("contact", r"goi (?:so )?(?:nao|ai|dau)|so (?:may|dien thoai) nao|hoi ai|lien he (?:ai|dau)|tong dai|duong day nong|hotline"),
    ("fee", r"(?:(?:mat|ton|het|dong|nop|tra) )?(?:bao nhieu|may|nhieu) (?:tien|dong|nghin|tram|chuc)|le phi|mien phi"
            r"|(?:mat|ton|co ton|phai) (?:phi|tien|tra tien|dong tien|nop tien)|\bphi\b|\bgia (?:bao nhieu|the nao)|het bao nhieu(?! ngay)"),
    ("duration", r"bao lau|may (?:ngay|hom|bua|tuan)|bao nhieu ngay|khi nao (?:co|xong|lay|nhan|duoc)|bao gio (?:co|xong|lay|nhan|duoc)"
                 r"|cho lau|lau khong|lau vay|(?:xong|co|lay) (?:ngay|lien) khong|trong ngay"),
    ("where", r"o dau|cho nao|noi nao|di dau|ra dau|den dau|lam dau|nop dau|o mo\b|dau vay|co quan nao|(?:ra|len|den) (?:xa|phuong|cong an)"
              r"|o que|tai dau"),
    ("papers", r"giay to gi|giay gi|giay chi|giay to nao|can (?:nhung )?gi|can chi|mang (?:theo )?(?:nhung )?gi|mang theo|chuan bi|ho so gom"
               r"|can giay|thu tuc gom|dem theo|dem (?:gi|chi)"),
    ("online", r"tren mang|qua mang|online|truc tuyen|tren dien thoai|o nha|tai nha|ngoi nha|\bonl\b|qua app|tren app|qua vneid|tren vneid"),
    ("no_phone", r"(?:khong|chua|ko|k) (?:co |xai |dung )?(?:dien thoai|smartphone|dt thong minh|may thong minh)|cuc gach|dien thoai (?:phim|thuong|ban)"),
    ("child", r"\bcon (?:toi|tui|em|minh|nho|gai|trai|cai|chau|ut)|cho (?:con|be|chau)\b|tre (?:em|con|nho|so sinh)|\bbe\b|em be|hoc sinh"
              r"|chau (?:be|nho)|duoi \d+ tuoi|chua du \d+ tuoi|con \d+ tuoi"),
    ("elderly", r"nguoi gia|ong ba|me gia|bo gia|gia yeu|cao tuoi|khuyet tat|ba noi|ba ngoai|ong noi|ong ngoai|nam (?:liet|mot cho)|lon tuoi"
                r"|tuoi cao|mat kem|khong biet chu|(?:[6-9]\d|tren [6-9]\d) tuoi"),
    ("far_away", r"o xa|xa que|tinh khac|xa khac|o tro|lam an xa|noi khac|khac (?:tinh|xa)|xa nha|ho khau (?:o|duoi) "),
    ("overseas", r"viet kieu|o nuoc ngoai|goc viet|dinh cu|song o (?:my|duc|nhat|han|uc)"),
    ("foreigner", r"nguoi nuoc ngoai|ong tay|nguoi tay|chong tay|vo tay|quoc tich"),
    ("difference", r"khac (?:nhau|gi|chi|the nao|voi)|phan biet|so voi|giong nhau"),
    ("benefit", r"loi ich|loi gi|tai sao|vi sao|sao phai|tiet kiem|duoc gi khi|co loi"),
    ("validity", r"gia tri|het han|thoi han|con dung|con duoc dung|dung duoc|su dung duoc|con han|han su dung|den bao gio|den khi nao|thay (?:cho|the)"),
    ("condition", r"dieu kien|truong hop nao|khi nao (?:thi |phai |can )|co (?:bat buoc|phai)|bat buoc"),
    ("who", r"\bai (?:duoc|lam|phai|can|co|la)|nhung ai|doi tuong nao|bao nhieu tuoi|may tuoi|nguoi nao"),
    ("problem", r"bi (?:mat|hong|sai|loi|khoa|tu choi|rach|mo|tre|roi)|\bmat\b|\bhong\b|\bsai\b|\bloi\b|quen|khong (?:duoc|vao|nhan|hien|thay)"
                r"|tu choi|rach|tre hen|lam sao khi|roi mat|danh roi"),
    ("what", r"la (?:cai )?(?:gi|chi)\b|nghia la|de lam (?:gi|chi)|la the nao|gom (?:nhung )?gi"),
    ("how", r"the nao|lam sao|cach (?:lam|nao|dang)|\bcach\b|cac buoc|tung buoc|huong dan|nhu nao|ra sao|lam cach|man rang|kieu gi"),
)  # fmt: skip
_COMPILED = tuple((aspect, re.compile(pattern)) for aspect, pattern in _PATTERNS)


def aspects_of(text: str) -> tuple[str, ...]:
    """Return the aspects a question asks about, in the order of the patterns; empty where none shows.

    :param text: a message in any spelling.
    """
    rest = re.sub(r"[^\w]+", " ", strip_accents(text.lower()))
    found: list[str] = []
    for aspect, pattern in _COMPILED:
        rest, count = pattern.subn(" ", rest)
        if count:
            found.append(aspect)
    return tuple(found)

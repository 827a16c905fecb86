"""What the Telegram channel says itself: the profile, and answers to what is not a typed question.

Limits (core.telegram.org/bots/api): description 512, short description 120, toast 200 characters.
"""

from __future__ import annotations

COMMANDS = (
    ("start", "Bắt đầu, xem các mục chính"),
    ("menu", "Chọn việc cần hỏi"),
    ("help", "Cách hỏi, có ví dụ"),
    ("privacy", "Thông tin của bạn được giữ thế nào"),
    ("cancel", "Dừng phần hướng dẫn đang làm"),
)
DESCRIPTION = """\
Trợ lý tự động trả lời câu hỏi về thẻ căn cước, tài khoản định danh và VNeID, cư trú, dịch vụ công trên mạng \
và cách tránh lừa đảo.

Bạn gõ câu hỏi như nói chuyện, không dấu cũng được. Câu trả lời có ghi nguồn và ngày kiểm tra.

Tôi không phải cán bộ và không bao giờ hỏi mã OTP, mật khẩu, số giấy tờ hay tiền của bạn.

Bấm nút bên dưới để bắt đầu."""
SHORT_DESCRIPTION = "Hỏi đáp về căn cước, VNeID, cư trú, dịch vụ công: có nguồn, có ngày. Không hỏi OTP, mật khẩu."

HELPFUL = "👍 Hữu ích"
NOT_HELPFUL = "👎 Chưa đúng"
THANKS = "Cảm ơn bạn đã góp ý!"
RATING_TOO_OLD = "Câu trả lời này đã cũ nên không ghi được ý kiến. Cảm ơn bạn!"
OLD_BUTTON = "Nút này đã cũ. Bạn chọn lại một mục bên dưới nhé."
TOO_FAST = "Bạn gửi nhanh quá nên tôi bỏ qua vài tin. Bạn chờ tôi trả lời rồi hỏi tiếp nhé."

_ASK = "Bạn gõ câu hỏi bằng vài từ, không dấu cũng được, hoặc bấm một mục bên dưới."
NOT_A_QUESTION = {
    "sticker": f"Cảm ơn bạn! {_ASK}",
    "voice": f"Tôi chưa nghe được tin nhắn thoại. {_ASK}",
    "picture": f"Tôi không xem được ảnh, video hay tệp. Bạn đừng gửi ảnh giấy tờ vào đây. {_ASK}",
    "location": f"Tôi không xem được vị trí. {_ASK}",
    "contact": f"Bạn đừng gửi số điện thoại của mình hay của người khác vào đây, tôi không cần đến. {_ASK}",
    "forwarded": (
        "Tôi không đọc tin chuyển tiếp. Nếu bạn nghi tin đó là lừa đảo, đừng bấm link, đừng chuyển tiền, "
        f"và bấm mục “⚠️ Nghi bị lừa đảo”. {_ASK}"
    ),
    "other": f"Tôi chỉ đọc được chữ. {_ASK}",
}

WARNINGS = {
    "scam": "⚠️ Coi chừng lừa đảo: đừng đọc mã OTP, mật khẩu, đừng bấm link lạ, đừng chuyển tiền.",
    "outdated": "🕒 Thông tin này đã lâu chưa được kiểm tra lại. Bạn nên hỏi lại cơ quan trước khi đi làm.",
    "changes_soon": "📅 Quy định này sắp thay đổi. Bạn xem ngày hết hiệu lực bên dưới.",
}
"""`personal_data` has no line of its own: the text of the answer says it."""

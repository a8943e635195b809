"""What a field says to whoever has written something that its form does not allow: browser editor and schemas."""

from __future__ import annotations

FORM_MESSAGES: dict[str, dict[str, str]] = {
    "id": {
        "vi": "Chỉ dùng chữ thường không dấu, số và gạch nối, ví dụ: {example}",
        "en": "Small letters without accents, digits and hyphens only, for example: {example}",
    },
    "day": {"vi": "Ghi năm-tháng-ngày, ví dụ: {example}", "en": "Year-month-day, for example: {example}"},
    "moment": {
        "vi": "Ghi năm, năm-tháng hoặc năm-tháng-ngày; một khoảng thì nối bằng gạch chéo, ví dụ: {example}",
        "en": "Year, year-month or year-month-day; a slash between the ends of a range, for example: {example}",
    },
    "whole": {"vi": "Chỉ ghi chữ số, không chấm, không phẩy: {example}", "en": "Digits only: {example}"},
    "decimal": {
        "vi": "Ghi số với dấu chấm thập phân, ví dụ: {example}",
        "en": "A number with a decimal point, for example: {example}",
    },
    "phone": {
        "vi": "Ghi số điện thoại có cả số 0 ở đầu, hoặc số ngắn như {example}",
        "en": "A telephone number with its leading 0, or a short one such as {example}",
    },
    "web": {
        "vi": "Chép nguyên đường dẫn, bắt đầu bằng https://, ví dụ: {example}",
        "en": "The whole address beginning with https://, for example: {example}",
    },
    "mail": {"vi": "Ghi địa chỉ thư, ví dụ: {example}", "en": "An e-mail address, for example: {example}"},
    "locale": {"vi": "Ghi mã ngôn ngữ, ví dụ: {example}", "en": "A language tag, for example: {example}"},
}
"""Name of a `fields.Form` → locale → words."""

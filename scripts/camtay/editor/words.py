"""Words of the browser editor that are not the model's: the interface itself is Sveltia's, in Vietnamese."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "editor": {"vi": "Soạn bài", "en": "Editor"},
    "general": {"vi": "Chung cho cả trang", "en": "The whole site"},
    "item": {"vi": "mục", "en": "item"},
    "loading": {"vi": "Đang mở trang soạn bài…", "en": "Opening the editor…"},
    "noscript": {
        "vi": "Trang soạn bài cần JavaScript. Xin bật lên rồi mở lại.",
        "en": "The editor needs JavaScript. Switch it on and open the page again.",
    },
    "commit.create": {"vi": "Thêm bài {{slug}}", "en": "Add {{slug}}"},
    "commit.update": {"vi": "Sửa bài {{slug}}", "en": "Change {{slug}}"},
    "commit.delete": {"vi": "Xóa bài {{slug}}", "en": "Delete {{slug}}"},
    "commit.uploadMedia": {"vi": "Thêm tệp {{path}}", "en": "Add {{path}}"},
    "commit.deleteMedia": {"vi": "Xóa tệp {{path}}", "en": "Delete {{path}}"},
}
OPEN = {"vi": "Viết theo mẫu: {example}", "en": "Write it like this: {example}"}

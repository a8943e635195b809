"""The handbook's page of all problems: what each code means, what is allowed, a right example, what to do.

It is made from `camtay.messages` whenever a site is built whose handbook stands in `docs/so-tay/`, so that it can't go
out of date. Each code has an anchor: `so-tay/ma-loi/#date.form`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from camtay import messages
from camtay.messages import MESSAGES, allowed, example, words_of
from camtay.messages.words import Words
from camtay.templating import environment

HANDBOOK = "so-tay"
"""The folder of docs/ with the handbook."""
SOURCE = f"{HANDBOOK}/ma-loi.md"
TITLE = "Mã lỗi và cách sửa"
MARKDOWN = f"---\ntitle: {TITLE}\n---\n\n# {TITLE}\n"
"""What the engine reads; `html` goes below it."""
SUBJECTS = {
    "files": ("Tệp và cách viết", "Files and how they are written"),
    "fields": ("Các mục của một bài", "Fields of an entry"),
    "references": ("Bài liên quan, hình ảnh, địa chỉ trang", "References, pictures, address of the site"),
    "learning": ("Lộ trình học và lịch trình", "Learning paths and routes"),
    "maps": ("Tọa độ và sơ đồ", "Coordinates and sketches"),
    "handouts": ("Tài liệu lớp học", "Handouts for a class"),
    "codes": ("Sổ mã và việc dựng trang", "The ledger and the build"),
    "publishing": ("Đưa trang lên mạng", "Publishing"),
    "shards": ("Dựng chia phần", "Building in parts"),
    "changes": ("So với bản trước", "Comparing with an earlier state"),
    "signs": ("Biển và tem", "Signs and stickers"),
    "placements": ("Biển đã treo", "Hung signs"),
    "sheets": ("Bảng tính", "Spreadsheets"),
    "inspection": ("Ảnh chụp biển", "Photos of signs"),
    "style": ("Cách viết", "Style"),
    "interface": ("Chữ của nút và tiêu đề", "Words of the interface"),
    "init": ("Tạo trang mới", "A new site"),
    "audio": ("Giọng đọc", "Recorded voices"),
    "schedule": ("Bản nháp, ngày đăng, ngày hết hạn", "Drafts and days of publication"),
    "pasted": ("Chữ dán từ Word, Zalo, phông cũ", "Text pasted from elsewhere"),
    "writing": ("Tệp mẫu của bài mới", "Example files of new entries"),
    "translation": ("Bản dịch", "Translations"),
    "editor": ("Trang soạn bài /admin/", "The editor at /admin/"),
    "search": ("Cách gọi dùng để tìm kiếm", "Words by which people search"),
    "addresses": ("Địa chỉ cũ của các trang", "Former addresses of pages"),
    "links": ("Liên kết", "Links"),
    "guard": ("Canh trang đã đăng", "Watching the published site"),
    "doctor": ("Điều cũ, điều sắp hỏng", "What is old or at risk"),
    "exports": ("Đưa cả trang ra ngoài", "The site taken elsewhere"),
    "exports_made": ("Sách nhỏ và tệp Kiwix", "Booklets and Kiwix files"),
    "po": ("Tệp của người dịch", "Files from translators"),
    "deceit": ("Liên kết không đúng như chữ ghi", "Links that are not what they seem"),
    "stats": ("Đếm lượt quét", "The count of scans"),
}
"""Module of messages → its heading in Vietnamese and English."""


class Told(NamedTuple):
    """A problem in one locale: what is wrong, what may stand there, what to do; values are “…”."""

    what: str
    allowed: str
    cure: str


class Code(NamedTuple):
    """One code and what the page says of it."""

    code: str
    vi: Told
    en: Told
    example: str


class Subject(NamedTuple):
    """The codes of one module of messages; `id` is an anchor."""

    id: str
    vi: str
    en: str
    codes: tuple[Code, ...]


class _Dots(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


def subjects() -> list[Subject]:
    """Every code once, in the order of `MESSAGES`."""
    order = {code: number for number, code in enumerate(MESSAGES)}
    made = [_subject(name, module.MESSAGES) for name, module in _modules()]
    return sorted(made, key=lambda subject: order[subject.codes[0].code])


def _modules() -> Iterator[tuple[str, ModuleType]]:
    for name, module in vars(messages).items():
        if isinstance(module, ModuleType) and getattr(module, "MESSAGES", None):
            yield name, module


def _subject(name: str, codes: dict[str, Words]) -> Subject:
    vi, en = SUBJECTS.get(name, (name, name))
    made = (Code(code, _told(code, "vi"), _told(code, "en"), example(code)) for code in codes)
    return Subject(name, vi, en, tuple(made))


def _told(code: str, locale: str) -> Told:
    what, cure = (text.format_map(_Dots()) for text in words_of(code, locale))
    return Told(what, allowed(code, locale), cure)


def html(root: Path) -> str:
    """The body of the page below its title, in a project that may have a template of its own."""
    return environment(root).get_template("pages/problem_codes.html").render(subjects=subjects())

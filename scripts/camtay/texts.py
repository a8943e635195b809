"""Sentences of the command line, in Vietnamese and English."""

from __future__ import annotations

from camtay import (
    texts_audio,
    texts_changes,
    texts_doctor,
    texts_editing,
    texts_exports,
    texts_guard,
    texts_handouts,
    texts_init,
    texts_inspection,
    texts_l10n,
    texts_links,
    texts_made,
    texts_placements,
    texts_publishing,
    texts_schedule,
    texts_sheets,
    texts_stats,
    texts_style,
)
from camtay.catalogues import said

TEXTS: dict[str, dict[str, str]] = {
    "more": {"vi": "    … và {n} lưu ý nữa cùng loại.", "en": "    … and {n} more of this sort."},
    "failed": {
        "vi": "Dừng lại vì {n} lỗi. Trang cũ, biển cũ và sổ mã vẫn giữ nguyên.",
        "en": "Stopped by {n} errors. The old site, signs and ledger are untouched.",
    },
    "built": {
        "vi": "Xong: {pages} trang, {scans} trang quét, {signs} biển, {warnings} lưu ý, {seconds} giây.",
        "en": "Done: {pages} pages, {scans} scan pages, {signs} signs, {warnings} notes, {seconds} seconds.",
    },
    "built_again": {
        "vi": "Không có gì mới để dựng: {pages} trang, {scans} trang quét, {signs} biển như cũ, {warnings} lưu ý.",
        "en": "Nothing new to build: {pages} pages, {scans} scan pages, {signs} signs as they were, {warnings} notes.",
    },
    "shard": {
        "vi": "Phần {part}: {pages} trang, ghi vào {file}. Ghép các phần: camtay merge TỆP…",
        "en": "Part {part}: {pages} pages, written to {file}. Join the parts: camtay merge FILE…",
    },
    "shard_alone": {
        "vi": "--shard chỉ đi với --out; --shards chỉ đi với --dask.",
        "en": "--shard goes with --out alone; --shards goes with --dask.",
    },
    "shard_words": {
        "vi": "Viết phần nào trong mấy phần, như --shard 2/4, không phải {words}.",
        "en": "Say which part of how many, such as --shard 2/4, not {words}.",
    },
    "largest": {
        "vi": "Trang quét nặng nhất: {entry} ({code}), {size} byte sau nén, tối đa 7 500.",
        "en": "Largest scan page: {entry} ({code}), {size} bytes compressed, limit 7 500.",
    },
    "next": {
        "vi": "Xem trang: camtay serve · Biển để in: qr/print/ · Cần xác nhận: camtay check --review",
        "en": "See the site: camtay serve · Signs to print: qr/print/ · To confirm: camtay check --review",
    },
    "serving": {
        "vi": "Xem thử tại http://{address}/ (dừng: Ctrl+C). Sửa tệp trong guides/ rồi lưu, trang tự tải lại.",
        "en": "Preview at http://{address}/ (stop: Ctrl+C). Change a file in guides/ and save; the page reloads.",
    },
    "check_failed": {
        "vi": "Có {errors} lỗi và {warnings} lưu ý. Sửa lỗi rồi chạy lại: camtay check",
        "en": "{errors} errors and {warnings} notes. Mend the errors and run again: camtay check",
    },
    "checked": {
        "vi": "Nội dung tốt: {entries} bài, {codes} mã, {warnings} lưu ý.",
        "en": "The content is sound: {entries} entries, {codes} codes, {warnings} notes.",
    },
    "need_entries": {
        "vi": "Ghi tên bài cần cấp mã, hoặc --all cho mọi bài chưa có mã.",
        "en": "Name the entries that need a code, or --all for every entry without one.",
    },
    "issued": {"vi": "Đã cấp {n} mã.", "en": "{n} codes issued."},
    "listed": {"vi": "{n} mã.", "en": "{n} codes."},
    "retargeted": {"vi": "Mã {code} nay dẫn tới “{entry}”.", "en": "The code {code} now leads to “{entry}”."},
    "retired": {
        "vi": "Mã {code} thôi in; quét vẫn ra đúng trang.",
        "en": "The code {code} is printed no more; scanning it still works.",
    },
    "need_sheet": {
        "vi": "In tem cần tên tờ tem trong qr/sheets.yml: --sheet a4-3x7",
        "en": "Stickers need the name of a sheet in qr/sheets.yml: --sheet a4-3x7",
    },
    "printed": {
        "vi": "{n} biển trong qr/print/, mã nào cũng đã quét thử được.",
        "en": "{n} signs in qr/print/; every symbol was read back.",
    },
    "waiting": {
        "vi": "Một lệnh camtay khác đang làm việc trong thư mục này; đợi nó xong …",
        "en": "Another camtay command is at work in this folder; waiting for it to end …",
    },
    "stopped": {
        "vi": "Đã dừng. Không có gì bị viết dở; chạy lại lúc nào cũng được.",
        "en": "Stopped. Nothing is left half-written; you can run it again at any time.",
    },
    "broken": {
        "vi": "Chương trình tự gặp lỗi; bạn không làm gì sai và nội dung không mất. Chi tiết nằm trong tệp {file}: "
        "gửi tệp này cho người phụ trách kỹ thuật.",
        "en": "The program itself is at fault; you did nothing wrong and no content is lost. Details are in {file}: "
        "send this file to the person who looks after the tool.",
    },
    "broken_untold": {
        "vi": "Chương trình tự gặp lỗi; bạn không làm gì sai và nội dung không mất. Chụp màn hình dòng sau rồi gửi "
        "cho người phụ trách kỹ thuật: {error}",
        "en": "The program itself is at fault; you did nothing wrong and no content is lost. Send the next words to "
        "the person who looks after the tool: {error}",
    },
    **texts_placements.TEXTS,
    **texts_publishing.TEXTS,
    **texts_sheets.TEXTS,
    **texts_inspection.TEXTS,
    **texts_style.TEXTS,
    **texts_init.TEXTS,
    **texts_audio.TEXTS,
    **texts_changes.TEXTS,
    **texts_handouts.TEXTS,
    **texts_schedule.TEXTS,
    **texts_l10n.TEXTS,
    **texts_links.TEXTS,
    **texts_made.TEXTS,
    **texts_editing.TEXTS,
    **texts_exports.TEXTS,
    **texts_stats.TEXTS,
    **texts_guard.TEXTS,
    **texts_doctor.TEXTS,
}


def text(key: str, locale: str, /, **values: object) -> str:
    """A sentence of the command line in any locale that the program speaks."""
    return said(TEXTS[key], locale, key).format(**values)

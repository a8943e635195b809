"""Sentences of `camtay l10n`."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "l10n_missing": {"vi": "chưa dịch", "en": "missing"},
    "l10n_stale": {"vi": "bản gốc đã sửa", "en": "stale"},
    "l10n_machine": {"vi": "máy dịch", "en": "machine"},
    "l10n_entry": {"vi": "{entry} · {locale} · {file} · {n} chỗ", "en": "{entry} · {locale} · {file} · {n}"},
    "l10n_line": {"vi": "  dòng {line} · {part} · {state}: {text}", "en": "  line {line} · {part} · {state}: {text}"},
    "l10n_nothing": {
        "vi": "{entry} · {locale} · {file} · chưa dịch gì, {n} chỗ",
        "en": "{entry} · {locale} · {file} · nothing translated, {n} texts",
    },
    "l10n_counts": {
        "vi": "{locale}: {all} câu chữ · {missing} chưa dịch · {stale} cũ · {machine} máy dịch · {ok} khớp · "
        "{untracked} chưa theo dõi (coi như khớp)",
        "en": "{locale}: {all} texts · {missing} missing · {stale} stale · {machine} by a machine · {ok} OK · "
        "{untracked} not tracked (taken for OK)",
    },
    "l10n_no_lock": {
        "vi": "Chưa có {file}, nên chưa biết bản dịch nào đã cũ. Lập sổ từ hôm nay: camtay l10n accept --all",
        "en": "There is no {file}, so nobody can tell what is stale. To begin today: camtay l10n accept --all",
    },
    "l10n_need": {
        "vi": "Ghi tên bài đã xem lại (hoặc BÀI/steps[2]), hay --all cho mọi chỗ chưa theo dõi.",
        "en": "Name the entries that you looked at (or ENTRY/steps[2]), or --all for everything not tracked yet.",
    },
    "l10n_accepted": {"vi": "Đã ghi nhận {n} chỗ vào {file}.", "en": "{n} texts recorded in {file}."},
    "l10n_still": {
        "vi": "Còn {n} chỗ cũ: xem camtay l10n status, sửa bản dịch, rồi ghi tên từng bài để ghi nhận.",
        "en": "{n} are still stale: see camtay l10n status, mend them, then accept the entries by name.",
    },
    "l10n_exported": {
        "vi": "Đã ghi {n} câu chữ vào {file}. Dịch bằng Poedit hoặc Weblate, rồi: camtay l10n import {file}",
        "en": "{n} texts written to {file}. Translate it in Poedit or Weblate, then: camtay l10n import {file}",
    },
    "l10n_refused": {
        "vi": "Chưa ghi gì, vì có {n} lỗi. Sửa trong tệp PO rồi chạy lại.",
        "en": "Nothing was written: {n} errors. Mend them in the PO file and run again.",
    },
    "l10n_change": {"vi": "{name} (dòng {row})", "en": "{name} (line {row})"},
    "l10n_summary": {
        "vi": "{locale}: {new} câu mới · {changed} câu sửa · {confirmed} xác nhận · {unchanged} như cũ · "
        "{fuzzy} còn dấu fuzzy, bỏ qua · {empty} chưa dịch",
        "en": "{locale}: {new} new · {changed} changed · {confirmed} confirmed · {unchanged} as before · "
        "{fuzzy} fuzzy, left out · {empty} not translated",
    },
    "l10n_written": {"vi": "Đã ghi vào {n} tệp.", "en": "Written to {n} files."},
    "l10n_apply": {
        "vi": "Đây là bản xem trước. Ghi vào {n} tệp và sổ theo dõi: thêm --apply",
        "en": "This is a preview. To write it to {n} files and the lock: add --apply",
    },
}

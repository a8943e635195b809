"""The whole site for other hands: one JSON file, plain Markdown, a zip for a USB stick."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from camtay.cli import main
from camtay.exports import whole
from camtay.project import load
from tests.conftest import GUIDE, HERITAGE, REPO, VILLAGE, TinyProject

ISSUED = '{"code": "29G275", "seq": 1, "entry": "gieng-co", "event": "issue", "date": "2026-11-22"}\n'
WITH_DOUBTS = """\
confirm: [Hỏi ông trưởng thôn]
cost: {vi: Miễn phí., en: Free., confidence: unsure}
time: {vi: Một phút., en: A minute., confidence: memory}
"""
WELL = {"guides/gieng-co.yml": HERITAGE, "qr/ledger.jsonl": ISSUED, "guides/lang.yml": VILLAGE}


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *words])


# ---------------------------------------------------------------- JSON
def test_a_site_is_one_json_file(tiny_project: TinyProject) -> None:
    """Site, entries by id with every text in every locale, pages and codes; alleys stand once."""
    root = tiny_project(WELL)
    assert "Xong: export/camtay.json (4 bài)" in run(root, "export", "json").output
    data = json.loads((root / "export/camtay.json").read_bytes())
    assert (data["format"], data["version"], data["site"]["base_url"]) == ("camtay", 1, "https://thu.example/")
    entries = {entry["id"]: entry for entry in data["entries"]}
    assert list(entries) == ["gieng-co", "goi-dien", "lang-thu", "lang-thu-kiet-1"]
    well = entries["gieng-co"]
    assert (well["title"], well["code"]) == ({"vi": "Giếng cổ", "en": "The old well"}, "29G275")
    assert well["addresses"]["en"] == "https://thu.example/en/heritage/gieng-co/"
    assert well["reviewed"] == "2026-11-22"
    assert entries["lang-thu"]["alleys"] == ["lang-thu-kiet-1"]
    step = {"text": {"vi": "Bấm số.", "en": "Dial the number."}, "confidence": "verified", "sources": ["s"]}
    assert entries["goi-dien"]["steps"] == [step]
    [code] = data["codes"]
    assert (code["short"], code["address"]) == ("thu.example/Q/29G275", "https://THU.EXAMPLE/Q/29G275")
    assert code["retired"] is False


def test_json_has_only_what_is_published(tiny_project: TinyProject) -> None:
    """No draft, nothing unsure, no list of what editors must confirm; common knowledge says what it is."""
    draft = GUIDE.replace("goi-dien", "bai-nhap") + "status: draft\n"
    root = tiny_project({"guides/goi-dien.yml": GUIDE + WITH_DOUBTS, "guides/bai-nhap.yml": draft})
    [entry] = whole.data(load(root))["entries"]
    assert "cost" not in entry
    assert "confirm" not in entry
    assert entry["time"]["confidence"] == "memory"


def test_the_same_site_gives_the_same_json() -> None:
    """Keys are sorted; nothing depends on the day or the run."""
    made = whole.json_file(load(REPO))
    assert made == whole.json_file(load(REPO))
    assert b'"unsure"' not in made
    assert b'"confirm"' not in made

"""Monuments in the shapes of others: Dublin Core for catalogues, drafts for Wikidata."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from camtay.cli import main
from camtay.exports import dublin_core, wikidata
from camtay.project import load
from tests.conftest import HERITAGE, REPO, SITE, TinyProject

SURE = "coordinates: {lat: 16.75, lon: 107.18, precision_m: 20, sources: [s]}\n"
ISSUED = '{"code": "29G275", "seq": 1, "entry": "gieng-co", "event": "issue", "date": "2026-11-22"}\n'
WELL = HERITAGE.replace("title: Sổ tay}", "title: Sổ tay, url: https://nguon.example/a}", 1) + SURE


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *words])


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


# ---------------------------------------------------------------- Dublin Core
def test_a_monument_is_a_row_of_dublin_core(tiny_project: TinyProject) -> None:
    """Its permanent address first, texts by language, both sets of place names, the position, where it is from."""
    files = {"guides/gieng-co.yml": WELL, "qr/ledger.jsonl": ISSUED, "guides/site.yml": SITE + "licence: CC BY 4.0\n"}
    root = tiny_project(files)
    assert "export/dublin-core.csv (1 di tích)" in run(root, "export", "dublin-core").output
    [row] = rows((root / "export/dublin-core.csv").read_bytes())
    assert row["dc.identifier"].split("||") == [
        "https://thu.example/Q/29G275", "https://thu.example/di-tich/gieng-co/",
        "https://thu.example/en/heritage/gieng-co/",
    ]  # fmt: skip
    assert (row["dc.title[vi]"], row["dc.title[en]"]) == ("Giếng cổ", "The old well")
    assert row["dc.coverage[en]"] == "Thử commune||Cũ commune"
    assert row["dc.coverage"] == "east=107.18; north=16.75; projection=WGS84"
    assert row["dc.source"] == "Sổ tay https://nguon.example/a"
    assert (row["dc.type"], row["dc.language"], row["dc.rights"]) == ("PhysicalObject", "vi||en", "CC BY 4.0")


def test_what_is_not_translated_stays_empty(tiny_project: TinyProject) -> None:
    """Vietnamese is not passed off as English, nor a rough position as one."""
    text = WELL.replace("{vi: Giếng cổ, en: The old well}", "{vi: Giếng cổ}").replace("m: 20", "m: 900")
    [row] = dublin_core.table(load(tiny_project({"guides/gieng-co.yml": text})))
    assert (row["dc.title[en]"], row["dc.language"], row["dc.coverage"]) == ("", "vi", "")


def test_no_cell_is_a_formula(tiny_project: TinyProject) -> None:
    """Editors open the file in Excel."""
    text = HERITAGE.replace("vi: Giếng cổ", 'vi: "=1+1"')
    [row] = rows(dublin_core.csv_file(load(tiny_project({"guides/gieng-co.yml": text}))))
    assert row["dc.title[vi]"] == "'=1+1"


def test_columns_are_terms_of_dublin_core() -> None:
    """Of the fifteen elements, with the locales of the instance; `dcterms.modified` is the one further term."""
    elements = "contributor coverage creator date description format identifier language publisher relation rights"
    known = {f"dc.{name}" for name in [*elements.split(), "source", "subject", "title", "type"]}
    table = rows(dublin_core.csv_file(load(REPO)))
    assert len(table) > 10
    assert {re.sub(r"\[(vi|en)\]$", "", name) for name in table[0]} - known == {"id", "dcterms.modified"}


# ---------------------------------------------------------------- Wikidata
def test_a_draft_says_what_is_sure(tiny_project: TinyProject) -> None:
    """Names and descriptions by language, the country, the position with its source, the pages; no item is guessed."""
    root = tiny_project({"guides/gieng-co.yml": WELL.replace("vi: Giếng cổ", "vi: 'Giếng \"cổ\"'", 1)})
    result = run(root, "--locale", "en", "export", "wikidata")
    assert "export/wikidata-quickstatements.txt (1 monuments)" in result.output
    assert (root / "export/wikidata-quickstatements.txt").read_text("utf-8").splitlines() == [
        "CREATE",
        'LAST\tLvi\t"Giếng ”cổ”"',
        'LAST\tDvi\t"di tích ở xã Thử, Việt Nam"',
        'LAST\tLen\t"The old well"',
        'LAST\tDen\t"historic site in Thử commune, Vietnam"',
        "LAST\tP17\tQ881",
        'LAST\tP625\t@16.75/107.18\tS854\t"https://nguon.example/a"',
        'LAST\tP973\t"https://thu.example/di-tich/gieng-co/"\tP407\tQ9199',
        'LAST\tP973\t"https://thu.example/en/heritage/gieng-co/"\tP407\tQ1860',
    ]


def test_a_person_checks_first(tiny_project: TinyProject) -> None:
    """Beside the draft lies a list with a search for each monument, and the command says to read it."""
    root = tiny_project({"guides/gieng-co.yml": WELL})
    assert "Đọc export/wikidata-check.md trước" in run(root, "export", "wikidata").output
    found = (root / "export/wikidata-check.md").read_text("utf-8")
    assert "- [ ] Giếng cổ: <https://www.wikidata.org/w/index.php?search=Gi%E1%BA%BFng%20c%E1%BB%95>" in found


def test_every_line_is_a_command_of_quickstatements() -> None:
    """CREATE, or LAST with a property and a value, of which pairs of qualifier or source and value follow."""
    value = r'(Q[1-9][0-9]*|"[^"\t\n]{1,2000}"|@-?[0-9.]+/-?[0-9.]+)'
    line = rf"CREATE|LAST\t([LD][a-z-]+|P[1-9][0-9]*)\t{value}(\t[PS][1-9][0-9]*\t{value})*"
    lines = wikidata.statements(load(REPO)).splitlines()
    assert lines.count("CREATE") > 10
    assert [one for one in lines if not re.fullmatch(line, one)] == []


@pytest.mark.parametrize("shape", ["dublin-core", "wikidata"])
def test_without_monuments_nothing_is_written(tiny_project: TinyProject, shape: str) -> None:
    """An empty file would look like a result."""
    root = tiny_project()
    result = run(root, "export", shape)
    assert (result.exit_code, "Chưa có bài di tích nào" in result.output) == (0, True)
    assert not (root / "export").exists()


@pytest.mark.parametrize("shape", ["dublin-core", "wikidata"])
def test_a_folder_that_can_not_be_written_is_told(tiny_project: TinyProject, shape: str) -> None:
    """As a problem, not as a crash."""
    root = tiny_project({"guides/gieng-co.yml": WELL, "export": "a file"})
    result = run(root, "export", shape)
    assert result.exit_code == 1
    assert "Traceback" not in result.output

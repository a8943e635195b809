"""Print runs of many signs: numbered files, several processes, and what has not changed is not made again."""

from __future__ import annotations

import io
import math
import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from camtay.codes import check_letter
from camtay.errors import CamtayError
from camtay.project import Project, load
from camtay.signs import job, press, run, setting, sheet, store
from camtay.signs.choice import build_documents
from camtay.signs.document import Document, parts
from camtay.signs.formats import FORMATS
from camtay.signs.grid import Grid, cells, named, read
from camtay.signs.sign import Sign, chosen_entries, signs
from camtay.signs.symbol import make
from tests.conftest import HERITAGE, VILLAGE, TinyProject, printed
from tests.test_sign_formats import SHEETS

DAY = date(2026, 11, 22)


@pytest.fixture
def project(tiny_project: TinyProject) -> Project:
    """Four entries with a code each."""
    letters = zip(
        ("BCFGH", "CFGHJ", "FGHJK", "GHJKM"), ("goi-dien", "gieng-co", "lang-thu", "lang-thu-kiet-1"), strict=True
    )
    ledger = [
        f'{{"code":"{five + check_letter(five)}","seq":1,"event":"issue","date":"2026-11-22","entry":"{entry}"}}\n'
        for five, entry in letters
    ]
    return load(
        tiny_project(
            {
                "guides/gieng-co.yml": HERITAGE,
                "guides/lang-thu.yml": VILLAGE,
                "qr/ledger.jsonl": "".join(ledger),
                "qr/sheets.yml": SHEETS,
            }
        )
    )


def a6(project: Project) -> list[Sign]:
    """The A6 signs of all entries."""
    return signs(project, chosen_entries(project), FORMATS["a6"])


def made(project: Project, chosen: Sequence[Document] = (), *formats: str) -> tuple[run.Run, dict[str, bytes]]:
    """A print run of one day and its files by name; what a build prints unless told."""
    return printed(project, chosen or build_documents(project), *(formats or ("pdf", "svg")))


def remembered(project: Project) -> list[Path]:
    """What the store holds."""
    return sorted((project.root / store.FOLDER).iterdir())


# ---------------------------------------------------------------- what has not changed
ARTEFACTS = 4
"""A6 as PDF and as SVG pages, four on A4, and the job sheet."""


def test_a_run_that_changes_nothing_sets_and_proves_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file has the bytes of the first run, and the proof report says what it said."""
    first, files = made(project)
    monkeypatch.setattr(press, "typeset", lambda job: pytest.fail(f"set again: {job.title}"))
    monkeypatch.setattr(press, "prove", lambda job, data: pytest.fail(f"proven again: {job.title}"))
    again, same = made(project)
    assert (first.kept, again.kept) == (0, ARTEFACTS)
    assert same == files


def test_only_what_a_change_touches_is_made_anew(project: Project) -> None:
    """Another summary of the well stands in every file with its sign, but not in the other one nor on the job sheet."""
    chosen = parts(project, FORMATS["a6"], a6(project), size=2)
    assert made(project, chosen, "pdf")[0].kept == 0
    path = project.root / "guides/gieng-co.yml"
    path.write_text(path.read_text("utf-8").replace("Một giếng", "Cái giếng"), "utf-8")
    changed = load(project.root)
    assert made(changed, parts(changed, FORMATS["a6"], a6(changed), size=2), "pdf")[0].kept == 2


def test_a_sign_drawn_with_another_mask_is_made_anew(project: Project) -> None:
    """The words are the same; the symbol is not."""
    made(project)
    sign = a6(project)[0]
    s = sign.symbol
    mask = (s.mask + 1) % 8
    other = make(s.payload, s.level, s.version, mask)
    project.ledger.record_print(sign.code, DAY, s.payload, s.level, s.version, mask, other.matrix_hash).write(
        project.root
    )
    assert made(load(project.root))[0].kept == 1


def test_another_template_makes_every_sign_anew(project: Project) -> None:
    """An instance's own template counts as much as ours."""
    made(project)
    own = project.root / "docs/.overrides/camtay/signs"
    own.mkdir(parents=True)
    (own / "note.typ").write_text("// ours", "utf-8")
    assert made(project)[0].kept == 0


@pytest.mark.parametrize("spoil", ["byte", "cut", "empty", "exchanged"])
def test_what_is_spoilt_in_the_store_is_made_anew(spoil: str, project: Project) -> None:
    """A byte changed, the end lost, nothing in it, or another artefact under its name: none is handed out."""
    _, files = made(project)
    before = remembered(project)
    data = [path.read_bytes() for path in before]
    for n, path in enumerate(before):
        middle = len(data[n]) // 2
        new = {
            "byte": data[n][:middle] + bytes([data[n][middle] ^ 1]) + data[n][middle + 1 :],
            "cut": data[n][:-1],
            "empty": b"",
            "exchanged": data[n - 1],
        }
        path.write_bytes(new[spoil])
    again, same = made(project)
    assert again.kept == 0
    assert same == files
    assert [path.read_bytes() for path in remembered(project)] == data


def test_what_fails_its_proof_is_not_remembered(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next run finds the fault again."""
    right = press.typeset
    monkeypatch.setattr(press, "typeset", lambda job: right(job)[::-1])
    for _ in range(2):
        with pytest.raises(CamtayError):
            made(project, (), "svg")
    assert len(remembered(project)) == 1  # the job sheet


def test_a_store_that_can_not_be_written_is_done_without(project: Project) -> None:
    """Time is lost, nothing else."""
    (project.root / ".cache").write_text("", "utf-8")
    assert made(project)[0].kept == 0
    assert made(project)[1]


def test_what_was_not_used_for_longest_is_let_go(tmp_path: Path) -> None:
    """Beyond the limit; what is within it stays."""
    kept = store.Store(tmp_path, "")
    for n in range(4):
        kept.keep(str(n), [bytes(1_000)], [])
    for n, path in enumerate(sorted(tmp_path.iterdir())):
        os.utime(path, (n, n))
    newest = sorted(tmp_path.iterdir())[2:]
    kept.prune(2_500)
    assert sorted(tmp_path.iterdir()) == newest


# ---------------------------------------------------------------- many
def test_more_signs_than_a_file_holds_become_numbered_files(project: Project) -> None:
    """Each is a whole document of its own with tags; nothing is left out and nothing comes twice."""
    chosen = parts(project, FORMATS["a6"], a6(project), size=3)
    done, files = made(project, chosen, "pdf", "svg")
    pdfs = [name for name in done.files if name.startswith("signs-")]
    assert pdfs == ["signs-a6-01.pdf", "signs-a6-02.pdf"]
    for name, pages in (("signs-a6-01.pdf", 3), ("signs-a6-02.pdf", 1)):
        with pikepdf.open(io.BytesIO(files[name])) as opened:
            assert len(opened.pages) == pages
            assert "/StructTreeRoot" in opened.Root
    assert len([name for name in files if name.startswith("svg/a6/")]) == 4
    assert len(done.signs) == 4


def test_numbers_of_sheets_go_on_in_the_next_file(project: Project) -> None:
    """Four on A4: files of one sheet each are sheets 1 and 2."""
    chosen = parts(project, FORMATS["a4"], [*a6(project), *a6(project)[:2]], size=4)
    assert [document.page_names for document in chosen] == [("page-01",), ("page-02",)]


def test_files_of_stickers_end_with_a_full_sheet(project: Project) -> None:
    """30 copies of four from cell 5: as many stickers as asked for, in the same cells as in one file."""
    grid: Grid = named(read(project.root, ("vi", "en")), "a4-3x7")
    made = signs(project, chosen_entries(project), FORMATS["stickers"], field=grid.field)
    several = parts(project, FORMATS["stickers"], made, grid=grid, start=5, copies=30, size=40)
    (one,) = parts(project, FORMATS["stickers"], made, grid=grid, start=5, copies=30)
    assert len(several) == 3
    assert [page for document in several for page in document.pages] == list(one.pages)
    places = [[(c["x"], c["y"]) for c in page] for document in several for page in document.data["pages"]]
    assert places == [[(c["x"], c["y"]) for c in page] for page in cells(grid, 120, 5)]


def test_several_processes_make_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Files and report are those of one process, in the same order; the processes end without a word."""
    chosen = parts(project, FORMATS["a6"], a6(project), size=2)
    alone, files = made(project, chosen, "pdf")
    for path in remembered(project):
        path.unlink()
    monkeypatch.setattr(press, "_ALONE", 0)
    monkeypatch.setattr(press, "_processors", lambda: 2)
    together, same = made(project, chosen, "pdf")
    assert together.kept == 0
    assert together.files == alone.files
    assert same == files
    assert capfd.readouterr() == ("", "")


def test_a_run_holds_few_artefacts_at_a_time(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is planned only when the one before it is made, and typst then forgets it."""
    monkeypatch.setattr(press, "_LARGE", 0)
    steps: list[str] = []
    set_, forget = press.typeset, setting.Copy.forget
    monkeypatch.setattr(press, "typeset", lambda job: (steps.append("set"), set_(job))[1])
    monkeypatch.setattr(setting.Copy, "forget", lambda copy: (steps.append("forget"), forget(copy))[1])
    chosen = parts(project, FORMATS["a6"], a6(project), size=1)
    with tempfile.TemporaryDirectory() as out:
        options = run.Options(DAY, DAY, ("pdf",))
        run.make(project, chosen, options, Path(out), lambda name: steps.append("plan"))
    assert steps == ["plan", "set", "forget"] * 5  # four signs and the job sheet


def test_typst_forgets_every_file_of_many_signs_and_every_full_job_sheet(project: Project) -> None:
    """What it keeps of ten of either would be hundreds of megabytes."""
    sign = a6(project)[0]
    many = [replace(sign, entry=f"k{n}") for n in range(job.ROWS + 1)]
    (full, rest), first = job.job_sheets(project, documents := parts(project, FORMATS["a6"], many), "", 1), documents[0]
    assert [len(one.data["job"]["rows"]) for one in (full, rest)] == [job.ROWS, 1]
    with sheet.templates(project) as folder:
        assert len(sheet.copy_of(project, full, DAY, folder).data) > 2 * press._LARGE
        assert len(sheet.copy_of(project, first, DAY, folder).data) > 2 * press._LARGE


def test_a_symbol_and_an_entry_are_kept_small(project: Project) -> None:
    """A bit a module, and one set of field names for all entries that have the same fields."""
    symbol = a6(project)[0].symbol
    assert len(symbol.bits) == math.ceil(symbol.size**2 / 8)
    again = load(project.root)
    for id_, entry in project.entries.items():
        assert again.entries[id_].model_fields_set is entry.model_fields_set
        assert again.entries[id_] is not entry


class _Deadly:
    """Ends the process that receives it, as a system does that runs out of memory."""

    key = "deadly"

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


def test_a_process_that_the_system_ends_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a cure instead of a traceback; however many jobs were waiting."""
    monkeypatch.setattr(press, "_ALONE", 0)
    monkeypatch.setattr(press, "_processors", lambda: 2)
    jobs: list[Any] = [_Deadly() for _ in range(7)]
    with pytest.raises(CamtayError) as caught:
        list(press.make_all(jobs, tmp_path, store.store(tmp_path, tmp_path), 7))
    assert [problem.code for problem in caught.value.problems] == ["sign.worker"]

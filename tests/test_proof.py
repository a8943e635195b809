"""The proof: what was typeset is read back, and what does not read as it should is never handed out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
import typst
from PIL import Image

from camtay import ledger
from camtay.errors import CamtayError, Problem
from camtay.ledger import FILE
from camtay.project import Project, load
from camtay.signs import proof, run, sheet
from camtay.signs.sign import Sign, signs
from camtay.signs.symbol import QUIET_ZONE, make
from tests.conftest import HERITAGE, VILLAGE, TinyProject, golden

DAY = date(2026, 11, 22)
LATER = date(2027, 2, 3)
NAME = "qr/print/signs-a6.pdf"
A, B, C = (f"https://THU.EXAMPLE/Q/{code}" for code in ("29G275", "2BKN4G", "2KTMP2"))


def pdf(*pages: Sequence[str]) -> bytes:
    """A PDF of A6 pages with these payloads as symbols, one below the other."""
    images = []
    for payloads in pages:
        page = Image.new("L", (620, 874), 255)
        for i, payload in enumerate(payloads):
            dark = np.pad(np.array(make(payload, "Q").modules, dtype=bool), QUIET_ZONE)
            dots = np.where(np.kron(dark, np.ones((6, 6), dtype=bool)), 0, 255).astype(np.uint8)
            page.paste(Image.fromarray(dots), (40, 20 + 280 * i))
        images.append(page)
    out = io.BytesIO()
    images[0].save(out, "PDF", resolution=150, save_all=True, append_images=images[1:])
    return out.getvalue()


def told(before: str, problems: Sequence[Problem]) -> str:
    """What went in and what people are told, in both languages."""
    words = [p.format(locale) for locale in ("vi", "en") for p in problems]
    return before + "\n=>\n" + "\n".join(words) + "\n"


def found(problems: Sequence[Problem]) -> list[tuple[int, str]]:
    """(page, what the reader saw) of every problem."""
    return [(p.line, p.params["found"]) for p in problems]


# ---------------------------------------------------------------- pages
def test_a_file_that_reads_as_it_should_has_no_problems() -> None:
    """Every page, every symbol."""
    assert proof.proof(pdf([A], [B], [C]), [[A], [B], [C]], NAME) == []


def test_a_wrong_payload_is_found() -> None:
    """Both are shown, and the page on which it stands."""
    problems = proof.proof(pdf([A], [C]), [[A], [B]], NAME)
    golden("problems/proof_wrong_payload.txt", told(f"page 1: {A}\npage 2: {C}", problems))


def test_a_missing_symbol_is_found() -> None:
    """An empty page, where one should be."""
    problems = proof.proof(pdf([A], []), [[A], [B]], NAME)
    golden("problems/proof_missing_symbol.txt", told(f"page 1: {A}\npage 2: –", problems))


def test_one_missing_symbol_among_several_is_found() -> None:
    """What is on the page is shown beside what should be."""
    assert found(proof.proof(pdf([A, C]), [[A, B, C]], NAME)) == [(1, f"{A}, {C}")]


def test_a_symbol_too_many_is_found() -> None:
    """An empty place on the last sheet is empty."""
    assert found(proof.proof(pdf([A, B]), [[A]], NAME)) == [(1, f"{A}, {B}")]


def test_a_symbol_twice_in_place_of_another_is_found() -> None:
    """The number of each counts."""
    assert found(proof.proof(pdf([A, A]), [[A, B]], NAME)) == [(1, f"{A}, {A}")]


def test_pages_in_another_order_are_found() -> None:
    """The list of the print run says which page is which."""
    assert found(proof.proof(pdf([A], [B]), [[B], [A]], NAME)) == [(1, A), (2, B)]


def test_the_order_on_one_page_does_not_matter() -> None:
    """A reader finds symbols in its own order."""
    assert proof.proof(pdf([A, B, C]), [[C, A, B]], NAME) == []


@pytest.mark.parametrize("changed", [A.replace("THU", "THO"), A.replace("/Q/", "/q/"), A + "/", A.lower()])
def test_a_payload_differing_in_one_character_is_found(changed: str) -> None:
    """Case counts: hosts ignore it, paths don't."""
    assert found(proof.proof(pdf([A]), [[changed]], NAME)) == [(1, A)]


@pytest.mark.parametrize("pages", [1, 3])
def test_a_wrong_number_of_pages_is_found(pages: int) -> None:
    """Too few or too many, whatever is on them: one problem for the file."""
    problems = proof.proof(pdf(*[[A]] * pages), [[A], [A]], NAME)
    assert [(p.code, p.file, p.line) for p in problems] == [("sign.proof", NAME, 0)]
    assert str(pages) in problems[0].message("vi")


def test_a_wrong_number_of_pages_is_told_in_vietnamese() -> None:
    """The people who print read no English."""
    (problem,) = proof.proof(pdf([A]), [[A], [A]], NAME)
    assert "pages" not in problem.message("vi")


def test_a_symbol_without_its_quiet_zone_is_found() -> None:
    """Black right up to the matrix: what a phone can't read is not printed."""
    page = Image.new("L", (620, 874), 255)
    modules = np.array(make(A, "Q").modules, dtype=bool)
    dots = np.where(np.kron(np.pad(modules, 3, constant_values=True), np.ones((6, 6), dtype=bool)), 0, 255)
    page.paste(Image.fromarray(dots.astype(np.uint8)), (100, 100))
    out = io.BytesIO()
    page.save(out, "PDF", resolution=150)
    assert found(proof.proof(out.getvalue(), [[A]], NAME)) == [(1, "–")]


def test_several_processes_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are shared out; problems come back in their order, with their own page numbers."""
    monkeypatch.setattr(proof, "_PER_TASK", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    problems = proof.proof(pdf([A], [C], [C], [A], []), [[A], [B], [C], [A], [B]], NAME)
    assert found(problems) == [(2, C), (5, "–")]


# ---------------------------------------------------------------- a print run
@pytest.fixture
def project(tiny_project: TinyProject) -> Project:
    """Five entries with a code each: more than one A4 sheet."""
    lines = [
        f'{{"code":"{code}","seq":1,"event":"issue","date":"2026-11-22","entry":"{entry}"}}\n'
        for code, entry in [
            ("29G275", "goi-dien"),
            ("2BKN4G", "gieng-co"),
            ("2KTMP2", "lang-thu"),
            ("33K6BK", "lang-thu-kiet-1"),
            ("3GCK7F", "cho-thu"),
        ]
    ]
    market = HERITAGE.replace("gieng-co", "cho-thu").replace("Giếng cổ", "Chợ Thử").replace("old well", "market")
    root = tiny_project(
        {
            FILE: "".join(lines),
            "guides/gieng-co.yml": HERITAGE,
            "guides/lang-thu.yml": VILLAGE,
            "guides/cho-thu.yml": market,
        }
    )
    return load(root)


def payloads(chosen: Sequence[Sign]) -> list[str]:
    """What the signs carry, in their order."""
    return [sign.symbol.payload for sign in chosen]


def test_a_typeset_a6_file_passes_its_proof(project: Project) -> None:
    """One sign a page."""
    chosen = signs(project)
    made = sheet.typeset(project, chosen, "a6", DAY)
    assert proof.proof(made, [[p] for p in payloads(chosen)], NAME) == []


def test_a_typeset_a4_file_passes_its_proof(project: Project) -> None:
    """Four signs a page, the last one with a single sign."""
    chosen = signs(project)
    made = sheet.typeset(project, chosen, "a4", DAY)
    seen = payloads(chosen)
    assert proof.proof(made, [seen[:4], seen[4:]], "qr/print/signs-a4.pdf") == []


def test_a_sign_left_out_of_a_typeset_file_is_found(project: Project) -> None:
    """A sheet of three where four are expected: the reader tells which one is missing."""
    seen = payloads(signs(project))[:4]
    made = sheet.typeset(project, signs(project)[:3], "a4", DAY)
    (problem,) = proof.proof(made, [seen], "qr/print/signs-a4.pdf")
    assert set(problem.params["expected"].split(", ")) - set(problem.params["found"].split(", ")) == {seen[3]}


def test_a_run_gives_files_and_a_ledger_with_every_print(project: Project) -> None:
    """Both PDF files, an SVG for each sign, the list; the project's own ledger is not changed."""
    made = run.make(project, signs(project), DAY, DAY)
    golden("proof/files.txt", "\n".join(sorted(made.files)) + "\n")
    assert all(code.printed for code in made.ledger.codes.values())
    assert not any(code.printed for code in project.ledger.codes.values())


def test_the_ledger_records_what_the_symbols_are(project: Project) -> None:
    """Payload, level, version, mask and matrix of each sign: enough to repeat it."""
    chosen = signs(project)
    book = run.recorded(project.ledger, chosen, DAY)
    for sign in chosen:
        event = book.codes[sign.code].printed
        assert event
        again = make(event.payload, sign.symbol.level, event.version, event.mask)
        assert again.modules == sign.symbol.modules
        assert [event.level, event.matrix] == [sign.symbol.level, again.matrix_hash]


def test_signs_printed_before_are_not_recorded_again(project: Project) -> None:
    """A print is recorded once, whenever it is repeated."""
    once = run.recorded(project.ledger, signs(project), DAY)
    assert run.recorded(once, signs(project), LATER).events == once.events


def test_a_sign_printed_with_another_mask_is_repeated_with_it(project: Project) -> None:
    """What hangs outside wins over what would be drawn today."""
    fresh = signs(project)[0]
    other = make(fresh.symbol.payload, "Q", 4, (fresh.symbol.mask + 1) % 8)
    book = project.ledger.record_print(fresh.code, DAY, other.payload, "Q", 4, other.mask, other.matrix_hash)
    book.write(project.root)
    assert signs(load(project.root))[0].symbol.modules == other.modules


def test_a_symbol_that_can_not_be_repeated_exactly_stops_the_run(project: Project) -> None:
    """Another version of the library draws otherwise: nothing is printed, the code is named."""
    fresh = signs(project)[0]
    s = fresh.symbol
    project.ledger.record_print(fresh.code, DAY, s.payload, s.level, s.version, s.mask, "ab" * 32).write(project.root)
    changed = load(project.root)
    with pytest.raises(CamtayError) as caught:
        signs(changed)
    before = ledger.read(project.root).codes[fresh.code].events[1].line()
    golden("problems/proof_other_symbol.txt", told(before, caught.value.problems))


def test_a_run_whose_file_fails_the_proof_is_not_handed_out(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typeset with one symbol of another code: every faulty page of every file is told, no file is given."""
    chosen = signs(project)[:2]
    first = chosen[0].symbol.payload
    monkeypatch.setattr(sheet, "typeset", lambda project, signs, kind, day: pdf([first], [first]))
    with pytest.raises(CamtayError) as caught:
        run.make(project, chosen, DAY, DAY, ("pdf",))
    assert [(p.code, p.file) for p in caught.value.problems] == [
        ("sign.proof", "qr/print/signs-a4.pdf"),
        ("sign.proof", "qr/print/signs-a6.pdf"),
    ]


def seen_on(svg: bytes) -> list[str]:
    """Payloads on a sign's SVG, drawn into a PDF page by typst."""
    page = "#set page(width: 105mm, height: 148mm, margin: 0mm)\n#image(bytes(sys.inputs.svg), width: 105mm)"
    made = typst.compile(page.encode(), format="pdf", sys_inputs={"svg": svg.decode()})
    assert isinstance(made, bytes)
    return proof.read_pages(made, range(1))[0][1]


def test_each_svg_carries_the_symbol_in_its_name(project: Project) -> None:
    """`svg/CODE-ENTRY.svg` reads as the address of CODE."""
    files = run.make(project, signs(project), DAY, DAY, ("svg",)).files
    drawings = {name.removeprefix("svg/")[:6]: seen_on(data) for name, data in files.items() if name.endswith(".svg")}
    assert drawings == {sign.code: [sign.symbol.payload] for sign in signs(project)}


def test_a_run_whose_svg_files_fail_the_proof_is_not_handed_out(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Engravers take the SVG: two of them exchanged would hang on the wrong walls."""
    chosen = signs(project)[:2]
    right = sheet.outlines(project, chosen, DAY)
    monkeypatch.setattr(sheet, "outlines", lambda project, signs, day: right[::-1])
    with pytest.raises(CamtayError) as caught:
        run.make(project, chosen, DAY, DAY, ("svg",))
    assert {p.code for p in caught.value.problems} == {"sign.proof"}


def test_a_run_of_nothing_says_how_to_issue_codes(project: Project) -> None:
    """No entry has been chosen or none has a code."""
    with pytest.raises(CamtayError) as caught:
        run.make(project, [], DAY, DAY)
    golden("problems/proof_nothing_to_print.txt", told("camtay qr print", caught.value.problems))

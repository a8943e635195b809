"""The proof: what was typeset is read back, and what does not read as it should is never handed out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date

import pytest
import typst

from camtay.errors import CamtayError, Problem
from camtay.ledger import FILE
from camtay.project import Project, load
from camtay.signs import press, proof, run, sheet
from camtay.signs.document import Document, document
from camtay.signs.formats import FORMATS
from camtay.signs.sign import Sign, chosen_entries, signs
from camtay.signs.symbol import make
from tests.conftest import HERITAGE, VILLAGE, TinyProject, golden, printed

DAY = date(2026, 11, 22)
LATER = date(2027, 2, 3)
NAME = "qr/print/signs-a6.pdf"
A, B, C = (f"https://THU.EXAMPLE/Q/{code}" for code in ("29G275", "2BKN4G", "2KTMP2"))


def pdf(*pages: Sequence[str], svg: Callable[[str], str] = lambda payload: make(payload, "Q").svg) -> bytes:
    """A PDF of A6 pages with these payloads as symbols, one below the other; `svg` draws one."""
    images = [[svg(payload) for payload in payloads] for payloads in pages]
    source = """
        #set page(width: 105mm, height: 148mm, margin: 3mm)
        #set par(spacing: 0mm)
        #for (i, page) in json(bytes(sys.inputs.pages)).enumerate() {
          if i > 0 { pagebreak() }
          for image in page { std.image(bytes(image), width: 46mm) }
        }"""
    made = typst.compile(source.encode(), format="pdf", sys_inputs={"pages": json.dumps(images)})
    assert isinstance(made, bytes)
    return made


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
    golden(f"problems/proof_page_count_{pages}.txt", told(f"{pages} × {A}", problems))


def test_a_symbol_without_its_quiet_zone_is_found() -> None:
    """Black right up to the matrix: what a phone can't read is not printed."""

    def framed(payload: str) -> str:
        frame = '<path d="M-4-4h40v40h-40zM0 0v29h29V0z" fill="#000" fill-rule="evenodd"/>'
        return make(payload, "Q").svg.replace("<path", frame + "<path", 1)

    assert found(proof.proof(pdf([A], svg=framed), [[A]], NAME)) == [(1, "–")]


# ---------------------------------------------------------------- trials of a symbol that is known
def weak(problems: Sequence[Problem]) -> list[tuple[int, str, str]]:
    """(page, payload, trial) of every trial that failed."""
    assert {p.code for p in problems} <= {"sign.weak"}
    return [(p.line, p.params["payload"], p.params["trial"]) for p in problems]


def test_a_symbol_as_it_was_issued_passes_every_trial() -> None:
    """Module for module, black on white, read again small, blurred, dim and damaged."""
    assert proof.proof(pdf([A], [B]), [[A], [B]], NAME, {p: make(p, "Q") for p in (A, B)}) == []


def test_a_symbol_that_reads_the_same_but_differs_in_its_modules_is_found() -> None:
    """Drawn with another mask it is not what the ledger holds."""
    issued = make(A, "Q")
    other = make(A, "Q", issued.version, (issued.mask + 1) % 8)
    problems = proof.proof(pdf([A], svg=lambda _: other.svg), [[A]], NAME, {A: issued})
    assert [trial for _, _, trial in weak(problems)] == ["modules"]


def test_a_pale_symbol_is_found() -> None:
    """Grey reads on the screen of whoever made it, and nowhere in the rain."""
    issued = make(A, "Q")
    pale = re.sub(r'fill="[^"]+"', 'fill="#999999"', issued.svg)
    assert (1, A, "contrast") in weak(proof.proof(pdf([A], svg=lambda _: pale), [[A]], NAME, {A: issued}))


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


def a6(project: Project) -> list[Sign]:
    """The A6 signs of all entries."""
    return signs(project, chosen_entries(project), FORMATS["a6"])


def documents(project: Project, *names: str, count: int = 5) -> list[Document]:
    """Documents of the first `count` signs in these formats."""
    return [document(project, FORMATS[name], a6(project)[:count]) for name in names]


@pytest.mark.parametrize(("name", "pages"), [("a6", [1, 1, 1, 1, 1]), ("a4", [4, 1])])
def test_a_typeset_file_passes_its_proof(project: Project, name: str, pages: list[int]) -> None:
    """Five signs: one a page on A6; four and one on A4."""
    (one,) = documents(project, name)
    assert [len(page) for page in one.pages] == pages
    assert sorted(p for page in one.pages for p in page) == sorted(s.symbol.payload for s in a6(project))
    assert proof.proof(sheet.pdf(project, one, DAY), one.pages, NAME) == []


def test_a_sign_left_out_of_a_typeset_file_is_found(project: Project) -> None:
    """A sheet of three where four are expected: the reader tells which one is missing."""
    (four,) = documents(project, "a4", count=4)
    (three,) = documents(project, "a4", count=3)
    (problem,) = proof.proof(sheet.pdf(project, three, DAY), four.pages, NAME)
    missing = set(problem.params["expected"].split(", ")) - set(problem.params["found"].split(", "))
    assert missing == {a6(project)[3].symbol.payload}


def test_a_run_gives_files_and_a_ledger_with_every_print(project: Project) -> None:
    """PDF files, an SVG for each page, the lists; the project's own ledger is not changed."""
    done, files = printed(project, documents(project, "a6", "a4", count=2), "pdf", "svg")
    golden("proof/files.txt", "\n".join(sorted(files)) + "\n")
    assert [code.code for code in done.ledger.codes.values() if code.printed] == sorted(s.code for s in done.signs)
    assert len(done.signs) == 2
    assert not any(code.printed for code in project.ledger.codes.values())


def test_the_ledger_records_what_the_symbols_are(project: Project) -> None:
    """Payload, level, version, mask and matrix of each sign: enough to repeat it."""
    book = run.recorded(project.ledger, a6(project), DAY)
    for sign in a6(project):
        event = book.codes[sign.code].printed
        assert event
        again = make(event.payload, sign.symbol.level, event.version, event.mask)
        assert again.modules == sign.symbol.modules
        assert [event.level, event.matrix] == [sign.symbol.level, again.matrix_hash]


def test_signs_printed_before_are_not_recorded_again(project: Project) -> None:
    """A print is recorded once, whenever it is repeated."""
    once = run.recorded(project.ledger, a6(project), DAY)
    assert run.recorded(once, a6(project), LATER).events == once.events


def test_a_sign_printed_with_another_mask_is_repeated_with_it(project: Project) -> None:
    """What hangs outside wins over what would be drawn today."""
    fresh = a6(project)[0]
    s = fresh.symbol
    other = make(s.payload, s.level, s.version, (s.mask + 1) % 8)
    book = project.ledger.record_print(fresh.code, DAY, s.payload, s.level, s.version, other.mask, other.matrix_hash)
    book.write(project.root)
    assert a6(load(project.root))[0].symbol.modules == other.modules


def test_a_symbol_that_can_not_be_repeated_exactly_stops_the_run(project: Project) -> None:
    """Another version of the library draws otherwise: nothing is printed, the code is named."""
    fresh = a6(project)[0]
    s = fresh.symbol
    project.ledger.record_print(fresh.code, DAY, s.payload, s.level, s.version, s.mask, "ab" * 32).write(project.root)
    changed = load(project.root)
    with pytest.raises(CamtayError) as caught:
        a6(changed)
    before = changed.ledger.codes[fresh.code].events[1].line()
    golden("problems/proof_other_symbol.txt", told(before, caught.value.problems))


def test_a_run_whose_pdf_files_fail_the_proof_is_not_handed_out(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typeset with one symbol of another code: the faulty pages of every file are told, no file is given."""
    chosen = documents(project, "a6", "a4", count=2)
    first = chosen[0].pages[0][0]
    monkeypatch.setattr(press, "typeset", lambda job: [pdf(*[[first]] * len(job.pages))])
    with pytest.raises(CamtayError) as caught:
        printed(project, chosen, "pdf")
    told_of = {(p.code, p.file) for p in caught.value.problems}
    assert told_of >= {("sign.proof", "qr/print/signs-a4.pdf"), ("sign.proof", "qr/print/signs-a6.pdf")}


@pytest.mark.parametrize("kind", ["svg", "dxf"])
def test_a_run_whose_drawings_fail_the_proof_is_not_handed_out(
    project: Project, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Engravers take SVG and DXF: two of them exchanged would hang on the wrong walls."""
    chosen = documents(project, "a6", count=2)
    right = press.typeset
    monkeypatch.setattr(press, "typeset", lambda job: right(job)[:: -1 if job.kind == kind else 1])
    with pytest.raises(CamtayError) as caught:
        printed(project, chosen, kind)
    assert [(p.code, p.line) for p in caught.value.problems] == [("sign.proof", 1), ("sign.proof", 2)]


def test_a_run_of_nothing_says_how_to_issue_codes(project: Project) -> None:
    """No entry has been chosen or none has a code."""
    with pytest.raises(CamtayError) as caught:
        printed(project, [], "pdf")
    golden("problems/proof_nothing_to_print.txt", told("camtay qr print", caught.value.problems))

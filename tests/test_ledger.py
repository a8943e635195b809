"""The ledger of issued codes: what a line looks like, what may be added, and how a loss is told."""

from __future__ import annotations

import errno
import json
import os
import random
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camtay import codes, ledger, remembered
from camtay.errors import CamtayError, Problem
from camtay.ledger import FILE, Event, Ledger, lost_events, parse, read
from tests.conftest import REPO, golden

Git = Callable[..., None]
steady = settings(deadline=None, derandomize=True, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
"""The same examples on every machine, however slow it is."""

DAY = date(2026, 11, 22)
LATER = date(2027, 2, 3)
WELL, CALL = "29G275", "2BKN4G"
MATRIX = "ab" * 32
WELL_LINE = '{"code":"29G275","seq":1,"event":"issue","date":"2026-11-22","entry":"gieng-co"}\n'
CALL_LINE = '{"code":"2BKN4G","seq":1,"event":"issue","date":"2026-11-22","entry":"goi-dien"}\n'
BOTH = WELL_LINE + CALL_LINE


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["code", "seq", "event", "date", "entry"]), inner),
)


def printed(book: Ledger, code: str, day: date = DAY, matrix: str = MATRIX) -> Ledger:
    """`book` with a print of `code`."""
    return book.record_print(code, day, f"https://THU.EXAMPLE/Q/{code}", "H", 3, 0, matrix)


def told(before: str, problems: Sequence[Problem]) -> str:
    """What went in and what people are told, in both languages."""
    words = [p.format(locale) for locale in ("vi", "en") for p in problems]
    return before + "=>\n" + "\n".join(words) + "\n"


def faults(text: str) -> list[Problem]:
    """The problems of a ledger that can't be read."""
    with pytest.raises(CamtayError) as caught:
        parse(text)
    return caught.value.problems


def put(root: Path, text: str) -> None:
    """Write the ledger of a project by hand."""
    (root / FILE).parent.mkdir(parents=True, exist_ok=True)
    (root / FILE).write_text(text, "utf-8", newline="")


@st.composite
def ledgers(draw: st.DrawFn) -> list[Ledger]:
    """A ledger as it grows: the empty one, and one more for every operation."""
    grown = [Ledger()]
    chance = random.Random(draw(st.integers(0, 999)))  # noqa: S311 - repeatable chance
    entries = st.lists(st.text("abc01", min_size=1, max_size=4), min_size=1, max_size=3).map("-".join)
    reasons = st.text(st.characters(exclude_categories=["Cs", "Zl", "Zp", "Cc"]), max_size=12)
    for _ in range(draw(st.integers(0, 8))):
        book = grown[-1]
        day = DAY + timedelta(days=draw(st.integers(0, 400)))
        known = sorted(book.codes)
        what = draw(st.sampled_from(ledger.EVENTS)) if known else "issue"
        code = draw(st.sampled_from(known)) if known else ""
        if what == "issue":
            book, _ = book.issue(draw(entries), day, draw(reasons), chance.choice)
        elif what == "print":
            book = printed(book, code, day, draw(st.sampled_from(["aa", "bb"])))
        elif what == "retarget":
            book = book.retarget(code, draw(entries), day, f"vì {draw(reasons)}")
        else:
            book = book.retire(code, day, f"vì {draw(reasons)}")
        grown.append(book)
    return grown


# ---------------------------------------------------------------- lines
def test_each_event_is_one_line_of_json_with_its_fields_in_a_fixed_order() -> None:
    """The exact file that issue, print, retarget and retire leave behind."""
    book = printed(parse(BOTH), WELL).retire(WELL, LATER, "Biển gỉ, đã tháo.")
    book = printed(book, CALL, LATER).retarget(CALL, "goi-113", LATER, 'Bài cũ "gọi điện" nhập vào bài mới.')
    golden("ledger/every_event.jsonl", book.text())


@steady
@given(ledgers())
def test_lines_are_sorted_by_code_and_number(grown: list[Ledger]) -> None:
    """So that events of one code stand together and two branches rarely touch the same place."""
    lines = [json.loads(line) for line in grown[-1].text().splitlines()]
    order = [(line["code"], line["seq"]) for line in lines]
    assert order == sorted(set(order))


@steady
@given(ledgers())
def test_every_operation_only_adds_lines(grown: list[Ledger]) -> None:
    """Nothing is changed or taken out, and each operation adds one line at most."""
    for before, after in pairwise(grown):
        old, new = before.text().splitlines(), after.text().splitlines()
        assert set(old) <= set(new)
        assert len(new) - len(old) in (0, 1)


@steady
@given(ledgers())
def test_a_ledger_read_back_is_the_one_that_was_written(grown: list[Ledger]) -> None:
    """Whatever was issued, printed, retargeted and retired, for whatever reason."""
    with tempfile.TemporaryDirectory() as folder:
        for book in grown:
            book.write(Path(folder))
        assert read(Path(folder)).events == grown[-1].events
        assert (Path(folder) / FILE).read_bytes() == grown[-1].text().encode()


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_a_reason_of_two_lines_stays_one_line_of_the_file(break_: str) -> None:
    """Reasons are pasted from Word and Zalo, with every kind of line break."""
    book = parse(WELL_LINE).retire(WELL, DAY, f"Biển mờ.{break_}Đã thay.")
    assert parse(book.text()).events == book.events


def test_no_file_is_an_empty_ledger(tmp_path: Path) -> None:
    """A new project has issued nothing yet."""
    assert read(tmp_path).events == ()
    assert Ledger().text() == ""


def test_a_mark_at_the_beginning_empty_lines_and_crlf_are_forgiven(tmp_path: Path) -> None:
    """What Windows editors do to a file does not make it unreadable."""
    put(tmp_path, "\ufeff" + BOTH.replace("\n", "\r\n\r\n"))
    assert read(tmp_path).events == parse(BOTH).events


def test_lines_in_any_order_and_the_same_line_twice_are_forgiven() -> None:
    """What git's union merge does to a file; the next write sorts it."""
    assert parse(CALL_LINE + WELL_LINE + CALL_LINE).text() == BOTH


# ---------------------------------------------------------------- issuing
@steady
@given(st.integers(0, 10**6))
def test_issued_codes_are_valid_and_all_different(seed: int) -> None:
    """Forty codes of one entry drawn from four letters only: none is given twice."""
    chance = random.Random(seed)  # noqa: S311 - repeatable chance
    book = Ledger()
    made = []
    for _ in range(40):
        book, code = book.issue("gieng-co", DAY, choose=lambda alphabet: chance.choice(alphabet[:4]))
        made.append(code)
    assert len(set(made)) == 40
    assert all(codes.is_valid(code) for code in made)


def test_a_retired_code_is_never_issued_again() -> None:
    """Its sign may still hang somewhere."""
    book = parse(WELL_LINE).retire(WELL, DAY, "Biển gỉ.")
    letters = iter("29G27" + "2KTMP")
    assert book.issue("goi-dien", DAY, choose=lambda alphabet: next(letters))[1] == "2KTMP2"


def test_the_oldest_code_in_use_is_the_one_to_print() -> None:
    """An entry may have several codes; signs repeat the first until it is retired."""
    older = '{"code":"33K6BK","seq":1,"event":"issue","date":"2026-01-02","entry":"gieng-co"}\n'
    book = parse(BOTH + older)
    assert [c.code for c in book.by_entry["gieng-co"]] == ["33K6BK", WELL]
    assert [book.of("gieng-co"), book.of("khong-co")] == [book.codes["33K6BK"], None]
    retired = book.retire("33K6BK", DAY, "Biển gỉ.")
    assert retired.of("gieng-co") == retired.codes[WELL]


@pytest.mark.parametrize("address", ["https://thu.example/gieng-co/", "gieng-co/", "Giếng cổ", ""])
def test_a_line_whose_entry_is_an_address_is_refused(address: str) -> None:
    """A code points to an entry id, never to a URL or a path: those change."""
    line = json.dumps({"code": WELL, "seq": 1, "event": "issue", "date": "2026-11-22", "entry": address})
    assert [p.code for p in faults(line)] == ["ledger.line"]


def test_no_code_is_issued_for_an_address() -> None:
    """It raises an error instead of making a line that can't be read again."""
    with pytest.raises(CamtayError):
        Ledger().issue("https://thu.example/", DAY)


def test_no_code_is_retargeted_to_an_address() -> None:
    """As issuing one."""
    with pytest.raises(CamtayError):
        parse(WELL_LINE).retarget(WELL, "https://thu.example/", DAY, "Đổi bài.")


# ---------------------------------------------------------------- retarget, retire, print
def test_a_retargeted_code_leads_to_its_new_entry_and_remembers_the_first() -> None:
    """The sign outside shows the first name; the page can say so."""
    code = parse(WELL_LINE).retarget(WELL, "gieng-moi", LATER, "Bài cũ chia đôi.").codes[WELL]
    assert [code.entry, code.first_entry] == ["gieng-moi", "gieng-co"]
    assert code.events[-1].reason == "Bài cũ chia đôi."


def test_a_retired_code_still_resolves_but_is_not_printed() -> None:
    """Retiring takes a code from the print run, not from the site."""
    book = parse(BOTH).retire(WELL, LATER, "Biển gỉ.")
    assert book.codes[WELL].entry == "gieng-co"
    assert book.codes[WELL].retired == Event(WELL, 2, "retire", "2027-02-03", reason="Biển gỉ.")
    assert book.of("gieng-co") is None
    assert book.codes[CALL].retired is None


def test_a_retired_code_can_still_be_retargeted() -> None:
    """Its entry may be renamed years later."""
    book = parse(WELL_LINE).retire(WELL, DAY, "Biển gỉ.").retarget(WELL, "gieng-moi", LATER, "Đổi tên.")
    assert book.codes[WELL].entry == "gieng-moi"
    assert book.of("gieng-moi") is None


@steady
@given(ledgers())
def test_every_code_ever_issued_still_leads_to_an_entry(grown: list[Ledger]) -> None:
    """After any operations: no code is gone, and each has an entry."""
    last = grown[-1]
    for book in grown:
        assert set(book.codes) <= set(last.codes)
    assert all(code.entry for code in last.codes.values())


def refused(change: Callable[[], Ledger]) -> list[Problem]:
    """Why an operation is refused."""
    with pytest.raises(CamtayError) as caught:
        change()
    return caught.value.problems


def test_an_unknown_code_is_refused() -> None:
    """Retarget and retire say how to see the codes that there are."""
    book = parse(BOTH)
    problems = refused(partial(book.retarget, "2KTMP2", "gieng-co", DAY, "Đổi bài."))
    problems += refused(partial(book.retire, "2KTMP2", DAY, "Biển gỉ."))
    golden("problems/ledger_unknown_code.txt", told("retarget 2KTMP2 gieng-co\nretire 2KTMP2\n", problems))


def test_a_print_of_an_unknown_code_is_refused() -> None:
    """With a problem that people can read, as retarget and retire."""
    assert [p.code for p in refused(partial(printed, parse(BOTH), "2KTMP2"))] == ["ledger.unknown"]


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_change_without_a_reason_is_refused(reason: str) -> None:
    """Whoever reads the ledger in ten years has nothing else to go by."""
    book = parse(BOTH)
    problems = refused(partial(book.retarget, WELL, "goi-dien", DAY, reason))
    problems += refused(partial(book.retire, CALL, DAY, reason))
    before = 'retarget 29G275 --reason ""\nretire 2BKN4G --reason ""\n'
    golden("problems/ledger_missing_reason.txt", told(before, problems))


def test_the_same_symbol_printed_again_on_the_same_day_is_recorded_once() -> None:
    """A second run adds no line."""
    once = printed(parse(BOTH), WELL)
    assert printed(once, WELL).events == once.events
    assert len(once.events) == 3


def test_the_first_print_is_the_one_that_later_ones_repeat() -> None:
    """It stays what hangs outside, whatever is printed afterwards."""
    book = printed(printed(parse(WELL_LINE), WELL), WELL, LATER, "cd" * 32)
    first = book.codes[WELL].printed
    assert first
    assert [first.seq, first.date, first.matrix] == [2, "2026-11-22", MATRIX]


def test_a_code_that_was_never_printed_has_no_print() -> None:
    """Issued only: its symbol is still free to change."""
    assert parse(WELL_LINE).codes[WELL].printed is None


# ---------------------------------------------------------------- faults of the file
def test_every_faulty_line_is_told_at_once() -> None:
    """Each with its number; good lines between them are not."""
    text = WELL_LINE + "29G275 → gieng-co\n" + CALL_LINE + '{"code":"2KTMP2","seq":1,"event":"iss\n'
    golden("problems/ledger_lines.txt", told(text, faults(text)))


@pytest.mark.parametrize(
    "change",
    [
        {"entry": None},
        {"entry": ["gieng-co"]},
        {"entry": "Gieng-Co"},
        {"date": "22/11/2026"},
        {"date": "2026-02-30"},
        {"date": None},
        {"seq": "1"},
        {"seq": 1.0},
        {"seq": None},
        {"event": "delete"},
        {"event": "print"},
        {"event": "retire"},
        {"event": None},
        {"code": None},
        {"code": 295275},
        {"url": "https://thu.example/"},
        {"reason": 1},
        {"payload": "https://THU.EXAMPLE/Q/29G275", "level": "H", "matrix": MATRIX},
        {"seq": True},
        {"date": "20261122"},
        {"date": "2026-W47-7"},
        {"payload": "https://THU.EXAMPLE/Q/29G275"},
    ],
    ids=str,
)
def test_an_issue_line_changed_by_hand_is_refused(change: dict[str, object]) -> None:
    """Any field missing (None here), of another type, or one that does not belong to the event."""
    line = {k: v for k, v in {**json.loads(WELL_LINE), **change}.items() if v is not None}
    assert [(p.code, p.line) for p in faults(CALL_LINE + json.dumps(line))] == [("ledger.line", 2)]


@pytest.mark.parametrize(
    "change",
    [
        {"payload": None},
        {"matrix": None},
        {"level": None},
        {"entry": "gieng-co"},
        {"version": "3"},
        {"mask": "0"},
        {"level": "Z"},
        {"mask": 8},
        {"mask": None},
        {"version": 41},
        {"version": None},
    ],
    ids=str,
)
def test_a_print_line_changed_by_hand_is_refused(change: dict[str, object]) -> None:
    """What a reprint repeats is all there: payload, level L M Q H, version 1–40, mask 0–7, matrix."""
    good = json.loads(printed(parse(WELL_LINE), WELL).text().splitlines()[1])
    line = {k: v for k, v in {**good, **change}.items() if v is not None}
    assert [(p.code, p.line) for p in faults(WELL_LINE + json.dumps(line))] == [("ledger.line", 2)]


@pytest.mark.parametrize("event", ["retarget", "retire"])
def test_a_change_without_a_reason_written_by_hand_is_refused(event: str) -> None:
    """The file asks for what the command asks for."""
    book = parse(WELL_LINE)
    changed = book.retarget(WELL, "goi-dien", DAY, "x") if event == "retarget" else book.retire(WELL, DAY, "x")
    assert [(p.code, p.line) for p in faults(changed.text().replace(',"reason":"x"', ""))] == [("ledger.line", 2)]


def test_a_code_typed_wrongly_is_told() -> None:
    """A wrong check letter, a letter that is not in the alphabet, lower case, a letter too few."""
    wrong = ("29G276", "29G27O", "29g275", "29G27")
    text = "".join(WELL_LINE.replace("29G275", code) for code in wrong)
    golden("problems/ledger_wrong_check_letter.txt", told(text, faults(text)))


def test_two_events_with_the_same_number_are_told() -> None:
    """Two branches that each changed the same code: git keeps both lines, people decide."""
    two = parse(BOTH)
    ours = two.retarget(WELL, "goi-dien", DAY, "Giếng đã lấp.").text()
    theirs = two.retire(WELL, LATER, "Biển gỉ.").text().splitlines(keepends=True)[1]
    golden("problems/ledger_same_number.txt", told(ours + theirs, faults(ours + theirs)))


def test_a_code_given_to_two_entries_is_told() -> None:
    """Two first lines with different entries: which of them hangs outside is for people to say."""
    text = WELL_LINE + WELL_LINE.replace("gieng-co", "goi-dien")
    golden("problems/ledger_reused_code.txt", told(text, faults(text)))


def test_a_code_issued_a_second_time_is_called_reused() -> None:
    """A second issue with the next number is no lost line: nothing is missing from the file."""
    text = WELL_LINE + WELL_LINE.replace('"seq":1', '"seq":2').replace("gieng-co", "goi-dien")
    assert [(p.code, p.line) for p in faults(text)] == [("ledger.reused", 2)]


def test_a_missing_number_is_told() -> None:
    """Number 2 was deleted by hand: the events of one code are counted without a gap."""
    lines = printed(parse(WELL_LINE), WELL).retire(WELL, LATER, "Biển gỉ.").text().splitlines(keepends=True)
    text = lines[0] + lines[2]
    golden("problems/ledger_gap.txt", told(text, faults(text)))


def test_a_missing_first_line_is_told() -> None:
    """Without its issue nobody knows where a code leads."""
    text = printed(parse(WELL_LINE), WELL).text().splitlines(keepends=True)[1]
    assert [(p.code, p.params["expected"]) for p in faults(text)] == [("ledger.gap", "1")]


def test_merge_marks_are_told_with_what_to_keep() -> None:
    """Git's marks, where the union merge was not in force; one problem, not one a line."""
    text = f"{WELL_LINE}<<<<<<< HEAD\n{CALL_LINE}=======\n{CALL_LINE.replace(CALL, '2KTMP2')}>>>>>>> nhanh-khac\n"
    golden("problems/ledger_merge_marks.txt", told(text, faults(text)))


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    """Saved as UTF-16 by an editor: one problem about the file, no traceback."""
    (tmp_path / "qr").mkdir()
    (tmp_path / FILE).write_bytes(BOTH.encode("utf-16"))
    with pytest.raises(CamtayError) as caught:
        read(tmp_path)
    assert [(p.code, p.file) for p in caught.value.problems] == [("file.unreadable", FILE)]


@steady
@given(st.text(max_size=80) | JSON.map(json.dumps))
def test_no_line_makes_reading_fail_in_any_other_way(line: str) -> None:
    """Any text and any JSON is either read or told as a problem."""
    told_by: set[str] = set()
    try:
        book = parse(BOTH + line)
    except CamtayError as error:
        told_by = {p.file for p in error.problems}
    else:
        assert set(book.events) >= set(parse(BOTH).events)
    assert told_by <= {FILE}


# ---------------------------------------------------------------- writing
def test_writing_refuses_to_lose_a_line(tmp_path: Path) -> None:
    """Somebody issued a code meanwhile: what would be lost is named, and the file stays as it is."""
    put(tmp_path, BOTH)
    with pytest.raises(CamtayError) as caught:
        parse(WELL_LINE).retire(WELL, LATER, "Biển gỉ.").write(tmp_path)
    assert (tmp_path / FILE).read_text("utf-8") == BOTH
    golden("problems/ledger_write_would_lose.txt", told(BOTH, caught.value.problems))


def test_writing_refuses_to_change_a_line(tmp_path: Path) -> None:
    """The same code with another entry is a lost line too."""
    put(tmp_path, WELL_LINE)
    with pytest.raises(CamtayError) as caught:
        parse(WELL_LINE.replace("gieng-co", "goi-dien")).write(tmp_path)
    assert [p.code for p in caught.value.problems] == ["ledger.lost"]
    assert (tmp_path / FILE).read_text("utf-8") == WELL_LINE


def test_writing_over_a_broken_file_is_refused(tmp_path: Path) -> None:
    """What can't be read can't be compared; the file stays as it is."""
    put(tmp_path, BOTH + "?\n")
    with pytest.raises(CamtayError) as caught:
        parse(BOTH).write(tmp_path)
    assert [p.code for p in caught.value.problems] == ["ledger.line"]
    assert (tmp_path / FILE).read_text("utf-8") == BOTH + "?\n"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_byte_for_byte(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it shows when the new file is flushed or when it is renamed; nothing half-written stays behind."""
    put(tmp_path, BOTH)
    book = parse(BOTH).retire(WELL, LATER, "Biển gỉ.")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, step, full)
        with pytest.raises(CamtayError) as caught:
            book.write(tmp_path)
    assert (tmp_path / FILE).read_bytes() == BOTH.encode()
    assert [path.name for path in (tmp_path / "qr").iterdir()] == ["ledger.jsonl"]
    golden("problems/ledger_disk_full.txt", told("", caught.value.problems))


# ---------------------------------------------------------------- memory of git
@pytest.fixture
def repo(tmp_path: Path, git: Git) -> Path:
    """A project in git with two codes committed, and the repository's own .gitattributes."""
    root = tmp_path / "repo"
    put(root, BOTH)
    (root / ".gitattributes").write_bytes((REPO / ".gitattributes").read_bytes())
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "core.autocrlf", "false")
    commit(root, git)
    return root


def commit(root: Path, git: Git) -> None:
    """Commit everything in the folder."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")


def lost(root: Path) -> list[Problem]:
    """What the present ledger lacks."""
    return lost_events(read(root), root)


def test_codes_issued_on_two_branches_merge_without_a_conflict(repo: Path, git: Git) -> None:
    """Union, with the repository's .gitattributes: every code of both branches is read, nothing is lost."""
    seeds = {"main": 3, "nhanh-khac": 4}
    git(repo, "branch", "nhanh-khac")
    made: dict[str, Ledger] = {}
    for branch, seed in seeds.items():
        git(repo, "checkout", "-q", branch)
        chance = random.Random(seed)  # noqa: S311 - repeatable chance
        book = read(repo)
        for n in range(12):
            book, _ = book.issue(f"bai-{seed}-{n}", DAY, choose=chance.choice)
        book = printed(book, {"main": WELL, "nhanh-khac": CALL}[branch])
        book.write(repo)
        commit(repo, git)
        made[branch] = book
    git(repo, "checkout", "-q", "main")
    git(repo, "merge", "-q", "--no-edit", "nhanh-khac")
    merged = read(repo)
    assert set(merged.events) == set(made["main"].events) | set(made["nhanh-khac"].events)
    assert len(merged.codes) == 2 + 12 + 12
    assert lost(repo) == []


def test_the_same_print_recorded_on_two_branches_merges_into_one(repo: Path, git: Git) -> None:
    """The same symbol on the same day gives the same line."""
    git(repo, "branch", "nhanh-khac")
    for branch, entry in (("main", "bai-a"), ("nhanh-khac", "bai-b")):
        git(repo, "checkout", "-q", branch)
        printed(read(repo), WELL).issue(entry, DAY)[0].write(repo)
        commit(repo, git)
    git(repo, "merge", "-q", "--no-edit", "main")
    assert [e.event for e in read(repo).codes[WELL].events] == ["issue", "print"]


def test_a_full_history_without_loss_is_silent(repo: Path, git: Git) -> None:
    """Issue, print, retire, in several commits and one not committed yet."""
    for change in (lambda b: b.issue("bai-moi", DAY)[0], lambda b: printed(b, WELL)):
        change(read(repo)).write(repo)
        commit(repo, git)
    read(repo).retire(WELL, LATER, "Biển gỉ.").write(repo)
    assert lost(repo) == []


def test_a_line_lost_since_the_last_commit_is_named(repo: Path) -> None:
    """The code is on a plate; the line is shown in full, ready to be put back."""
    put(repo, CALL_LINE)
    golden("problems/ledger_lost.txt", told(CALL_LINE, lost(repo)))


def test_a_loss_that_was_committed_is_named(repo: Path, git: Git) -> None:
    """Also when further commits came after it."""
    put(repo, CALL_LINE)
    commit(repo, git)
    read(repo).issue("bai-moi", DAY)[0].write(repo)
    commit(repo, git)
    assert [(p.code, p.params["line"]) for p in lost(repo)] == [("ledger.lost", WELL_LINE.strip())]


def test_a_changed_line_is_named_with_what_it_was_and_is(repo: Path) -> None:
    """A code given to another entry without a retarget: it was reused."""
    text = BOTH.replace("gieng-co", "goi-dien")
    put(repo, text)
    golden("problems/ledger_changed.txt", told(text, lost(repo)))


def test_a_change_that_was_committed_is_named(repo: Path, git: Git) -> None:
    """Reusing a code stays a fault however old it is."""
    put(repo, BOTH.replace("gieng-co", "goi-dien"))
    commit(repo, git)
    read(repo).issue("bai-moi", DAY)[0].write(repo)
    commit(repo, git)
    assert [(p.code, p.params["line"]) for p in lost(repo)] == [("ledger.changed", WELL_LINE.strip())]


def test_a_line_put_back_is_lost_no_more(repo: Path, git: Git) -> None:
    """The cure that is told mends it."""
    put(repo, CALL_LINE)
    commit(repo, git)
    put(repo, CALL_LINE + lost(repo)[0].params["line"])
    assert lost(repo) == []


def test_a_deleted_ledger_is_lost_line_by_line(repo: Path, git: Git) -> None:
    """Deleting the file and committing that hides nothing."""
    (repo / FILE).unlink()
    commit(repo, git)
    assert [(p.code, p.params["line"] + "\n") for p in lost(repo)] == [
        ("ledger.lost", WELL_LINE),
        ("ledger.lost", CALL_LINE),
    ]


def test_a_line_that_a_merge_dropped_is_named(repo: Path, git: Git) -> None:
    """A code issued on a branch, printed from there, and thrown away when the branch was merged."""
    git(repo, "checkout", "-q", "-b", "nhanh-khac")
    read(repo).issue("bai-moi", DAY)[0].write(repo)
    commit(repo, git)
    git(repo, "checkout", "-q", "main")
    (repo / "khac.txt").write_text("x")
    commit(repo, git)
    git(repo, "merge", "-q", "-s", "ours", "--no-edit", "nhanh-khac")
    assert [p.code for p in lost(repo)] == ["ledger.lost"]


@pytest.mark.parametrize("before", ["\ufeff", " "], ids=["byte order mark", "space"])
def test_a_line_is_remembered_in_whatever_form_it_was_committed(tmp_path: Path, git: Git, before: str) -> None:
    """What reading forgives, git's memory forgives too: the first line was saved by a Windows editor."""
    put(tmp_path, before + BOTH)
    git(tmp_path, "init", "-q")
    commit(tmp_path, git)
    put(tmp_path, CALL_LINE)
    assert [p.code for p in lost(tmp_path)] == ["ledger.lost"]


def test_nobodys_git_settings_hide_a_loss(repo: Path, git: Git) -> None:
    """Colours, prefixes and the first commit left out of diffs are matters of taste of whoever builds."""
    for setting in ("color.ui=always", "diff.noprefix=true", "log.showRoot=false", "diff.external=false"):
        git(repo, "config", *setting.split("="))
    put(repo, CALL_LINE)
    assert [p.code for p in lost(repo)] == ["ledger.lost"]


def test_the_cure_for_two_events_with_the_same_number_mends_the_ledger(repo: Path, git: Git) -> None:
    """Two branches retarget the same code and merge; the later event becomes the next number, as the cure says."""
    git(repo, "branch", "nhanh-khac")
    for branch, entry, day in (("main", "gieng-moi", DAY), ("nhanh-khac", "gieng-cu", LATER)):
        git(repo, "checkout", "-q", branch)
        read(repo).retarget(WELL, entry, day, "Đổi bài.").write(repo)
        commit(repo, git)
    git(repo, "checkout", "-q", "main")
    git(repo, "merge", "-q", "--no-edit", "nhanh-khac")
    merged = (repo / FILE).read_text("utf-8")
    assert [(p.code, p.params["expected"]) for p in faults(merged)] == [("ledger.twice", "3")]
    theirs = next(line for line in merged.splitlines() if "gieng-cu" in line)
    put(repo, merged.replace(theirs, theirs.replace('"seq":2', '"seq":3')))
    assert read(repo).codes[WELL].entry == "gieng-cu"
    assert lost(repo) == []


def test_a_project_in_a_folder_of_its_repository_is_compared_too(tmp_path: Path, git: Git) -> None:
    """Paths are taken from the project, not from the top of the repository."""
    root = tmp_path / "repo" / "xa-thu"
    put(root, BOTH)
    git(root.parent, "init", "-q", "-b", "main")
    commit(root.parent, git)
    put(root, WELL_LINE)
    assert [p.params["line"] + "\n" for p in lost(root)] == [CALL_LINE]


def test_outside_a_repository_nothing_is_compared(tmp_path: Path) -> None:
    """A folder copied to a USB stick works."""
    put(tmp_path, WELL_LINE)
    assert lost(tmp_path) == []


def test_before_the_first_commit_nothing_is_compared(tmp_path: Path, git: Git) -> None:
    """A repository without history has lost nothing."""
    put(tmp_path, WELL_LINE)
    git(tmp_path, "init", "-q")
    assert lost(tmp_path) == []


def test_without_git_only_a_note_is_told(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine where git is not installed can still build; it says what it could not compare."""
    put(repo, WELL_LINE)
    monkeypatch.setenv("PATH", str(repo))
    assert [(p.code, p.severity) for p in lost(repo)] == [("ledger.nogit", "warning")]


def test_a_clone_without_its_history_is_refused(repo: Path, tmp_path: Path, git: Git) -> None:
    """The usual clone of a pipeline: nobody could tell whether a line was lost before."""
    put(repo, CALL_LINE)
    commit(repo, git)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repo}", "clone")
    problems = lost(tmp_path / "clone")
    assert [p.code for p in problems] == ["ledger.shallow"]
    assert "fetch-depth: 0" in problems[0].cure("vi")
    git(tmp_path / "clone", "fetch", "-q", "--unshallow")
    assert [p.code for p in lost(tmp_path / "clone")] == ["ledger.lost"]


def test_a_history_that_git_does_not_show_is_refused(repo: Path) -> None:
    """Git's reason is told; silence would pass for a sound ledger."""
    (repo / ".git/HEAD").write_text("x")
    (problem,) = lost(repo)
    assert (problem.code, problem.severity) == ("ledger.history", "error")
    assert "not a git repository" in problem.params["reason"]


# ---------------------------------------------------------------- memory of this computer
def test_a_code_thrown_away_before_any_commit_is_lost(repo: Path, git: Git) -> None:
    """Issued, sent to the printer, and gone with a `git checkout`: the line is shown, ready to be put back."""
    book, code = read(repo).issue("bai-moi", DAY)
    book.write(repo)
    git(repo, "checkout", "-q", "--", FILE)
    (problem,) = lost(repo)
    assert (problem.code, problem.params["code"]) == ("ledger.lost", code)
    put(repo, (repo / FILE).read_text("utf-8") + problem.params["line"])
    assert lost(repo) == []


def test_a_code_given_to_another_entry_before_any_commit_is_told(repo: Path) -> None:
    """A hand that changes the file is noticed though git never saw the line."""
    book, code = read(repo).issue("bai-moi", DAY)
    book.write(repo)
    put(repo, (repo / FILE).read_text("utf-8").replace("bai-moi", "bai-khac"))
    assert [(p.code, p.params["code"]) for p in lost(repo)] == [("ledger.changed", code)]


def test_without_a_repository_the_computer_remembers_too(tmp_path: Path) -> None:
    """A project in a plain folder."""
    read(tmp_path).issue("gieng-co", DAY)[0].write(tmp_path)
    put(tmp_path, "")
    assert [p.code for p in lost(tmp_path)] == ["ledger.lost"]


def test_a_code_of_another_branch_is_a_note(repo: Path, git: Git) -> None:
    """It is not lost: it comes with the merge. Its sign should not hang before."""
    git(repo, "checkout", "-q", "-b", "nhanh-khac")
    book, code = read(repo).issue("bai-moi", DAY)
    book.write(repo)
    commit(repo, git)
    git(repo, "checkout", "-q", "main")
    assert [(p.code, p.severity, p.params["code"]) for p in lost(repo)] == [("ledger.elsewhere", "warning", code)]
    git(repo, "branch", "-q", "-D", "nhanh-khac")
    assert [(p.code, p.params["code"]) for p in lost(repo)] == [("ledger.lost", code)]


def test_each_working_copy_and_each_project_in_it_has_its_own_memory(repo: Path, tmp_path: Path, git: Git) -> None:
    """What was tried in one is no loss in the other."""
    git(repo, "worktree", "add", "-q", "-b", "nhanh-khac", str(tmp_path / "ban-hai"))
    (repo / "xa-thu").mkdir()
    for root in (tmp_path / "ban-hai", repo / "xa-thu"):
        read(root).issue("bai-moi", DAY)[0].write(root)
    assert lost(repo) == []
    git(tmp_path / "ban-hai", "checkout", "-q", "--", FILE)
    (repo / "xa-thu" / FILE).unlink()
    assert [[p.code for p in lost(root)] for root in (tmp_path / "ban-hai", repo / "xa-thu")] == [["ledger.lost"]] * 2


def test_a_memory_that_was_cut_off_goes_on(tmp_path: Path) -> None:
    """A run was killed while it wrote there; a disk that is full or read-only costs the memory and nothing else."""
    (tmp_path / "qr").mkdir()
    (tmp_path / remembered.OWN).write_text('{"code":"29G2')
    parse(BOTH).write(tmp_path)
    put(tmp_path, WELL_LINE)
    assert [p.params["line"] + "\n" for p in lost(tmp_path)] == [CALL_LINE]


@pytest.mark.parametrize("committed", [True, False])
def test_targets_whose_numbers_were_swapped_are_told(repo: Path, git: Git, committed: bool) -> None:
    """Every event is still there, but the code leads to where it led before."""
    book = read(repo).retarget(WELL, "gieng-moi", DAY, "Một.").retarget(WELL, "goi-dien", DAY, "Hai.")
    book.write(repo)
    if committed:
        commit(repo, git)
    text = book.text()
    for old, new in (('"seq":2', '"seq":9'), ('"seq":3', '"seq":2'), ('"seq":9', '"seq":3')):
        text = text.replace(old, new)
    put(repo, text)
    assert read(repo).codes[WELL].entry == "gieng-moi"
    assert {p.code for p in lost(repo)} == {"ledger.changed"}
    assert {p.params["code"] for p in lost(repo)} == {WELL}


def test_swapped_numbers_that_were_committed_are_told_until_they_are_put_back(repo: Path, git: Git) -> None:
    """The order that stood first holds, also when the wrong one went into the history."""
    book = read(repo).retarget(WELL, "gieng-moi", DAY, "Một.").retarget(WELL, "goi-dien", DAY, "Hai.")
    book.write(repo)
    commit(repo, git)
    text = book.text()
    for old, new in (('"seq":2', '"seq":9'), ('"seq":3', '"seq":2'), ('"seq":9', '"seq":3')):
        text = text.replace(old, new)
    put(repo, text)
    commit(repo, git)
    assert "ledger.changed" in {p.code for p in lost(repo)}
    put(repo, book.text())
    assert lost(repo) == []

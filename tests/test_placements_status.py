"""`camtay qr status`: what hangs, what is wrong, what nobody has looked at for long."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from camtay.commands.placements import STATES
from camtay.commands.placements import status as command
from camtay.placements.record import State
from camtay.placements.status import DAYS, status
from camtay.project import load
from tests.conftest import TinyProject
from tests.test_placements import DAY, HUNG, camtay, read, world
from tests.test_placements import _today as _today

SIGNS = """\
- {code: 29G275, state: hung, hung_on: 2026-01-05, inspected_on: 2026-05-25, note: cổng trước}
- {code: 29G275, state: hung, hung_on: 2026-05-26, note: cổng sau}
- {code: 2KTMP2, state: hung, hung_on: 2026-01-05, note: chưa ai kiểm}
- {code: 2KTMP2, state: damaged, hung_on: 2026-01-05, note: gãy góc}
- {code: 2BKN4G, state: missing, hung_on: 2026-01-05, commune: xa-moi}
- {code: 2BKN4G, state: planned, commune: xa-thu}
- {code: 3QMPC4, state: hung, hung_on: 2026-11-01}
- {code: 3GCK7F, state: removed, hung_on: 2026-01-05}
"""


def as_json(tiny_project: TinyProject, *words: str) -> Any:
    result = camtay(world(tiny_project, SIGNS), "qr", "status", "--json", *words)
    assert result.exit_code == 0
    return json.loads(result.stdout)


def test_every_sign_is_counted_by_its_state(tiny_project: TinyProject) -> None:
    """And what somebody has to look after is counted besides."""
    assert as_json(tiny_project)["counts"] == {
        "planned": 1, "hung": 4, "damaged": 1, "missing": 1, "removed": 1, "overdue": 2, "unplaced": 1, "retired": 1,
    }  # fmt: skip


def test_a_sign_is_overdue_when_nobody_saw_it_for_longer_than_180_days(tiny_project: TinyProject) -> None:
    """The last inspection counts, or the day of hanging; the longest unseen comes first."""
    found = as_json(tiny_project)
    assert [(s["note"], s["days_unseen"]) for s in found["overdue"]] == [("chưa ai kiểm", 321), ("cổng trước", 181)]
    assert (found["date"], found["days"]) == ("2026-11-22", 180)


def test_the_limit_of_days_can_be_chosen(tiny_project: TinyProject) -> None:
    """A sign seen exactly so many days ago is not overdue."""
    assert len(as_json(tiny_project, "--days", "181")["overdue"]) == 1
    assert len(as_json(tiny_project, "--days", "179")["overdue"]) == 3


def test_damaged_and_missing_signs_are_not_overdue_too(tiny_project: TinyProject) -> None:
    """What is known to be wrong needs mending, not looking."""
    project = load(world(tiny_project, SIGNS))
    found = status(project, read(project.root), DAY, days=1)
    assert {hung.placement.state for hung in found.overdue} == {State.HUNG}


def test_a_code_that_was_taken_down_hangs_nowhere(tiny_project: TinyProject) -> None:
    """Retired codes are not missed; planned ones are on their way."""
    assert [code["code"] for code in as_json(tiny_project)["unplaced"]] == ["3GCK7F"]


def test_a_sign_with_a_retired_code_is_listed(tiny_project: TinyProject) -> None:
    """Somebody has to replace it."""
    assert [sign["code"] for sign in as_json(tiny_project)["retired"]] == ["3QMPC4"]


def test_json_has_all_that_a_map_or_a_sheet_needs(tiny_project: TinyProject) -> None:
    """Dates as YYYY-MM-DD, places in degrees, null where nothing is known."""
    result = camtay(world(tiny_project, HUNG), "qr", "status", "--json")
    [sign] = json.loads(result.stdout)["hung"]
    assert sign == {
        "code": "29G275", "entry": "gieng-co", "name": "Giếng cổ", "communes": ["xa-thu"],
        "coordinates": {"lat": 16.753, "lon": 107.186}, "state": "hung", "hung_on": "2026-09-01",
        "inspected_on": "2026-10-01", "team": "Đoàn xã Thử", "note": "Trụ cổng bên trái",
    }  # fmt: skip


def test_the_terminal_shows_tables_in_words(tiny_project: TinyProject) -> None:
    """Counts first, then each sort with code, name, place and the last day seen; warnings go to the error stream."""
    result = camtay(world(tiny_project, SIGNS), "qr", "status")
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    for line in (
        "Biển ngoài đường, tính đến 22/11/2026", "đang treo 4", "quá hạn kiểm (180 ngày) 2", "Quá hạn kiểm (180 ngày)",
        "29G275 Giếng cổ cổng trước 25/5/2026", "2KTMP2 Làng Thử gãy góc 5/1/2026", "2BKN4G Gọi điện thoại 5/1/2026",
        "3QMPC4 Giếng cổ xã Thử 1/11/2026",
    ):  # fmt: skip
        assert line in lines, line
    assert "đã thôi dùng từ 2026-01-03" in result.stderr


def test_the_terminal_speaks_english_when_asked(tiny_project: TinyProject) -> None:
    """Names of entries too."""
    output = camtay(world(tiny_project, SIGNS), "--locale", "en", "qr", "status").stdout
    assert "Overdue for inspection (180 days)" in output
    assert "The old well" in output


def test_long_lists_are_cut_unless_all_is_asked_for(tiny_project: TinyProject) -> None:
    """Ten of a sort, and how many more."""
    signs = "".join(f"- {{code: 29G275, state: damaged, hung_on: 2026-01-05, note: chỗ {n}}}\n" for n in range(13))
    root = world(tiny_project, signs)
    assert "… và 3 nữa (xem hết: --all)" in camtay(root, "qr", "status").stdout
    assert camtay(root, "qr", "status", "--all").stdout.count("chỗ ") == 13


def test_brackets_in_a_note_are_not_colours(tiny_project: TinyProject) -> None:
    """What an editor wrote is shown as it is."""
    root = world(tiny_project, '- {code: 29G275, state: planned, note: "[red]cột[/red] 3"}\n')
    assert "[red]cột[/red] 3" in camtay(root, "qr", "status").stdout


def test_without_placements_the_way_to_begin_is_told(tiny_project: TinyProject) -> None:
    """The sample file of a new instance is empty."""
    output = camtay(world(tiny_project, "[]\n"), "qr", "status").stdout
    assert "Chưa ghi tấm biển nào." in output
    assert "mã đã cấp, chưa treo đâu" in output


def test_a_faulty_file_ends_with_1(tiny_project: TinyProject) -> None:
    """Every fault with its line; nothing is counted."""
    result = camtay(world(tiny_project, HUNG.replace("gate", "gat")), "qr", "status")
    assert result.exit_code == 1
    assert "qr/placements.yml:3:12" in result.stderr


@pytest.mark.parametrize("days", ["0", "-3", "many", "99999"])
def test_an_impossible_number_of_days_is_a_wrong_command_line(days: str, tiny_project: TinyProject) -> None:
    """Between a day and ten years."""
    assert camtay(world(tiny_project, SIGNS), "qr", "status", "--days", days).exit_code == 2


def test_the_day_is_that_of_source_date_epoch(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report made again later says the same."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    assert as_json(tiny_project)["date"] == date(2026, 5, 28).isoformat()


def test_the_command_line_knows_the_states_and_the_limit_of_the_package() -> None:
    """It names them itself, so that help appears at once."""
    assert tuple(State) == STATES
    assert next(p.default for p in command.params if p.name == "days") == DAYS

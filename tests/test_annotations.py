"""`camtay check --format`: what GitHub, GitLab and other machines are told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from camtay import annotations
from camtay.cli import main
from camtay.commands.watching import watch
from camtay.errors import Problem
from tests.conftest import GUIDE, TinyProject

WRONG = GUIDE.replace("steps:", "stpes:")
UNKNOWN = Problem("field.unknown", "guides/a,b: 1.yml", 3, 5, "steps[0]", {"name": "100%", "nearest": "x\r\ny"})
NOWHERE = Problem("project.missing", params={"folder": "guides", "root": "r"}, severity="warning")


def check(root: Path, *words: str) -> tuple[int, str]:
    """Exit code and standard output."""
    result = CliRunner().invoke(main, ["--root", str(root), "--locale", "en", "check", *words])
    return result.exit_code, result.stdout


def test_a_github_command_is_one_line_whatever_the_problem_says() -> None:
    """Percent signs and line ends are escaped everywhere, colons and commas in properties."""
    assert annotations.github([UNKNOWN], "en", "sub/") == (
        "::error file=sub/guides/a%2Cb%3A 1.yml,line=3,col=5,title=field.unknown::"
        "There is no field “100%25”.%0ACure: Perhaps “x%0D%0Ay”. Correct the name.\n"
    )


def test_a_github_command_without_a_place_names_none() -> None:
    """Line 0 would be refused."""
    assert annotations.github([NOWHERE], "vi", "").startswith("::warning title=project.missing::Không thấy thư mục")


def test_a_gitlab_report_has_what_gitlab_requires() -> None:
    """Each problem has a path, a line from 1, a severity of GitLab's and a fingerprint of its own."""
    twice = Problem("yaml.tab", "guides/a.yml", 2), Problem("yaml.tab", "guides/a.yml", 3)
    report = json.loads(annotations.gitlab([UNKNOWN, NOWHERE, *twice], "en", "sub/"))
    assert [set(one) for one in report] == [{"description", "check_name", "fingerprint", "severity", "location"}] * 4
    assert report[0]["location"] == {"path": "sub/guides/a,b: 1.yml", "lines": {"begin": 3}}
    assert report[1]["location"] == {"path": "sub/guides", "lines": {"begin": 1}}
    assert [one["severity"] for one in report] == ["major", "minor", "major", "major"]
    assert len({one["fingerprint"] for one in report}) == 4
    assert "\n" not in report[0]["description"]


def test_a_fingerprint_stays_when_lines_are_added_above() -> None:
    """Else GitLab would call an old problem new."""
    [one] = json.loads(annotations.gitlab([Problem("yaml.tab", "guides/a.yml", 2)], "vi", ""))
    [other] = json.loads(annotations.gitlab([Problem("yaml.tab", "guides/a.yml", 9)], "vi", ""))
    assert one["fingerprint"] == other["fingerprint"]


def test_plain_json_has_everything_of_a_problem(tiny_project: TinyProject) -> None:
    """Its place, its values, and its words in both languages."""
    code, out = check(tiny_project({"guides/goi-dien.yml": WRONG}), "--format", "json")
    report = json.loads(out)
    assert (code, report["errors"]) == (1, 2)
    found = next(one for one in report["problems"] if one["code"] == "field.unknown")
    assert found["message"] == {"vi": "Không có trường “stpes”.", "en": "There is no field “stpes”."}
    place = {key: found[key] for key in ("file", "line", "column", "path", "severity", "params")}
    assert place == {
        "file": "guides/goi-dien.yml", "line": 14, "column": 1, "path": "stpes", "severity": "error",
        "params": {"name": "stpes", "nearest": "steps"},
    }  # fmt: skip


@pytest.mark.parametrize("form", ["github", "gitlab", "json"])
def test_exit_codes_are_those_of_the_check(form: str, tiny_project: TinyProject) -> None:
    """Errors end with 1, notes with 0 and under --strict with 1, an unknown entry with 1."""
    root = tiny_project()
    assert check(root, "--format", form)[0] == 0
    assert check(root, "--format", form, "--style", "--strict")[0] == 1
    code, out = check(root, "--format", form, "--entry", "khong-co")
    assert code == 1
    assert "ref.named" in out
    assert check(tiny_project({"guides/goi-dien.yml": WRONG}), "--format", form)[0] == 1
    assert check(root, "--format", form, "--review")[0] == check(root, "--format", form, "--watch")[0] == 2


def test_files_are_named_from_the_top_of_the_repository(tiny_project: TinyProject) -> None:
    """A project may be a folder of a larger repository."""
    root = tiny_project({"guides/goi-dien.yml": WRONG})
    (root.parent / ".git").mkdir()
    assert "file=project/guides/goi-dien.yml,line=14" in check(root, "--format", "github")[1]
    (root / ".git").mkdir()
    assert "file=guides/goi-dien.yml,line=14" in check(root, "--format", "github")[1]


# ---------------------------------------------------------------- --watch
def test_a_watch_acts_again_after_each_change_and_waits_for_the_last_file(tmp_path: Path) -> None:
    """Two files saved one after the other are one change; Ctrl-C ends the watch."""
    (tmp_path / "guides").mkdir()
    (tmp_path / "qr").mkdir()
    acted: list[int] = []
    pauses = 0

    def pause(_: float) -> None:
        nonlocal pauses
        pauses += 1
        if pauses == 2:
            (tmp_path / "guides" / "a.yml").write_text("x")
        if pauses == 3:
            (tmp_path / "qr" / "ledger.jsonl").write_text("x")
        if pauses == 9:
            raise KeyboardInterrupt

    watch(tmp_path, lambda: acted.append(pauses), pause)
    assert acted == [0, 4]


def test_a_running_watch_tells_of_a_fault_and_of_its_repair(tiny_project: TinyProject) -> None:
    """As an editor has it beside the window with the text; Ctrl-C ends it without an error."""
    root = tiny_project()
    words = [sys.executable, "-m", "camtay.cli", "--root", str(root), "--locale", "en", "check", "--watch"]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    # Whoever runs the tests in the background of a shell passes on that Ctrl-C is ignored: a person's terminal doesn't.
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env, preexec_fn=heard
    ) as running:
        assert running.stdout
        late = threading.Timer(120, running.kill)  # its output ends: a word that does not come is a failure, no hanging
        late.start()

        def until(word: str) -> str:
            return next(line for line in running.stdout or () if word in line)

        try:
            assert until("sound").startswith("The content is sound: 1 entries")
            until("Waiting")
            (root / "guides/goi-dien.yml").write_text(WRONG, "utf-8")
            assert until("errors").startswith("2 errors")
            until("Waiting")
            (root / "guides/goi-dien.yml").write_text(GUIDE, "utf-8")
            until("sound")
            until("Waiting")
            running.send_signal(signal.SIGINT)
            assert until("Stopped")
            assert running.wait(10) == 0
        finally:
            late.cancel()
            running.kill()

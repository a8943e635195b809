"""The pipelines to copy: valid, with no more rights than they need, and their shell steps do what they say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import BASE, REPO
from tests.test_publish import issue, seen, site

PIPELINES = REPO / "scripts/deploy/pipelines"
GITHUB, COMMENT = PIPELINES / "github/camtay.yml", PIPELINES / "github/camtay-comment.yml"
FORGEJO, GITLAB = PIPELINES / "forgejo/camtay.yml", PIPELINES / "gitlab/.gitlab-ci.yml"
PARTS, GITLAB_PARTS = PIPELINES / "github/camtay-parts.yml", PIPELINES / "gitlab/parts.gitlab-ci.yml"
OWN = {
    GITHUB: ".github/workflows/camtay.yml",
    COMMENT: ".github/workflows/camtay-comment.yml",
    FORGEJO: ".forgejo/workflows/camtay.yml",
    GITLAB: ".gitlab-ci.yml",
}
ACTIONS = [GITHUB, COMMENT, FORGEJO, PARTS]
ALL = [*OWN, PARTS, GITLAB_PARTS]
Git = Callable[..., None]


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - `on` stays a word
    return loaded


def steps(path: Path) -> list[tuple[str, dict[str, Any]]]:
    """(job, step) of every step of a workflow."""
    return [(name, step) for name, job in read(path)["jobs"].items() for step in job["steps"]]


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_the_first_instance_uses_the_very_pipelines(path: Path) -> None:
    """What others copy is what runs here."""
    assert (REPO / OWN[path]).read_text("utf-8") == path.read_text("utf-8")


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_each_is_valid(path: Path) -> None:
    """Against the public schemas of GitHub's workflows (Forgejo's are alike) and of GitLab's pipelines."""
    name = "gitlab-ci" if path in (GITLAB, GITLAB_PARTS) else "github-workflows"
    vendored = resources.files("check_jsonschema") / f"builtin_schemas/vendor/{name}.json"
    schema = json.loads(vendored.read_text("utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(
        yaml.safe_load(path.read_text("utf-8").replace("\non:", "\n'on':"))
    )


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.name)
def test_actions_are_named_by_their_commit(path: Path) -> None:
    """A tag can be moved to other code; a comment tells people which version it is. Only the forges' own actions."""
    used = re.findall(r"uses: (\S+)(.*)", path.read_text("utf-8"))
    assert used
    for name, rest in used:
        assert re.fullmatch(r"(https://data\.forgejo\.org/)?actions/[a-z-]+@[0-9a-f]{40}", name), name
        assert re.fullmatch(r" # v[0-9.]+", rest), name


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.name)
def test_no_text_of_a_stranger_becomes_shell(path: Path) -> None:
    """Whatever comes from outside reaches a command through the environment, never by being written into it."""
    for _, step in steps(path):
        assert "${{" not in step.get("run", "")
    assert "pull_request_target" not in path.read_text("utf-8")


def test_each_job_has_the_least_rights() -> None:
    """Writing a comment and publishing are apart from the job that runs what a pull request brought."""
    main, comment = read(GITHUB), read(COMMENT)
    assert main["permissions"] == {"contents": "read"}
    assert "permissions" not in main["jobs"]["check"]
    parts = read(PARTS)
    assert parts["permissions"] == {"contents": "read"}
    assert "permissions" not in parts["jobs"]["part"]
    assert parts["jobs"]["join"]["permissions"] == {"actions": "read", "contents": "read"}
    assert [parts["jobs"][name] | {"needs": ""} for name in ("publish", "pages")] == [
        main["jobs"][name] | {"needs": ""} for name in ("publish", "pages")
    ]
    assert main["jobs"]["publish"]["permissions"] == {"actions": "read", "contents": "read"}
    assert comment["permissions"] == {}
    assert comment["jobs"]["comment"]["permissions"] == {
        "actions": "read",
        "contents": "read",
        "pull-requests": "write",
    }
    checkouts = [step for path in ACTIONS for _, step in steps(path) if "checkout" in step.get("uses", "")]
    assert len(checkouts) == 9
    assert {step["with"]["persist-credentials"] for step in checkouts} == {"false"}
    assert [step.get("with", {}).get("ref") for _, step in steps(COMMENT) if "checkout" in step.get("uses", "")] == [
        None
    ]


def test_the_key_is_only_where_main_is_published() -> None:
    """No secret in a job that a pull request can start, nor anywhere but in the environment of one step."""
    for path in (GITHUB, FORGEJO, PARTS):
        text = path.read_text("utf-8")
        holders = [(job, step) for job, step in steps(path) if "secrets." in str(step)]
        assert [(job, step["run"]) for job, step in holders] == [("publish", "scripts/deploy/send.sh")]
        assert text.count("secrets.") == 1
        assert "github.ref == 'refs/heads/main'" in read(path)["jobs"]["publish"]["if"]
    for path in (GITHUB, PARTS):
        assert "github.event_name != 'pull_request'" in read(path)["jobs"]["publish"]["if"]
    assert "github.event_name == 'push'" in read(FORGEJO)["jobs"]["publish"]["if"]
    assert "secrets." not in COMMENT.read_text("utf-8")
    pipeline = read(GITLAB)
    for job in ("publish", "pages"):
        assert [rule["if"][:38] for rule in pipeline[job]["rules"]] == ["$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANC"]
    assert "merge_request_event" in pipeline["comment"]["rules"][0]["if"]


# ------------------------------------------------------------ the shell steps, run as they stand


@pytest.fixture
def clone(tmp_path: Path, git: Git) -> Path:
    """A clone with a base commit on `main` and a change on top, as a runner has it, with scripts/deploy in it."""
    root = tmp_path / "work"
    for name, text in BASE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    issue(root, "goi-dien")
    shutil.copytree(REPO / "scripts/deploy", root / "scripts/deploy")
    (root / ".gitignore").write_text("/site\n/site.*\n/report\n/change.*\n/made\n", "utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "base")
    git(root, "tag", "base")
    guide = root / "guides/goi-dien.yml"
    guide.write_text(guide.read_text("utf-8").replace("Bấm số.", "Bấm số của người nhà."), "utf-8")
    git(root, "commit", "-qam", "change")
    shutil.move(site(root), root / "made")
    return root


@pytest.fixture
def runner(clone: Path, tmp_path: Path) -> Callable[..., str]:
    """`runner(script, NAME="value")` → what it printed. `camtay build` puts a ready site there (the build has
    tests of its own); `gh` and installing are left out, and every other command is the real one."""
    programs = tmp_path / "programs"
    programs.mkdir()
    real = f"exec {sys.executable} -c 'from camtay.cli import main; main()' \"$@\""
    for name, script in {
        "camtay": f'if [ "$1" = build ]; then cp -r made site; else {real}; fi',
        "gh": "true",
        "ssh": 'until [ "${1%thu.example}" != "$1" ]; do shift; done; shift; exec sh -c "$*"',
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)

    def run(script: str, **environment: str) -> str:
        known = {
            **os.environ,
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONPATH": str(REPO / "scripts"),
            "RUNNER_TEMP": str(tmp_path / "temp"),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
            **environment,
        }
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script], cwd=clone, env=known, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    return run


def step(path: Path, job: str, name: str) -> str:
    (found,) = [step["run"] for owner, step in steps(path) if (owner, step.get("name")) == (job, name)]
    return str(found)


def test_what_github_runs(clone: Path, runner: Callable[..., str], tmp_path: Path) -> None:
    """The report of the change, the check, the build, and the site as one file for the next job."""
    runner(step(GITHUB, "check", "Report what changes"), BASE="base", NUMBER="7")
    assert (clone / "report/number").read_text() == "7\n"
    assert "người nhà" in (clone / "report/change.md").read_text("utf-8")
    assert (tmp_path / "summary.md").read_bytes() == (clone / "report/change.md").read_bytes()
    assert "::error" not in runner(step(GITHUB, "check", "Check"))
    runner(step(GITHUB, "check", "Build"))
    shutil.rmtree(clone / "site")
    runner(step(GITHUB, "publish", "Fetch the site"), GITHUB_RUN_ID="1", GH_TOKEN="")
    assert (clone / "site/index.html").is_file()


def test_what_publishing_runs(clone: Path, runner: Callable[..., str], tmp_path: Path) -> None:
    """The same file for all three forges; the key may be a text or a file, and is gone afterwards."""
    shutil.copytree(clone / "made", clone / "site")
    target, temporary = tmp_path / "www", tmp_path / "temporary"
    temporary.mkdir()
    key = tmp_path / "key"
    key.write_text("-----", "utf-8")
    script = step(GITHUB, "publish", "Publish")
    assert script == step(FORGEJO, "publish", "Publish") == read(GITLAB)["publish"]["script"][0]
    if not shutil.which("rsync"):
        pytest.skip("rsync is not installed (Debian: apt-get install rsync)")
    told = runner(
        script,
        CAMTAY_PUBLISH=f"web@thu.example:{target}",
        CAMTAY_SSH_KEY=str(key),
        CAMTAY_KNOWN_HOSTS="thu.example ssh-ed25519 AAAA",
        CAMTAY_AFTER="touch done",
        CAMTAY_SSH="ssh -l web",
        TMPDIR=str(temporary),
    )
    assert "Đã đưa lên" in told
    assert seen(target)["index.html"] == (clone / "made/index.html").read_bytes()
    assert (target / "done").exists()
    assert list(temporary.iterdir()) == []


def test_what_gitlab_runs(clone: Path, runner: Callable[..., str]) -> None:
    """All lines of the job in one shell, as GitLab does."""
    runner("\n".join(read(GITLAB)["check"]["script"]), CI_MERGE_REQUEST_DIFF_BASE_SHA="base")
    assert json.loads((clone / "gl-code-quality-report.json").read_text("utf-8")) is not None
    assert "người nhà" in (clone / "change.md").read_text("utf-8")
    assert "<html" in (clone / "change.html").read_text("utf-8")
    assert (clone / "site/index.html").is_file()


PART = 'if [ "$1" = build ]; then touch "$5"; else mkdir -p site; echo "$@" >site/index.html; fi'
"""In place of `camtay`: a part is a file, and the site says what was joined."""


def test_what_several_machines_of_github_run(clone: Path, runner: Callable[..., str]) -> None:
    """Each makes its part, one joins those that are there; none at all is a build like any other."""
    program = clone.parent / "programs/camtay"
    whole = program.read_text("utf-8")
    program.write_text(f"#!/bin/sh\n{PART}\n")
    for number in "13":
        runner(step(PARTS, "part", "Build a part"), NUMBER=number, OF="4")
    assert [path.name for path in sorted(clone.glob("*.gz"))] == ["camtay-1.tar.gz", "camtay-3.tar.gz"]
    (clone / "parts").mkdir()
    for path in clone.glob("*.gz"):
        path.rename(clone / "parts" / path.name)
    join = step(PARTS, "join", "Join the parts")
    runner(join, GITHUB_RUN_ID="1", GH_TOKEN="")
    joined = (clone / "site/index.html").read_text().split()
    assert joined == ["merge", "--compress", "parts/camtay-1.tar.gz", "parts/camtay-3.tar.gz"]
    assert (clone / "site.tar").is_file()
    shutil.rmtree(clone / "parts")
    shutil.rmtree(clone / "site")
    program.write_text(whole)
    runner(join, GITHUB_RUN_ID="1", GH_TOKEN="")
    assert (clone / "site/index.html").read_bytes() == (clone / "made/index.html").read_bytes()


def test_what_several_machines_of_gitlab_run(clone: Path, runner: Callable[..., str]) -> None:
    """The same with GitLab's own numbers of machines; the rest is the pipeline of one machine."""
    base, parts = read(GITLAB), read(GITLAB_PARTS)
    assert parts["include"] == [{"local": GITLAB.relative_to(REPO).as_posix()}]
    assert parts["check"]["script"] == base["check"]["script"][:2]
    assert {parts[name]["needs"][0] for name in ("publish", "pages")} == {"join"}
    (clone.parent / "programs/camtay").write_text(f"#!/bin/sh\n{PART}\n")
    runner("\n".join(parts["part"]["script"]), CI_NODE_INDEX="2", CI_NODE_TOTAL="4")
    runner("\n".join(parts["join"]["script"]))
    assert (clone / "site/index.html").read_text().split() == ["merge", "--compress", "./camtay-2.tar.gz"]


def test_what_forgejo_runs() -> None:
    """The commands of GitHub's; the report stands in the log too, for forks, whose token can't write."""
    github = step(GITHUB, "check", "Report what changes").splitlines()
    forgejo = step(FORGEJO, "check", "Report what changes").splitlines()
    assert forgejo[:2] == [line for line in github if "NUMBER" not in line][:2]
    assert forgejo[2] == "cat report/change.md"
    assert step(FORGEJO, "check", "Check") == "camtay check"
    assert step(FORGEJO, "check", "Build") == step(FORGEJO, "publish", "Build") == "camtay build --compress"


# ------------------------------------------------------------ the comment


class Comments:
    """A forge that keeps comments of one pull request; every request is noted."""

    def __init__(self) -> None:
        self.kept: dict[int, str] = {}
        self.asked: list[str] = []
        self.tokens: set[str] = set()
        self.head = "c0ffee"


@pytest.fixture
def forge() -> Iterator[tuple[str, Comments]]:
    """(address, comments) of a forge on loopback."""
    comments = Comments()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            path, _, query = self.path.partition("?")
            comments.asked.append(f"{self.command} {path}")
            comments.tokens.add(self.headers.get("Authorization") or self.headers["PRIVATE-TOKEN"])
            sent = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or "{}")
            told: object = {}
            if "/pulls/" in path:
                told = {"head": {"sha": comments.head}}
            elif self.command == "GET":
                page = int(re.findall(r"[?&]page=([0-9]+)", "?" + query)[0])
                told = [{"id": i, "body": b} for i, b in comments.kept.items()][(page - 1) * 50 : page * 50]
            elif self.command == "POST":
                comments.kept[len(comments.kept) + 1] = sent["body"]
            else:
                comments.kept[int(path.rpartition("/")[2])] = sent["body"]
            data = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_PUT = answer  # noqa: N815 - names of the base class

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", comments
    server.shutdown()
    server.server_close()


def comment(report: Path, kind: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(REPO / "scripts/deploy/comment.py"), kind, str(report)]
    return subprocess.run(command, env={"TOKEN": "secret", **environment}, capture_output=True, text=True)


def known(kind: str, url: str) -> Mapping[str, str]:
    if kind == "gitlab":
        return {"CI_API_V4_URL": url, "CI_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "7"}
    return {"GITHUB_API_URL": url, "GITHUB_REPOSITORY": "xa/cam-tay", "NUMBER": "7"}


@pytest.mark.parametrize(
    ("kind", "update", "token"),
    [("github", "PATCH", "Bearer secret"), ("forgejo", "PATCH", "token secret"), ("gitlab", "PUT", "secret")],
)
def test_the_comment_is_written_anew_and_not_once_more(
    kind: str, update: str, token: str, forge: tuple[str, Comments], tmp_path: Path
) -> None:
    """Also where many others have commented since."""
    url, comments = forge
    report = tmp_path / "change.md"
    comments.kept = dict.fromkeys(range(1, 61), "thảo luận")
    for text in ("một", "hai"):
        report.write_text(text, "utf-8")
        assert comment(report, kind, **known(kind, url)).returncode == 0
    assert {n: text for n, text in comments.kept.items() if n > 60} == {61: "<!-- camtay diff -->\nhai"}
    assert comments.asked[-1].startswith(update)
    assert comments.tokens == {token}


def test_a_report_calls_nobody_and_is_cut_where_it_is_too_long(forge: tuple[str, Comments], tmp_path: Path) -> None:
    """A stranger may have written it."""
    url, comments = forge
    report = tmp_path / "change.md"
    report.write_text("@everyone\n" + "dòng\n" * 20_000, "utf-8")
    assert comment(report, "github", **known("github", url)).returncode == 0
    assert "@everyone" not in comments.kept[1]
    assert len(comments.kept[1]) < 65_536
    assert comments.kept[1].rstrip().endswith("there is more: see the report of this run)*")


def test_a_number_is_believed_only_with_its_commit(forge: tuple[str, Comments], tmp_path: Path) -> None:
    """A pull request can't write under another one; what is no number at all is refused too."""
    url, comments = forge
    report = tmp_path / "change.md"
    report.write_text("một", "utf-8")
    wrong = comment(report, "github", **known("github", url), HEAD="bad")
    assert (wrong.returncode, comments.kept) == (1, {})
    assert "secret" not in wrong.stderr
    assert comment(report, "github", **{**known("github", url), "NUMBER": "7/../8"}).returncode == 1
    assert comment(report, "github", **known("github", url), HEAD="c0ffee").returncode == 0
    assert len(comments.kept) == 1
    assert comment(tmp_path / "missing", "github", **known("github", url)).returncode == 1
    assert comment(report, "other").returncode == 2

"""What `scripts/deploy` ships beside configurations: nginx without root, the container's file, and the way back from
the repository alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import BASE, REPO, need
from tests.test_hosting import Host, free_port, running
from tests.test_publish import codes, issue, site

DEPLOY = REPO / "scripts/deploy"
CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")
NOBODY = ("setpriv", "--reuid=33", "--regid=33", "--clear-groups", "--no-new-privs")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one code, its site, and a copy of `scripts/deploy`, readable for everybody."""
    root = tmp_path_factory.mktemp("deploy") / "project"
    for name, text in BASE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    issue(root, "goi-dien")
    for name, text in {
        "_host/codes.map": "".join(f'"/Q/{code}" "/Q/{code}.html";\n' for code in codes(root)),
        "_host/moved.map": "",
        "404.html": "không có",
        **_host_files(),
    }.items():
        path = site(root) / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    shutil.copytree(DEPLOY, root / "scripts/deploy")
    for parent in (root, *root.parents):
        if os.geteuid() == 0 and parent.stat().st_uid == 0 and "pytest" in str(parent):
            parent.chmod(parent.stat().st_mode | 0o055)
    return root


def _host_files() -> dict[str, str]:
    from camtay import hosting

    made = hosting.files(hosting.rules([], [], hosting.Inline(), hosting.Inline()))
    return {name: text for name, text in made.items() if name.startswith("_host/") and name.endswith(".conf")}


@pytest.fixture(scope="module")
def contained(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """What the container starts, but for the container: the same words, as nobody, with one folder to write to."""
    need("nginx")
    port, folder = free_port(), tmp_path_factory.mktemp("contained")
    made = re.search(r"RUN LOG=/dev/stdout /opt/cam-tay/(plain\.sh) /srv/site (8080) (/tmp) > (\S+)", CONTAINER)
    assert made
    told = subprocess.run(
        [DEPLOY / made[1], root / "site", str(port), folder], capture_output=True, text=True, check=True
    )
    (folder / "cam-tay.conf").write_text(told.stdout, "utf-8")
    start = [word.replace(made[4], str(folder / "cam-tay.conf")) for word in _words("CMD")]
    if os.geteuid() == 0:
        assert "USER 33:33" in CONTAINER
        for path in (folder, *folder.parents):
            if path.stat().st_uid == 0 and "pytest" in str(path):
                path.chmod(path.stat().st_mode | 0o055)
        os.chown(folder, 33, 33)
        start = [*NOBODY, *start]
    with running(start, port, PATH=f"{os.environ['PATH']}:/usr/sbin") as host:
        yield host


def _words(instruction: str) -> list[str]:
    """The JSON of the last `CMD` or of `HEALTHCHECK … CMD`."""
    lines = [line for line in CONTAINER.splitlines() if line.startswith(instruction)]
    words: list[str] = json.loads(lines[-1].partition("CMD ")[2])
    return words


def test_the_container_serves_every_code_without_root(contained: Host, root: Path) -> None:
    """The shipped nginx.conf in it: any spelling of a code, headers, the 404 page, nothing of the inside."""
    for code in codes(root):
        for path in (f"/Q/{code}", f"/q/{code.lower()}"):
            status, headers, body = contained.get(path)
            assert (status, f"<strong>{code}</strong>" in body.decode()) == (200, True)
            assert headers["X-Content-Type-Options"] == "nosniff"
    assert contained.get("/nothing")[0] == contained.get("/_host/codes.map")[0] == 404
    assert contained.get("/")[0] == 200


def test_the_health_check_tells_a_running_server_from_none(contained: Host) -> None:
    """The very command, asked of the port of this test."""
    command = [word.replace("/8080", f"/{contained.port}") for word in _words("HEALTHCHECK")]
    assert subprocess.run(command).returncode == 0
    deaf = [word.replace("/8080", f"/{free_port()}") for word in _words("HEALTHCHECK")]
    assert subprocess.run(deaf, capture_output=True).returncode != 0


def test_the_container_is_made_of_files_that_are_there() -> None:
    """And of the tested nginx.conf; nobody in it is root."""
    (shipped,) = re.findall(r"COPY (scripts/deploy/.*) /opt/cam-tay/", CONTAINER)
    assert shipped.split() == ["scripts/deploy/nginx.conf", "scripts/deploy/plain.sh"]
    assert all((REPO / name).is_file() for name in shipped.split())
    assert CONTAINER.index("USER 33:33") < CONTAINER.index('CMD ["nginx"')
    assert "--read-only --tmpfs /tmp --cap-drop=all" in CONTAINER


@pytest.fixture
def restored(root: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the one command of a drill on the project, with a ready Python environment and a ready build."""
    need("nginx")
    need("curl")
    programs = tmp_path / "venv/bin"
    programs.mkdir(parents=True)
    (programs / "camtay").write_text(
        f"#!/bin/sh\n[ $1 != publish ] || set -- publish $2\n"
        f"exec {sys.executable} -c 'from camtay.cli import main; main()' \"$@\"\n"
    )
    (programs / "camtay").chmod(0o755)
    folder = Path(os.path.realpath(root.parent)) / "drill"

    def run(**environment: str) -> subprocess.CompletedProcess[str]:
        known = {
            **os.environ,
            "PYTHONPATH": str(REPO / "scripts"),
            "CAMTAY_VENV": str(programs.parent),
            "FOLDER": str(folder),
            "PORT": str(free_port()),
            **environment,
        }
        return subprocess.run(
            [root / "scripts/deploy/restore.sh"], cwd="/", env=known, capture_output=True, text=True, timeout=120
        )

    return run


def test_one_command_leads_from_the_repository_to_a_site_that_answers_every_code(
    restored: Callable[..., subprocess.CompletedProcess[str]], root: Path
) -> None:
    """It says how long each step took, where to look, and how to stop."""
    done = restored()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all 1 codes open their page" in done.stdout
    told = re.search(r"kill -QUIT (\d+)", done.stdout)
    assert told
    os.kill(int(told[1]), signal.SIGQUIT)


def test_a_drill_fails_where_a_code_is_dead(
    restored: Callable[..., subprocess.CompletedProcess[str]], root: Path, tmp_path: Path
) -> None:
    """A ledger with a code that the running site does not answer: the code is named, the exit code is 1."""
    before = (root / "qr/ledger.jsonl").read_bytes()
    wrapper = tmp_path / "venv/bin/camtay"
    wrapper.write_text(
        wrapper.read_text("utf-8").replace("exec", '[ "$1" != qr ] || { echo "222222  2026-11-22"; exit; }\nexec')
    )
    done = restored(STOP="1")
    assert (root / "qr/ledger.jsonl").read_bytes() == before
    assert done.returncode == 1
    assert "dead: 222222" in done.stdout


def test_a_drill_fails_where_the_content_does(
    restored: Callable[..., subprocess.CompletedProcess[str]], root: Path, tmp_path: Path
) -> None:
    """With the problems of the content on the screen, and no server started."""
    guide = root / "guides/goi-dien.yml"
    before = guide.read_text("utf-8")
    guide.write_text("kind: guide\n", "utf-8")
    try:
        done = restored(STOP="1")
    finally:
        guide.write_text(before, "utf-8")
    assert done.returncode == 1
    assert "guides/goi-dien.yml" in done.stdout
    assert "3/5" not in done.stdout

"""Tiny worlds for tests: each test writes the few files that it is about."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import settings

from camtay.project import Project
from camtay.signs import run as runs
from camtay.signs.document import Document

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The same examples on every machine, however slow it is: a red run must be about the change.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

REPO = Path(__file__).parent.parent

SITE = """\
title: {vi: Cầm Tay Thử, en: Cầm Tay Test}
short: {vi: Cầm Tay Thử, en: Cầm Tay Test}
summary: {vi: Trang thử., en: A test site.}
area:
  now: {vi: xã Thử, en: Thử commune}
  before: {vi: xã Cũ, en: Cũ commune}
base_url: https://thu.example/
topics:
  - {id: safety, title: {vi: An toàn, en: Safety}}
audiences:
  - {id: everyone, title: {vi: Mọi người, en: Everyone}}
"""

GUIDE = """\
kind: guide
id: goi-dien
title:
  vi: Gọi điện thoại
  en: Make a phone call
summary:
  vi: Gọi cho người nhà.
  en: Call your family.
topic: safety
audience: [everyone]
reviewed: 2026-11-22
sources:
  - {id: s, title: Sổ tay}
steps:
  - vi: Bấm số.
    en: Dial the number.
    sources: [s]
"""

HERITAGE = """\
kind: heritage
id: gieng-co
title: {vi: Giếng cổ, en: The old well}
summary: {vi: Một giếng nước cổ., en: An old well.}
reviewed: 2026-11-22
sources:
  - {id: s, title: Sổ tay}
address:
  before: {vi: xã Cũ, en: Cũ commune}
  now: {vi: xã Thử, en: Thử commune}
story:
  - id: nuoc
    title: {vi: Nước, en: Water}
    vi: Nước trong quanh năm.
    en: The water is clear all year.
"""

VILLAGE = """\
kind: village
id: lang-thu
title: {vi: Làng Thử, en: Thử village}
summary: {vi: Một làng nhỏ., en: A small village.}
reviewed: 2026-11-22
sources:
  - {id: s, title: Sổ tay}
address:
  before: {vi: xã Cũ, en: Cũ commune}
  now: {vi: xã Thử, en: Thử commune}
alleys:
  - id: lang-thu-kiet-1
    title: {vi: "Kiệt 1, Làng Thử", en: "Alley 1, Thử village"}
    short: {vi: Kiệt 1, en: Alley 1}
"""

SECOND_GUIDE = GUIDE.replace("id: goi-dien", "id: nhan-tin").replace("Gọi điện thoại", "Nhắn tin")

PATH = """\
kind: path
id: nguoi-moi
title: {vi: Người mới dùng máy, en: New phone owners}
summary: {vi: Hai bài đầu tiên., en: The first two lessons.}
reviewed: 2026-11-22
sources:
  - {id: s, title: Sổ tay}
audience: [everyone]
course:
  - {guide: goi-dien, reason: {vi: Việc dùng nhiều nhất., en: What one does most.}}
  - {guide: nhan-tin}
outcomes:
  - {vi: Tự gọi cho người nhà., en: Call my family on my own., sources: [s]}
  - {vi: Tự nhắn tin., en: Send a message on my own., sources: [s]}
questions:
  - ask: {vi: Gọi công an số nào?, en: Which number is the police?}
    right: {vi: "113", en: "113"}
    wrong: [{vi: "115", en: "115"}, {vi: "114", en: "114"}]
    why: {vi: Công an là 113., en: The police are 113., sources: [s]}
    guide: goi-dien
  - ask: {vi: Ai được biết mã OTP?, en: Who may know an OTP?}
    right: {vi: Chỉ mình tôi, en: Only I}
    wrong: [{vi: Người gọi đến, en: Whoever calls}]
    why: {vi: Mã chỉ để mình dùng., en: The code is for you alone., confidence: memory}
  - ask: {vi: Câu ba?, en: Question three?}
    right: {vi: Đúng, en: Right}
    wrong: [{vi: Sai, en: Wrong}, {vi: Không biết, en: No idea}, {vi: Tùy, en: It depends}]
    why: {vi: Vì thế., en: Just so.}
  - ask: {vi: Câu bốn?, en: Question four?}
    right: {vi: Đúng, en: Right}
    wrong: [{vi: Sai, en: Wrong}]
    why: {vi: Vì thế., en: Just so.}
  - ask: {vi: Câu năm?, en: Question five?}
    right: {vi: Đúng, en: Right}
    wrong: [{vi: Sai, en: Wrong}]
    why: {vi: Vì thế., en: Just so.}
script:
  - {vi: Kính mời bà con đến học., en: Please come and learn., sources: [s]}
"""

ROUTE = """\
kind: route
id: mot-ngay
title: {vi: Một ngày ở xã Thử, en: A day in Thử}
summary: {vi: Hai điểm dừng., en: Two stops.}
reviewed: 2026-11-22
sources:
  - {id: s, title: Sổ tay}
duration: {vi: Nửa ngày., en: Half a day., confidence: memory}
preparation:
  - {vi: Mang nước., en: Bring water., confidence: memory}
stops:
  - entry: gieng-co
    do: [{vi: Xem giếng., en: Look at the well., sources: [s]}]
    stay: {vi: Một giờ., en: An hour., confidence: memory}
    onward: [{vi: Đi bộ ra chợ., en: Walk to the market., sources: [s]}]
    respect: [{vi: Không xả rác., en: Leave no litter., confidence: memory}]
  - title: {vi: Chợ Thử, en: Thử market}
    where: {vi: xã Thử, en: Thử commune}
    do: [{vi: Mua bánh., en: Buy a cake., sources: [s]}]
safety:
  - {vi: Không chạm vật lạ., en: Touch nothing strange., sources: [s]}
"""

MKDOCS = """\
site_name: Cầm Tay
theme: {name: material, language: vi, font: false, palette: {scheme: camtay, primary: camtay, accent: camtay}}
plugins: [camtay]
validation: {nav: {omitted_files: ignore}}
"""

BASE = {
    "guides/site.yml": SITE,
    "guides/goi-dien.yml": GUIDE,
    "mkdocs.yml": MKDOCS,
    "docs/.overrides/README.md": "",
}


def elsewhere() -> re.Pattern[str]:
    """Whatever belongs to the first instance: its provinces, its village, what it calls a lane, its communes' names.

    Names of one word are left out, since they are words of the language too."""
    from camtay.model.entries import Places

    listed = yaml.safe_load((REPO / "guides/places.yml").read_text("utf-8"))
    places = Places.model_validate(listed, context={"locales": ("vi", "en")}).items
    former = [name.split(",")[0] for place in places for name in place.former]
    titles = [*(place.title.source for place in places), *former]
    names = {re.sub(r"^(Xã|Phường|Thị trấn|Đặc khu|Huyện đảo) ", "", title) for title in titles}
    own = ["quảng.?trị", "quang.?tri", "quảng.?bình", "hưng.?nhơn", "hung.?nhon", "kiệt", "thạch hãn", "dong ha"]
    spelt = "|".join(rf"\b{name}\b" for name in sorted(names) if " " in name)  # `văn hóa` is no commune
    return re.compile(f"(?i:{'|'.join(own)})|{spelt}")


LONG = (
    "test_full_access", "test_scan_access", "test_doubt", "test_inspection", "test_messages", "test_build",
    "test_inspection_photos", "test_stylesheet", "test_browser", "test_editor_browser", "test_init", "test_offline",
    "test_search", "test_inspection_plates", "test_hosting", "test_listen", "test_scan_language", "test_scan_steps",
    "test_exports_site", "test_handouts", "test_sheets", "test_quang_tri", "test_scan_page", "test_links",
    "test_preview",
)  # fmt: skip
"""Files whose tests take longest. The first has the whole site built; the second can do without it meanwhile."""


def pytest_configure(config: pytest.Config) -> None:
    """pytest-xdist begins with the files of most tests: a few long ones would be left to one worker at the end."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first; else the order stays."""
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONG)))


TinyProject = Callable[..., Path]


@pytest.fixture
def tiny_project(tmp_path: Path) -> TinyProject:
    """`tiny_project({"guides/x.yml": "…"})` → a project folder: site.yml, one guide, and the given files.

    A file given as None is left out; `base=False` starts empty."""

    def make(files: dict[str, str | bytes | None] | None = None, *, base: bool = True) -> Path:
        root = tmp_path / "project"
        wanted: dict[str, str | bytes | None] = {**(BASE if base else {}), **(files or {})}
        for name, content in wanted.items():
            if content is None:
                (root / name).unlink(missing_ok=True)
                continue
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return make


@pytest.fixture
def git(tmp_path: Path) -> Callable[..., None]:
    """`git(root, "commit", "-m", "x")` with a fixed identity and no outside configuration."""

    def run(root: Path, *words: str) -> None:
        env = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            **{f"GIT_{who}_{what}": "t@t.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True, env=env)

    return run


def need(program: str, package: str = "") -> str:
    """Path of a program that a test needs: missing, the test fails in CI and is skipped elsewhere, saying so.

    `package` is its package in Debian, where that has another name."""
    found = shutil.which(program)
    if found:
        return found
    reason = f"{program} is not installed (Debian: apt-get install {package or program})"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def golden(name: str, text: str) -> None:
    """Compare with `tests/golden/NAME`; with UPDATE_GOLDEN=1 in the environment write it instead."""
    path = Path(__file__).parent / "golden" / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.exists(), f"no golden file {name}: run once with UPDATE_GOLDEN=1 and read what it wrote"
    assert text == path.read_text("utf-8")


def printed(
    project: Project, chosen: Sequence[Document], *formats: str, day: date = date(2026, 11, 22)
) -> tuple[runs.Run, dict[str, bytes]]:
    """A print run of one day and its files by name."""
    with tempfile.TemporaryDirectory() as out:
        run = runs.make(project, chosen, runs.Options(day, day, formats), Path(out))
        return run, {name: Path(out, name).read_bytes() for name in run.files}


@pytest.fixture(scope="session")
def quang_tri(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real instance, built once in a folder of its own: `site/` and `qr/print/` are there."""
    from camtay.build import build

    # Workers of pytest-xdist have their folders side by side: the first one builds for all.
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "quang-tri" / "project"
    root.parent.mkdir(exist_ok=True)
    with (root.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "site").is_dir():
            for name in ("guides", "docs", "qr"):
                shutil.copytree(REPO / name, root / name, ignore=shutil.ignore_patterns("print"), dirs_exist_ok=True)
            shutil.copy(REPO / "mkdocs.yml", root)
            build(root)
    return root


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless. Missing: see `need`.

    The shell is the same engine without the windows around it: it takes less than half the time."""
    from playwright.sync_api import sync_playwright

    quiet = ("background-networking", "component-update", "sync", "gpu", "quic")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or need("chromium"),
            args=["--no-sandbox", "--no-first-run", *(f"--disable-{word}" for word in quiet)],
        )
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _no_page_stays_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close what a test opened in Chromium: pages left open slow down all tests after it."""
    if "chromium" not in request.fixturenames:
        yield
        return
    browser: Browser = request.getfixturevalue("chromium")
    before = list(browser.contexts)
    yield
    for context in browser.contexts:
        if context not in before:
            context.close()

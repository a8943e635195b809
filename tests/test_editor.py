"""The browser editor at /admin/: its forms come from the model, its policy from the server it writes to."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from camtay import hosting, policy
from camtay.editor import publish
from camtay.editor.config import Forms
from camtay.editor.config import names as config_names
from camtay.model.described import FILES, Described, describe, kinds
from camtay.model.entries import Guide
from camtay.model.fields import Claim
from camtay.project import Project, check, load
from tests.conftest import HERITAGE, PATH, REPO, ROUTE, SECOND_GUIDE, SITE, VILLAGE, TinyProject, need

EDITOR = """\
editor:
  backend: gitea
  repo: xa-thu/cam-tay
  branch: main
  base_url: https://git.xa.example
"""
Form = dict[str, Any]


@pytest.fixture
def project(tiny_project: TinyProject) -> Project:
    """Two guides, a site, a village, a path and a route, with an editor."""
    return load(
        tiny_project(
            {
                "guides/site.yml": SITE + EDITOR,
                "guides/nhan-tin.yml": SECOND_GUIDE,
                "guides/di-tich/gieng-co.yml": HERITAGE,
                "guides/lang/lang-thu.yml": VILLAGE,
                "guides/lo-trinh/nguoi-moi.yml": PATH,
                "guides/lich-trinh/mot-ngay.yml": ROUTE,
            }
        )
    )


@pytest.fixture
def config(project: Project) -> Form:
    """What Sveltia is started with."""
    return made(project)


def made(project: Project) -> Form:
    assert project.site.editor is not None
    # As the browser gets it.
    found: Form = json.loads(json.dumps(Forms(project).config(project.site.editor)))
    return found


def form_of(config: Form, kind: str) -> list[Form]:
    (found,) = (one["fields"] for one in config["collections"] if one.get("name") == kind)
    return list(found)


def named(fields: list[Form], path: str) -> Form:
    """A field by its dotted path, through lists and records alike."""
    first, _, rest = path.partition(".")
    (found,) = (one for one in fields if one["name"] == first)
    return named(found["fields"], rest) if rest else found


def paths(fields: list[Form], before: str = "") -> Iterator[str]:
    for one in fields:
        yield before + one["name"]
        yield from paths(one.get("fields", []), f"{before}{one['name']}.")


def expected(record: Described, before: str = "") -> Iterator[str]:
    """Every path that the model reads."""
    locales = ("vi", "en")
    if record.beside:
        yield from (before + locale for locale in locales)
    for one in record.fields:
        path = before + one.name
        yield path
        for inside in [f"{path}.{locale}" for locale in locales] if one.by_locale else [path]:
            if one.by_locale:
                yield inside
            if one.sort == "text":
                yield from (f"{inside}.{locale}" for locale in locales)
            if one.record:
                yield from expected(one.record, f"{inside}.")


# ---------------------------------------------------------------- forms
@pytest.mark.parametrize("kind", kinds())
def test_every_field_that_the_model_reads_is_in_the_form(kind: str, config: Form) -> None:
    """Nothing is missing and nothing is made up, for every kind, down to the notes of steps."""
    assert sorted(paths(form_of(config, kind))) == sorted(expected(kinds()[kind]))


def test_fields_that_were_added_later_are_there(config: Form) -> None:
    """`know`, `background`, recordings, paths and routes, with labels in Vietnamese."""
    guide = form_of(config, "guide")
    assert named(guide, "know")["label"] == "Cần biết trước"
    assert named(guide, "background.vi")["label"] == "Tiếng Việt"
    assert named(guide, "audio.en.file")["widget"] == "file"
    assert named(form_of(config, "path"), "questions")["max"] == 5
    assert named(form_of(config, "route"), "stops.do.en")["required"] is False


def test_a_new_field_of_the_model_appears_by_itself(project: Project) -> None:
    """A field that nobody has described yet is in the form under its own name."""

    class GuideOfTomorrow(Guide):
        weather: tuple[Claim, ...] = ()

    (field,) = (one for one in describe(GuideOfTomorrow).fields if one.name == "weather")
    form = Forms(project).field(field)
    assert (form["name"], form["label"], form["widget"]) == ("weather", "weather", "list")
    assert [one["name"] for one in form["fields"]] == ["vi", "en", "confidence", "sources"]


def test_files_that_there_is_one_of_can_be_edited_too(config: Form) -> None:
    """The site's own file; the glossary and the communes where there are such files."""
    (general,) = (one for one in config["collections"] if one.get("name") == "general")
    assert [one["file"] for one in general["files"]] == ["guides/site.yml"]
    assert sorted(paths(general["files"][0]["fields"])) == sorted(expected(describe(FILES["site"][1])))


def test_entries_are_found_where_they_lie(config: Form) -> None:
    """A kind has one list for each folder with files of its kind; without entries a folder in its own words."""
    places = {one["name"]: one["folder"] for one in config["collections"] if "folder" in one}
    assert places["guide"] == "guides"
    assert places["heritage"] == "guides/di-tich"
    assert places["visitor"] == "guides/khi-den"
    assert {one["filter"]["value"] for one in config["collections"] if one.get("folder") == "guides"} == {"guide"}


def test_forms_help_in_vietnamese(config: Form) -> None:
    """Patterns come with a sentence that shows a right example; choices have names; limits are counted."""
    guide = form_of(config, "guide")
    pattern, message = named(guide, "id")["pattern"]
    assert pattern.startswith("^")
    assert message == "Chỉ dùng chữ thường không dấu, số và gạch nối, ví dụ: gieng-co"
    assert named(guide, "summary.vi")["maxlength"] == 160
    assert named(guide, "topic")["options"] == [{"label": "An toàn", "value": "safety"}]
    assert {"label": "Giếng cổ", "value": "gieng-co"} in named(guide, "related")["options"]
    assert named(guide, "related")["multiple"] is True
    assert {one["label"] for one in named(guide, "level")["options"]} == {"Cơ bản", "Nâng cao một chút"}
    assert named(guide, "kind") == {"name": "kind", "label": "Loại bài", "widget": "hidden", "default": "guide"}
    for path in ("steps", "sources"):
        assert named(guide, path)["min"] == 1


def test_no_entry_can_be_deleted_there(config: Form) -> None:
    """A printed code leads to it."""
    assert all(one["delete"] is False for one in config["collections"] if "folder" in one)


# ---------------------------------------------------------------- servers
@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (
            {"backend": "gitea", "repo": "a/b", "base_url": "https://git.xa.example/kho/"},
            {"name": "gitea", "api_root": "https://git.xa.example/kho/api/v1", "auth_methods": ["token"]},
        ),
        (
            {"backend": "gitea", "repo": "a/b", "base_url": "https://git.xa.example", "app_id": "0123-4567"},
            {"base_url": "https://git.xa.example", "app_id": "0123-4567", "auth_methods": ["oauth", "token"]},
        ),
        (
            {"backend": "gitlab", "repo": "nhom/con/b", "branch": "chinh", "app_id": "0123456789"},
            {"api_root": "https://gitlab.com/api/v4", "auth_type": "pkce", "branch": "chinh", "repo": "nhom/con/b"},
        ),
        ({"backend": "github", "repo": "a/b"}, {"name": "github", "auth_methods": ["token"]}),
        (
            {"backend": "github", "repo": "a/b", "base_url": "https://dang-nhap.example"},
            {"base_url": "https://dang-nhap.example", "auth_methods": ["oauth", "token"]},
        ),
    ],
)
def test_each_server_is_set_up_as_sveltia_wants_it(
    tiny_project: TinyProject, written: dict[str, str], wanted: Form
) -> None:
    """Addresses of the interface from the server's own; signing in by PKCE on GitLab; else by a token."""
    lines = "".join(f"  {key}: {value}\n" for key, value in written.items())
    backend = made(load(tiny_project({"guides/site.yml": f"{SITE}editor:\n{lines}"})))["backend"]
    assert {key: backend[key] for key in wanted} == wanted


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("  repo: cam-tay", "editor.repo"),
        ("  repo: https://git.xa.example/a/b", "editor.repo"),
        ("  branch: nhánh chính", "editor.branch"),
        ("  base_url: http://git.xa.example", "editor.server"),
        ("  base_url: git.xa.example", "editor.server"),
        ("  base_url: https://git.xa.example/?a=b; script-src *", "editor.server"),
        ("  app_id: 'a b'", "editor.app"),
        ("  backend: gite", "field.choice"),
        ("  token: abc", "field.unknown_far"),
    ],
)
def test_a_wrong_value_is_told_with_its_line(tiny_project: TinyProject, line: str, code: str) -> None:
    """Nothing that is no address gets into the policy; a secret has no place in the file."""
    name = line.strip().partition(":")[0]
    kept = "".join(f"{row}\n" for row in EDITOR.splitlines() if not row.strip().startswith(f"{name}:"))
    _, problems = check(tiny_project({"guides/site.yml": f"{SITE}{kept}{line}\n"}))
    assert [p.code for p in problems if p.severity == "error"] == [code]
    assert problems[0].line > len(SITE.splitlines())


def test_gitea_needs_an_address(tiny_project: TinyProject) -> None:
    """There is no server that everybody shares."""
    site = SITE + EDITOR.replace("  base_url: https://git.xa.example\n", "")
    _, problems = check(tiny_project({"guides/site.yml": site}))
    assert [p.code for p in problems if p.severity == "error"] == ["editor.server_missing"]


# ---------------------------------------------------------------- the page
@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like the built editor."""
    folder = tmp_path / "bundle"
    folder.mkdir()
    (folder / "editor.js").write_text("// Sveltia", "utf-8")
    monkeypatch.setenv(publish.BUNDLE, str(folder))
    return folder


def test_without_an_editor_there_is_no_such_page(tiny_project: TinyProject, bundle: Path, tmp_path: Path) -> None:
    """`editor:` in site.yml is what asks for it."""
    plain = load(tiny_project())
    publish.write(plain, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert publish.policy_of(plain) is None


def test_a_missing_bundle_is_told_and_leaves_the_page_out(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is built without it; the note says which command makes it."""
    monkeypatch.setenv(publish.BUNDLE, str(tmp_path / "nothing"))
    (told,) = publish.problems(project)
    assert (told.code, told.severity) == ("editor.bundle", "warning")
    publish.write(project, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_page_may_talk_to_its_server_and_to_nobody_else(project: Project, bundle: Path, tmp_path: Path) -> None:
    """No eval, no script of its own inside, one origin to connect to; search engines stay out."""
    publish.write(project, tmp_path / "out")
    html = (tmp_path / "out/admin/index.html").read_text("utf-8")
    rules = policy.editor(("https://git.xa.example",))
    assert f'content="{rules}"' in html
    assert "connect-src 'self' https://git.xa.example blob: data:" in rules
    assert "unsafe-eval" not in rules
    assert "script-src 'self';" in rules
    assert "noindex" in html
    assert policy.hashes(html) == ([], [])
    assert (tmp_path / "out/admin/editor.js").is_file()


def test_hosts_give_the_editor_a_policy_of_its_own() -> None:
    """nginx and Caddy by path; signing in opens a window that has to answer, so that header is left out there."""
    found = hosting.rules([], [], hosting.Inline(), hosting.Inline(), "connect-src https://git.xa.example")
    files = hosting.files(found)
    assert (
        '"~^/admin(/|$)" "connect-src https://git.xa.example; frame-ancestors \'none\'";' in files["_host/policies.map"]
    )
    caddy = files["_host/Caddyfile"]
    assert "@camtay_admin path /admin /admin/*" in caddy
    assert 'header @camtay_admin Cross-Origin-Opener-Policy "unsafe-none"' in caddy
    assert 'header @camtay_page Cross-Origin-Opener-Policy "same-origin"' in caddy
    assert "Cross-Origin-Opener-Policy" not in files["_headers"]
    without = hosting.files(hosting.rules([], [], hosting.Inline(), hosting.Inline()))
    assert "admin" not in "".join(without.values())
    assert "Cross-Origin-Opener-Policy: same-origin" in without["_headers"]


# ---------------------------------------------------------------- files
def built_editor() -> Path:
    """`scripts/editor/dist`, made anew where it is missing or older than its sources."""
    folder = REPO / "scripts/editor"
    digest = hashlib.sha256()
    for name in (
        "build.mjs",
        "package-lock.json",
        "src/editor.js",
        "src/language.js",
        "src/vi.json",
        "src/yaml_file.js",
    ):
        digest.update((folder / name).read_bytes())
    made_from = folder / "dist/version.txt"
    if not made_from.is_file() or made_from.read_text().split()[-1] != digest.hexdigest()[:16]:
        need("npm")
        subprocess.run([str(folder / "build.sh")], check=True, capture_output=True)
    return folder / "dist"


def node(script: str, *data: Any) -> Any:
    """What a script prints as JSON, with `read`, `write` of the editor and `data` at hand."""
    built_editor()
    names = json.dumps(config_names())
    module = (REPO / "scripts/editor/src/yaml_file.js").as_uri()
    head = f"""import {{read, write}} from "{module}";
        const names = Object.fromEntries(Object.entries({names}).map(([k, v]) => [k, new Set(v)]));
        import {{readFileSync}} from "node:fs";
        const data = JSON.parse(readFileSync(0, "utf8"));"""
    command = [need("node"), "--input-type=module", "-e", f"{head}\n{script}"]
    folder = REPO / "scripts/editor"
    done = subprocess.run(command, input=json.dumps(data), check=True, capture_output=True, text=True, cwd=folder)
    return json.loads(done.stdout)


def test_what_nobody_changed_stays_as_it_was_written() -> None:
    """Every sort of content of the instance, read and written again by the editor, is the same to the byte."""
    files = [path for path in sorted((REPO / "guides").rglob("*.yml")) if path.parent.name != "huong-dan"]
    texts = [path.read_text("utf-8") for path in files]
    same = node(
        "console.log(JSON.stringify(data[0].map(t => write(read(t.trim(), names), names).trim() === t.trim())))", texts
    )
    assert len(same) > 40
    assert [path.name for path, kept in zip(files, same, strict=True) if not kept] == []


def test_a_change_touches_its_own_lines_only() -> None:
    """Order of fields, comments, quotes and lists on one line stay; new words get quotes, empty fields are left out."""
    text = "\n".join(
        [
            "# Hỏi chị Hoa trước khi sửa.",
            "kind: guide",
            "id: goi-dien",
            "place: cua-tung",
            "steps:",
            "  - vi: Bấm số. # số thật",
            "    sources: [s, t]",
            "  - vi: Nghe.",
            "reviewed: 2026-11-22",
            "",
        ]
    )
    script = """const d = read(data[0], names);
        d.steps[1].vi = " NO\\n ";
        const picture = {file: "/hinh/a.webp", alt: {vi: "A", en: ""}};
        d.steps.splice(1, 0, {vi: "Chờ", picture, note: null, sources: [""]});
        d.title = {vi: "Gọi"};
        console.log(JSON.stringify([d.place, write({kind: d.kind, title: d.title, ...d}, names)]))"""
    place, after = node(script, text)
    assert place == ["cua-tung"]
    assert after.splitlines() == [
        "# Hỏi chị Hoa trước khi sửa.",
        "kind: guide",
        "title:",
        '  vi: "Gọi"',
        "id: goi-dien",
        "place: cua-tung",
        "steps:",
        "  - vi: Bấm số. # số thật",
        "    sources: [s, t]",
        '  - vi: "Chờ"',
        "    picture:",
        '      file: "hinh/a.webp"',
        "      alt:",
        '        vi: "A"',
        '  - vi: "NO"',
        "reviewed: 2026-11-22",
    ]

"""What VS Code knows about the content: schemas, snippets, and how a language server uses them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from referencing import Registry, Resource

from camtay import project, source, vscode, yaml_file
from camtay.cli import main
from camtay.model.described import FILES, describe, kinds
from camtay.model.site import Site
from camtay.schema import CONTENT, schemas
from tests import lsp
from tests.conftest import GUIDE, HERITAGE, PATH, REPO, ROUTE, SITE, VILLAGE, TinyProject

ABOUT = vscode.About(("vi", "en"), ("safety", "money"), ("everyone", "elderly"))


class Core(yaml.CSafeLoader):
    """YAML 1.2 (core schema), as language servers read it: `no` and days are text, `0233` is a number."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - of PyYAML


for _tag, _form, _first in (
    ("bool", r"(true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"(~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_form), list(_first))
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))


class Schemas:
    """The schemas of two locales, ready to judge YAML."""

    def __init__(self) -> None:
        self.by_name = {name: json.loads(data) for name, data in vscode.schema_files(ABOUT).items()}
        found = [(name, Resource.from_contents(schema)) for name, schema in self.by_name.items()]
        self.registry: Any = Registry().with_resources(found)

    def faults(self, text: str, name: str = CONTENT) -> list[str]:
        """Place and words of each fault."""
        validator = jsonschema.Draft7Validator(self.by_name[name], registry=self.registry)
        data = yaml.load(text, Loader=Core)  # noqa: S506 - a safe loader
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


@pytest.fixture(scope="module")
def judge() -> Schemas:
    return Schemas()


# ---------------------------------------------------------------- schemas
def test_every_file_of_the_first_instance_fits_its_schema(judge: Schemas) -> None:
    """Whatever `camtay check` accepts there, an editor does not mark."""
    for path in sorted((REPO / "guides").rglob("*.yml")):
        name = path.relative_to(REPO / "guides").as_posix()
        if not name.startswith(("ui/", "style/")):
            faults = judge.faults(path.read_text("utf-8"), "site.json" if name == "site.yml" else CONTENT)
            assert (name, faults) == (name, [])


@pytest.mark.parametrize("text", [GUIDE, HERITAGE, VILLAGE, PATH, ROUTE])
def test_sound_files_fit_their_schema(text: str, judge: Schemas) -> None:
    """In flow style as in blocks."""
    assert judge.faults(text) == []


def test_every_schema_is_one_and_has_every_field(judge: Schemas) -> None:
    """Draft-07; each field of the model with its label, and its hint where there is one."""
    known = {**kinds(), **{name: describe(record) for name, (_, record) in FILES.items()}}
    for name, schema in judge.by_name.items():
        jsonschema.Draft7Validator.check_schema(schema)
        if name == CONTENT:
            assert schema["properties"]["kind"]["enum"] == [*kinds(), *(name for name in FILES if name != "site")]
            continue
        for field in known[name.removesuffix(".json")].fields:
            told = schema["properties"][field.name]
            assert told["title"] == field.label["vi"]
            assert told["description"] == (field.hint["vi"] or field.label["vi"])


BROKEN = {
    "unknown field": (GUIDE, "steps:", "stpes:"),
    "missing field": (GUIDE, "topic: safety\n", ""),
    "unknown kind": (GUIDE, "kind: guide", "kind: guid"),
    "no kind": (GUIDE, "kind: guide\n", ""),
    "id": (GUIDE, "id: goi-dien", "id: Gọi điện"),
    "day": (GUIDE, "2026-11-22", "22/11/2026"),
    "text without locales": (GUIDE, "summary:\n  vi: Gọi cho người nhà.\n  en: Call your family.\n", "summary: Gọi.\n"),
    "no source locale": (GUIDE, "  vi: Gọi cho người nhà.\n", ""),
    "unknown locale": (GUIDE, "  en: Call your family.", "  ko: Call your family."),
    "long summary": (GUIDE, "Gọi cho người nhà.", "Gọi. " * 40),
    "choice": (GUIDE, "topic: safety", "topic: safety\nlevel: khó"),
    "no steps": (GUIDE, GUIDE[GUIDE.index("steps:") :], "steps: []\n"),
    "field in a claim": (GUIDE, "    sources: [s]", "    source: [s]"),
    "number of questions": (PATH, PATH[PATH.index("  - ask: {vi: Câu năm?") : PATH.index("script:")], ""),
    "one stop": (ROUTE, ROUTE[ROUTE.index("  - title: {vi: Chợ Thử") : ROUTE.index("safety:")], ""),
    "households": (VILLAGE, "    short:", "    households: nhiều\n    short:"),
    "partial date": (GUIDE, "title: Sổ tay}", 'title: Sổ tay, date: "11/2026"}'),
    "list for a mapping": (HERITAGE, "address:\n", "address: []\nx:\n"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_the_schema_refuses_the_check_refuses_too(
    name: str, judge: Schemas, tiny_project: TinyProject
) -> None:  # fmt: skip
    """And the other way round: an editor sees in the window what the check would tell later."""
    sound, old, new = BROKEN[name]
    assert sound.count(old) == 1
    text = sound.replace(old, new)
    assert judge.faults(text)
    _, problems = project.check(tiny_project({"guides/goi-dien.yml": GUIDE, "guides/x.yml": text}))
    assert [p for p in problems if p.severity == "error" and p.file == "guides/x.yml"]


def test_a_bare_telephone_number_is_marked_though_the_check_reads_it(judge: Schemas) -> None:
    """Other programs would lose its zero; `camtay fix` puts it between quotation marks."""
    text = GUIDE + "phones:\n  - {number: 0233852123, vi: Trực, en: Duty, sources: [s]}\n"
    assert judge.faults(text) == ["$.phones[0].number: 233852123 is not of type 'string'"]
    assert judge.faults(text.replace("0233852123", '"0233852123"')) == []


def test_the_configuration_of_the_site_has_a_schema(judge: Schemas) -> None:
    """`site.yml` says no kind, so it is known by its name."""
    assert judge.faults(SITE, "site.json") == []
    assert judge.faults(SITE.replace("base_url: https://thu.example/", "base_url: thu"), "site.json")


def test_a_site_of_other_locales_has_schemas_of_its_own() -> None:
    """The source locale is required, words are English where it is not Vietnamese."""
    found = {name: json.loads(data) for name, data in schemas(("en", "lo"), words="en").items()}
    text = found["guide.json"]["definitions"]["Text"]
    assert (list(text["properties"]), text["required"]) == (["en", "lo"], ["en"])
    assert found["guide.json"]["title"] == "Step-by-step guides"


# ---------------------------------------------------------------- files
def test_the_files_of_this_repository_are_up_to_date() -> None:
    """Mended by `camtay schema`."""
    site = yaml_file.read(REPO / source.SITE, source.SITE).data
    places = yaml_file.read(REPO / source.PLACES, source.PLACES).data["items"]
    made = vscode.About.of(Site.model_validate(site), [place["id"] for place in places])
    wanted = vscode.files(made)
    assert {name: (REPO / name).read_bytes() for name in wanted} == wanted


def test_settings_that_somebody_has_changed_are_kept(tiny_project: TinyProject) -> None:
    """Schemas are written anew; `--out` writes nothing but them."""
    root = tiny_project({".vscode/settings.json": "{}", "guides/x.yml": HERITAGE})
    done = CliRunner().invoke(main, ["--root", str(root), "schema"])
    assert done.exit_code == 0
    assert (root / ".vscode/settings.json").read_text() == "{}"
    assert "Giữ nguyên settings.json của bạn" in done.output
    out = root / "out"
    assert CliRunner().invoke(main, ["--root", str(root), "schema", "--out", str(out)]).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == sorted(
        [CONTENT, *(f"{name}.json" for name in [*FILES, *kinds()])]
    )


def test_the_handbook_shows_the_settings_that_matter() -> None:
    """For those whose own settings are kept."""
    page = (REPO / "docs/so-tay/trinh-sua-van-ban.md").read_text("utf-8")
    shown = json.loads(page.split("```json\n")[1].split("```")[0])
    settings = json.loads(vscode.files(ABOUT)[vscode.SETTINGS])
    assert shown == {"yaml.schemas": settings["yaml.schemas"]}


def filled(body: list[str]) -> str:
    """A snippet as it stands when nobody has typed into it."""
    text = "\n".join(body)
    text = re.sub(r"\$\{[0-9]+\|([^,|]*)[^|]*\|\}", r"\1", text)
    text = re.sub(r"\$\{[0-9]+:([^}]*)\}", r"\1", text)
    text = text.replace("${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}", "2026-11-22")
    return re.sub(r"\\([$}\\])", r"\1", text)


def test_a_snippet_of_each_kind_is_a_sound_file_and_one_of_each_list_a_sound_item(judge: Schemas) -> None:
    """Whoever accepts it as it stands has YAML that fits the schema."""
    found = dict(vscode.snippets(ABOUT))
    whole = [snippet for snippet in found.values() if snippet["prefix"][0].endswith("-new")]
    assert [judge.faults(filled(snippet["body"])) for snippet in whole] == [[]] * len(kinds())
    items = {s["prefix"][0]: filled(s["body"]) for s in found.values() if s["prefix"][0].endswith("-add")}
    assert {"steps-add", "sources-add", "phones-add", "questions-add", "stops-add", "alleys-add"} <= set(items)
    guide = GUIDE[: GUIDE.index("steps:")]
    assert judge.faults(guide + "steps:\n" + items["steps-add"] + "phones:\n" + items["phones-add"]) == []


# ---------------------------------------------------------------- the language server
@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[lsp.Editor, Path]]:
    """The server with a folder that has the files of an instance."""
    lsp.need_server()
    root = tmp_path_factory.mktemp("content")
    for name, data in vscode.files(ABOUT).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    running = lsp.Editor(root, json.loads((root / vscode.SETTINGS).read_text("utf-8")))
    yield running, root / "guides"
    running.close()


def test_an_editor_marks_nothing_in_sound_files(editor: tuple[lsp.Editor, Path]) -> None:
    """Of each kind one; interface words have no schema."""
    running, guides = editor
    texts = {"a.yml": GUIDE, "b/c.yml": HERITAGE, "v.yml": VILLAGE, "p.yml": PATH, "r.yml": ROUTE, "site.yml": SITE}
    texts["ui/vi.yml"] = "path.alley: ngo\n"
    assert {name: running.open(guides / name, text) for name, text in texts.items()} == {name: [] for name in texts}


WRONG = """\
kind: guide
id: Bài Mới
title:
  vi: 113
level: khó
reviewed: 22/11/2026
stpes: []
"""


def test_an_editor_marks_faults_in_vietnamese_at_their_place(editor: tuple[lsp.Editor, Path]) -> None:
    """Line and column are those of the value."""
    running, guides = editor
    marked = {
        (found["range"]["start"]["line"] + 1, found["range"]["start"]["character"] + 1): found["message"]
        for found in running.open(guides / "wrong.yml", WRONG)
    }
    assert marked[2, 5] == "Chỉ dùng chữ thường không dấu, số và gạch nối, ví dụ: gieng-co"
    assert marked[4, 7].startswith("Chỗ này là chữ: đặt trong dấu nháy kép")
    assert marked[5, 8] == "Chọn một trong: basic, intermediate"
    assert marked[6, 11] == "Ghi năm-tháng-ngày, ví dụ: 2026-11-22"
    assert "stpes" in marked[7, 1]


def test_an_editor_offers_fields_and_values_and_explains_them(editor: tuple[lsp.Editor, Path]) -> None:
    """Labels and hints in Vietnamese; topics are those of the site."""
    running, guides = editor
    text = GUIDE.replace("topic: safety", "topic: ") + "\n"
    path = guides / "b.yml"
    running.open(path, text)
    rows = text.split("\n")

    def offered(line: int, column: int) -> dict[str, str]:
        items = running.at("textDocument/completion", path, line, column)["items"]
        return {item["label"]: str(item.get("documentation", "")) for item in items}

    assert set(offered(rows.index("topic: "), 7)) == {"safety", "money"}
    fields = offered(len(rows) - 1, 0)
    assert {"scams", "cost", "related"} <= set(fields)
    assert "steps" not in fields
    assert re.search("[À-ỹđ]", fields["scams"])
    hover = running.at("textDocument/hover", path, rows.index("steps:"), 2)["contents"]["value"]
    label = kinds()["guide"].field("steps").label["vi"]
    assert hover.startswith(f"#### {label}")

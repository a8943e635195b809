"""Pages move and go; whoever has an old link comes to the right place all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from camtay import addresses
from camtay.build import build, build_site
from camtay.errors import CamtayError
from camtay.project import check, load
from tests.conftest import GUIDE, SECOND_GUIDE, TinyProject
from tests.test_build import errors, issued, tree

OLD = '{"entry":"goi-dien","kind":"guide","slug":"goi-dien"}\n'
RENAMED = GUIDE.replace("id: goi-dien", "id: goi-dien\nslug: goi-nguoi-nha")


def told(root: Path) -> list[str]:
    """Codes of the errors of a project."""
    return [problem.code for problem in check(root)[1] if problem.severity == "error"]


def test_a_build_remembers_where_pages_are(tiny_project: TinyProject) -> None:
    """In a file of its own, sorted, without what is known already."""
    root = tiny_project({})
    build(root)
    assert (root / addresses.FILE).read_text() == OLD
    before = (root / addresses.FILE).stat().st_mtime_ns
    build(root)
    assert (root / addresses.FILE).stat().st_mtime_ns == before


def test_a_changed_slug_leaves_a_redirect_in_its_own_language(tiny_project: TinyProject) -> None:
    """The editor changes one line; nobody has to write down the old address."""
    root = tiny_project({})
    build(root)
    (root / "guides/goi-dien.yml").write_text(RENAMED, "utf-8")
    build(root)
    for tag, old, new in (("vi", "huong-dan", "huong-dan"), ("en", "en/guides", "en/guides")):
        html = (root / "site" / old / "goi-dien/index.html").read_text("utf-8")
        assert f'<html lang="{tag}">' in html
        assert f"url=/{new}/goi-nguoi-nha/" in html
        assert f'<link rel="canonical" href="https://thu.example/{new}/goi-nguoi-nha/">' in html
    assert "/huong-dan/goi-dien/ /huong-dan/goi-nguoi-nha/ 301" in (root / "site/_redirects").read_text()
    assert (root / addresses.FILE).read_text() == OLD + OLD.replace('slug":"goi-dien', 'slug":"goi-nguoi-nha')


def test_a_page_that_returns_to_its_former_place_is_no_redirect(tiny_project: TinyProject) -> None:
    """Renamed and named back: each of the two places leads to the page, none in a circle."""
    root = tiny_project({"qr/addresses.jsonl": OLD + OLD.replace('slug":"goi-dien', 'slug":"goi-nguoi-nha')})
    build_site(load(root), root / "site")
    assert "<article" in (root / "site/huong-dan/goi-dien/index.html").read_text("utf-8")
    assert "url=/huong-dan/goi-dien/" in (root / "site/huong-dan/goi-nguoi-nha/index.html").read_text("utf-8")


@pytest.mark.parametrize("ledger", ["", issued("goi-dien")], ids=["without a code", "with a code"])
def test_an_entry_that_is_gone_needs_one_in_its_place(ledger: str, tiny_project: TinyProject) -> None:
    """The build refuses and says what to write; then the old page leads to the new one."""
    root = tiny_project({"qr/ledger.jsonl": ledger, "guides/b.yml": SECOND_GUIDE})
    build(root)
    before = tree(root / "site")
    (root / "guides/goi-dien.yml").unlink()
    with pytest.raises(CamtayError) as stopped:
        build(root)
    assert errors(stopped.value) == ["gate.target" if ledger else "address.gone"]
    assert tree(root / "site") == before
    (root / "guides/b.yml").write_text(SECOND_GUIDE + "replaces: [goi-dien]\n", "utf-8")
    if ledger:
        load_ledger = (root / "qr/ledger.jsonl").read_text()
        moved = load_ledger.splitlines()[0].replace('"seq":1,"event":"issue"', '"seq":9,"event":"retarget"')
        moved = moved.replace("goi-dien", "nhan-tin").replace("}", ',"reason":"x"}')
        lines = [*load_ledger.splitlines(), moved.replace('"seq":9', f'"seq":{len(load_ledger.splitlines()) + 1}')]
        (root / "qr/ledger.jsonl").write_text("\n".join(lines) + "\n")
    build(root)
    assert "url=/huong-dan/nhan-tin/" in (root / "site/huong-dan/goi-dien/index.html").read_text("utf-8")


def test_readers_follow_a_code_that_was_pointed_elsewhere(tiny_project: TinyProject) -> None:
    """Where the code of a deleted entry leads now, there its page leads too."""
    event = issued("goi-dien")
    moved = event.replace('"seq":1,"event":"issue"', '"seq":2,"event":"retarget"').replace("goi-dien", "nhan-tin")
    root = tiny_project({"qr/ledger.jsonl": event + moved.replace('tin"}', 'tin","reason":"gộp"}'),
                         "guides/goi-dien.yml": SECOND_GUIDE, "qr/addresses.jsonl": OLD})  # fmt: skip
    project = load(root)
    assert project.moved == {("guide", "goi-dien"): "nhan-tin"}


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"guides/b.yml": SECOND_GUIDE + "slug: goi-dien\n", "guides/goi-dien.yml": RENAMED}, "address.taken"),
        ({"guides/b.yml": SECOND_GUIDE + "replaces: [goi-dien]\n"}, "replaces.there"),
        ({"guides/b.yml": SECOND_GUIDE + "replaces: [x]\n",
          "guides/goi-dien.yml": GUIDE + "replaces: [x]\n"}, "replaces.twice"),
        ({"qr/addresses.jsonl": OLD + "{nothing\n"}, "address.line"),
    ],
)  # fmt: skip
def test_what_would_lead_astray_is_a_problem(files: dict[str, str], code: str, tiny_project: TinyProject) -> None:
    """Somebody else's former place, replacing what is there, two that replace one, a line edited by hand."""
    assert told(tiny_project({"qr/addresses.jsonl": OLD, **files})) == [code]

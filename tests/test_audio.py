"""Recorded voices: what is accepted, what a page plays, and what it hides."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from camtay import audio, project
from camtay.cli import main
from camtay.errors import Problem
from camtay.model.entries import Entry
from camtay.pages import site_files
from camtay.pages.render import entry_page
from camtay.scan.page import render_code
from camtay.source import read
from camtay.spoken import READ, digest, spoken
from tests.conftest import GUIDE, HERITAGE, REPO, TinyProject, golden

FRAME = b"\xff\xfb\x18\xc4" + bytes(140)
"""MPEG-1 layer III, 32 kbit/s, 32 kHz, mono: 36 ms of silence."""
SECOND = FRAME * 28


def mp3(seconds: int = 10) -> bytes:
    """A silent recording."""
    return SECOND * seconds


def box(kind: bytes, *content: bytes) -> bytes:
    """A box of an MP4 file (ISO/IEC 14496-12, 4.2)."""
    body = b"".join(content)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def m4a(seconds: int = 10, *, video: bool = False, notes: bytes = b"") -> bytes:
    """The outline of what a phone's recorder makes: AAC in an MP4 file, without any sound in it."""
    header = box(b"mvhd", bytes(12), struct.pack(">II", 1000, seconds * 1000), bytes(80))
    descriptor = b"\x04\x11\x40\x15" + bytes(11) + b"\x05\x02\x12\x08"
    esds = box(b"esds", bytes(4), b"\x03\x19\0\0\0", descriptor)
    mp4a = box(b"mp4a", bytes(6), b"\0\1", bytes(8), struct.pack(">HH", 1, 16), bytes(4), b"\xac\x44\0\0", esds)
    table = box(b"stbl", box(b"stsd", bytes(4), b"\0\0\0\1", mp4a))
    handler = box(b"hdlr", bytes(8), b"vide" if video else b"soun", bytes(13))
    track = box(b"trak", box(b"mdia", handler, box(b"minf", table)))
    udta = box(b"udta", notes) if notes else b""
    return box(b"ftyp", b"M4A \0\0\0\0") + box(b"moov", header, track, udta) + box(b"mdat", bytes(4000 * seconds))


def ogg(codec: bytes = b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0", seconds: int = 10) -> bytes:
    """An Ogg file (RFC 3533) of two pages: the codec's header, and silence."""

    def page(number: int, granule: int, flags: int, packet: bytes) -> bytes:
        lacing = b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255])
        return struct.pack("<4sBBqIIIB", b"OggS", 0, flags, granule, 7, number, 0, len(lacing)) + lacing + packet

    return page(0, 0, 2, codec) + page(1, 48_000 * seconds, 4, bytes(3000))


def recording(root: Path, text: str, more: str = "") -> str:
    """The guide with a recording that reads what it says today."""
    mark = digest(read(root).entries["goi-dien"], "vi")
    return f"{text}audio:\n  vi:\n    file: tieng/goi.mp3\n    licence: CC BY 4.0\n    reads: {mark}\n{more}"


def told(root: Path) -> list[Problem]:
    """Problems about recordings."""
    return [p for p in project.check(root)[1] if p.code != "ledger.uncoded"]


def with_voice(make: TinyProject, data: bytes | None = None, more: str = "", text: str = GUIDE) -> Path:
    """A project whose guide has a Vietnamese recording."""
    root = make({"guides/goi-dien.yml": text})
    return make({"guides/goi-dien.yml": recording(root, text, more), "guides/tieng/goi.mp3": data or mp3()})


def scanned(root: Path) -> str:
    """The scan page of the guide."""
    found = project.load(root)
    ledger, code = found.ledger.issue("goi-dien", found.entries["goi-dien"].reviewed, "")
    return render_code(found, ledger.codes[code]).html


# ---------------------------------------------------------------- what is read
def test_the_text_to_read_begins_with_title_and_summary_and_numbers_the_steps(tiny_project: TinyProject) -> None:
    """One thought a line, plain words, in the locale asked for."""
    more = "result: {vi: Có người **trả lời**., en: Somebody answers., sources: [s]}\n"
    entry = read(tiny_project({"guides/goi-dien.yml": GUIDE + more})).entries["goi-dien"]
    assert spoken(entry, "vi") == "Gọi điện thoại\nGọi cho người nhà.\n1. Bấm số.\nCó người trả lời."
    assert spoken(entry, "en").splitlines()[2] == "1. Dial the number."


def test_what_is_unsure_is_not_read(tiny_project: TinyProject) -> None:
    """The page does not say it either."""
    more = "result: {vi: Có lẽ được., en: Perhaps., confidence: unsure}\n"
    entry = read(tiny_project({"guides/goi-dien.yml": GUIDE + more})).entries["goi-dien"]
    assert "Có lẽ" not in spoken(entry, "vi")


def test_every_kind_says_what_is_read_of_it() -> None:
    """By fields that its record has."""
    from camtay.model.entries import KINDS, Alley

    kinds: dict[str, type[Entry]] = {**KINDS, "alley": Alley}
    assert set(READ) == set(kinds)
    for kind, names in READ.items():
        assert set(names) <= set(kinds[kind].model_fields)


def test_a_comma_or_a_capital_keeps_a_recording_and_a_word_does_not(tiny_project: TinyProject) -> None:
    """The mark stands for the words alone, in one locale."""
    before = read(tiny_project()).entries["goi-dien"]
    for old, new, same in (("Bấm số.", "bấm số!", True), ("Bấm số.", "Bấm một số.", False), ("Dial", "Key", True)):
        after = read(tiny_project({"guides/goi-dien.yml": GUIDE.replace(old, new)})).entries["goi-dien"]
        assert (digest(after, "vi") == digest(before, "vi")) is same
    assert re.fullmatch("[0-9a-f]{12}", digest(before, "vi"))


def test_the_command_prints_the_text_and_the_line_to_write(tiny_project: TinyProject) -> None:
    """What it prints is what `check` compares with."""
    root = tiny_project()
    for tag in ("vi", "en"):
        done = CliRunner().invoke(main, ["--root", str(root), "audio", "text", "goi-dien", "--in", tag])
        entry = read(root).entries["goi-dien"]
        assert done.exit_code == 0
        assert done.stdout.startswith(spoken(entry, tag))
        assert done.stdout.endswith(f"reads: {digest(entry, tag)}\n")


def test_the_command_knows_neither_other_entries_nor_other_locales(tiny_project: TinyProject) -> None:
    """A name that resembles one gets it offered; a locale that the site lacks is wrong usage."""
    root = tiny_project()
    done = CliRunner().invoke(main, ["--root", str(root), "audio", "text", "goi-die"])
    assert done.exit_code == 1
    assert "goi-dien" in done.stderr
    assert CliRunner().invoke(main, ["--root", str(root), "audio", "text", "goi-dien", "--in", "ko"]).exit_code == 2


# ---------------------------------------------------------------- on the page
def test_a_recording_is_played_where_its_locale_is_shown(tiny_project: TinyProject) -> None:
    """Nothing is fetched until somebody presses play; length, size, reader and licence stand beside it."""
    root = with_voice(tiny_project, more="    reader: Chị Hoa\n")
    assert told(root) == []
    vi, en = scanned(root).split('<article lang="en"')
    assert re.search(r'<audio [^>]*controls preload="none" src="/media/goi-[0-9a-f]{10}\.mp3">', vi)
    assert "10 giây · 40 kB · Người đọc: Chị Hoa · CC BY 4.0" in vi
    assert "<audio" not in en
    found = project.load(root)
    assert "<audio" in entry_page(found, found.locales[0], found.entries["goi-dien"]).html
    assert "<audio" not in entry_page(found, found.locales[1], found.entries["goi-dien"]).html


def test_a_page_without_a_recording_has_nothing_about_one(tiny_project: TinyProject) -> None:
    """Not a byte of a scan page is spent on what is not there."""
    assert "audio aria" not in scanned(tiny_project())


def test_a_recording_of_another_text_is_hidden_and_told(tiny_project: TinyProject) -> None:
    """A note, no error: correcting a text must not wait for a reader."""
    root = with_voice(tiny_project)
    path = root / "guides/goi-dien.yml"
    path.write_text(path.read_text("utf-8").replace("Bấm số.", "Bấm từng số."), "utf-8")
    [problem] = told(root)
    today = digest(read(root).entries["goi-dien"], "vi")
    assert (problem.code, problem.severity, problem.path) == ("audio.stale", "warning", "audio.vi.reads")
    assert f"reads: {today}" in problem.cure("vi")
    assert "<audio" not in scanned(root)
    found = project.load(root)
    assert audio.sounds(root, found.entries.values()) == []


def test_a_recording_is_published_once_under_a_name_of_its_content(tiny_project: TinyProject, tmp_path: Path) -> None:
    """Another recording gets another address, so that a phone never plays an old one from its memory."""
    root = with_voice(tiny_project)
    site_files.write(project.load(root), tmp_path / "site")
    [file] = (tmp_path / "site" / "media").glob("*.mp3")
    assert file.read_bytes() == mp3()
    assert f'src="/media/{file.name}"' in scanned(root)


def test_an_alley_has_a_recording_of_its_own(tiny_project: TinyProject) -> None:
    """Written below the alley, inside its village."""
    from tests.conftest import VILLAGE

    line = "    audio: {vi: {file: goi.mp3, licence: CC0}}\n"
    root = tiny_project({"guides/lang.yml": VILLAGE + line, "guides/goi.mp3": mp3()})
    [problem] = told(root)
    assert problem.code == "audio.unread"
    assert problem.path == "alleys[0].audio.vi.reads"
    assert "camtay audio text lang-thu-kiet-1" in problem.cure("en")


# ---------------------------------------------------------------- what is accepted
@pytest.mark.parametrize(
    ("data", "type_", "suffix"),
    [(mp3(), "audio/mpeg", "mp3"), (m4a(), "audio/mp4", "m4a"), (ogg(), 'audio/ogg; codecs="opus"', "ogg")],
)
def test_mp3_m4a_and_opus_are_known_by_what_is_in_the_file(
    data: bytes, type_: str, suffix: str, tiny_project: TinyProject
) -> None:
    """Whatever the file is called; its length is read from it."""
    root = with_voice(tiny_project, data)
    assert told(root) == []
    sound = audio.sound(root, "tieng/goi.mp3")
    assert (sound.type, sound.path.rpartition(".")[2]) == (type_, suffix)
    assert sound.seconds == pytest.approx(10, abs=0.1)


REFUSED = {
    "text": b"Xin chao" * 100,
    "empty": b"",
    "wav": b"RIFF\xff\0\0\0WAVEfmt " + bytes(400),
    "amr": b"#!AMR\n" + bytes(400),
    "aac-adts": b"\xff\xf1\x50\x80" + bytes(400),
    "mp3-tag-only": b"ID3\3\0\0\0\0\0\x0a" + bytes(20),
    "mpeg-layer-2": b"\xff\xfd\x18\xc4" + bytes(400),
    "vorbis": ogg(b"\x01vorbis\0\0\0\0\1\x44\xac\0\0\0\0\0\0\0\x7d\0\0\0\0\0\0"),
    "video": m4a(video=True),
    "cut-short": m4a()[:200],
    "too-short": FRAME * 3,
}


@pytest.mark.parametrize("name", REFUSED)
def test_other_files_are_refused_with_the_way_to_convert_them(name: str, tiny_project: TinyProject) -> None:
    """Also those that some phones would play."""
    root = with_voice(tiny_project, mp3())
    (root / "guides/tieng/goi.mp3").write_bytes(REFUSED[name])
    [problem] = told(root)
    assert (problem.code, problem.path) == ("audio.format", "audio.vi.file")


def test_notes_of_the_phone_are_not_published(tiny_project: TinyProject) -> None:
    """An iPhone calls a recording after the street where it was made; MP3 tags name the phone."""
    where = b"Kiet 12 Hung Nhon"
    named = m4a(notes=box(b"name", where))
    root = with_voice(tiny_project, named)
    bare = audio.sound(root, "tieng/goi.mp3").data
    assert where in named
    assert where not in bare
    assert len(bare) == len(named)
    assert bare.index(b"mdat") == named.index(b"mdat")
    tagged = b"ID3\3\0\0\0\0\0\x20TIT2" + where.ljust(28, b"\0") + mp3() + b"TAG" + where.ljust(125, b"\0")
    (root / "guides/khac.mp3").write_bytes(tagged)
    assert audio.sound(root, "khac.mp3").data == mp3()


@given(st.data())
def test_a_damaged_file_is_refused_or_played_and_never_breaks_the_check(data: st.DataObject) -> None:
    """Whatever a poor cable made of it."""
    from unittest.mock import patch

    whole = bytearray(data.draw(st.sampled_from([mp3(1), m4a(1, notes=b"x"), ogg(seconds=1)])))
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, 700), st.integers(0, 255)), min_size=1, max_size=6)):
        whole[at % len(whole)] = byte
    damaged = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    with patch.object(Path, "read_bytes", lambda _: damaged):
        try:
            found = audio._published.__wrapped__(Path("a.mp3"), 0, 0)
        except audio.UnplayableError:
            return
    assert found.seconds >= 0.5


def test_problems_of_recordings_name_the_field_and_the_cure(tiny_project: TinyProject) -> None:
    """Every one of them, as the editor reads it."""
    head = GUIDE.replace("id: goi-dien", "id: {id}") + "audio:\n"
    lines = {
        "a": "  vi: a.mp3\n",
        "b": "  vi: {file: b.mp3}\n",
        "c": "  vi: {file: khong-co.mp3, licence: CC0, reads: x}\n",
        "d": "  vi: {file: ../site.yml, licence: CC0, reads: x}\n",
        "e": "  vi: {file: e.mp3, licence: CC0, reads: x}\n",
        "f": "  vi: {file: f.mp3, licence: CC0, reads: x}\n",
        "g": "  vi: {file: g.mp3, licence: CC0}\n",
        "h": "  ko: {file: g.mp3, licence: CC0}\n",
        "i": "  vi: {file: g.mp3, license: CC0, licence: CC0}\n",
        "j": "  - g.mp3\n",
    }
    files: dict[str, str | bytes | None] = {
        f"guides/{id_}.yml": head.replace("id: {id}", f"id: {id_}") + line for id_, line in lines.items()
    }
    root = tiny_project(
        {
            **files,
            "guides/e.mp3": b"\xff\xfb\x18\xc4" + bytes(2_000_000),
            "guides/f.mp3": b"RIFF",
            "guides/g.mp3": (b"\xff\xfb\x68\xc4" + bytes(356)) * 280,
        }
    )
    found = [p for p in told(root) if p.code != "text.translation"]
    golden("problems/audio.txt", "".join(f"{p.code}\n{p.format('vi')}\n{p.format('en')}\n\n" for p in found))


def test_a_heavy_recording_is_played_and_told(tiny_project: TinyProject) -> None:
    """What a phone records by itself is twice what speech needs: a note, since it is better than none."""
    root = with_voice(tiny_project, (b"\xff\xfb\x68\xc4" + bytes(356)) * 280)
    [problem] = told(root)
    assert (problem.code, problem.severity) == ("audio.rate", "warning")
    assert "<audio" in scanned(root)


def test_the_story_of_a_monument_is_read(tiny_project: TinyProject) -> None:
    """Heading, then paragraphs."""
    entry = read(tiny_project({"guides/gieng.yml": HERITAGE})).entries["gieng-co"]
    assert spoken(entry, "vi").splitlines()[2:] == ["Nước", "Nước trong quanh năm."]


def test_the_sample_of_the_handbook_is_accepted(tiny_project: TinyProject) -> None:
    """What an editor copies from `docs/so-tay/nghe.md` works, but for the mark of another text."""
    page = (REPO / "docs/so-tay/nghe.md").read_text("utf-8")
    lines = page.partition("```yaml\n")[2].partition("```")[0]
    root = tiny_project({"guides/goi-dien.yml": GUIDE + lines, "guides/tieng/hung-nhon-vi.mp3": mp3()})
    assert [p.code for p in told(root)] == ["audio.stale"]
    assert re.findall("camtay ([a-z]+ [a-z]+)", page) == ["audio text"]


def test_a_recording_made_again_under_the_same_name_is_published_anew(tiny_project: TinyProject) -> None:
    """A preview that runs all the while shows it too."""
    root = with_voice(tiny_project)
    before = scanned(root)
    (root / "guides/tieng/goi.mp3").write_bytes(mp3(12))
    assert "12 giây" in scanned(root)
    assert "10 giây" in before

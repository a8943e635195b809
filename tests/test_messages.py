"""Every problem that the package can report has words, and every word is used."""

from __future__ import annotations

import ast
import re
import string
from enum import Enum
from pathlib import Path

import pytest

import camtay
from camtay import yaml_file
from camtay.errors import CamtayError, Problem, fail, ordered
from camtay.messages import LABELS, MESSAGES, fields, files, references
from camtay.placements.record import Material, State, Surface
from camtay.texts import TEXTS

PACKAGE = Path(camtay.__file__).parent
LOCALES = {"vi", "en"}
ROOMS = {code.split(".")[0] for code in MESSAGES}
"""First words of the codes: `yaml`, `field`, `ref` …"""
LISTS: dict[str, type[Enum]] = {"state": State, "surface": Surface, "material": Material}
"""Choices with names of their own: `state_hung` …"""
FILE_NAMES = re.compile(r".*\.(yml|css|html|svg|js|typ)")
INTERFACE = yaml_file.read(PACKAGE / "templates" / "ui" / "en.yml", "en.yml").data
"""Words of the interface; their keys look like codes, as file names do."""
OTHERS = {*INTERFACE, "yaml.schemas"}
"""Names of other things: words of the interface, settings of VS Code."""


def modules() -> dict[Path, ast.Module]:
    """The syntax tree of every module but those with the words."""
    paths = (p for p in PACKAGE.rglob("*.py") if p.parent.name != "messages" and not p.name.startswith("texts"))
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(paths)}


TREES = modules()


def codes_in(tree: ast.AST) -> set[str]:
    """String constants that have the form of a code and begin with the room of one."""
    words = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    found = (word for word in words if re.fullmatch(r"[a-z]+\.[a-z_]+", word) and word.split(".")[0] in ROOMS)
    return {word for word in found if word in MESSAGES or not (word in OTHERS or FILE_NAMES.fullmatch(word))}


def values_of(text: str) -> set[str]:
    """Names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def values_of_code(code: str) -> set[str]:
    return {name for pair in MESSAGES[code].values() for text in pair for name in values_of(text)}


REPORTERS = {"Problem", "problem", "tell", "fail", "refuse"}
"""Functions whose first argument is a code."""


# ---------------------------------------------------------------- words
@pytest.mark.parametrize("code", MESSAGES)
def test_a_problem_has_words_and_a_cure_in_both_locales(code: str) -> None:
    """Each says something, ends like a sentence or with its value, and uses plainly named values."""
    assert set(MESSAGES[code]) == LOCALES
    for pair in MESSAGES[code].values():
        for text in pair:
            assert text == text.strip()
            assert len(text) > 5
            assert all(re.fullmatch(r"[a-z]+", name) for name in values_of(text))


@pytest.mark.parametrize("code", MESSAGES)
def test_both_locales_tell_the_same_values(code: str) -> None:
    """No locale knows less than the other."""
    assert {frozenset(values_of(" ".join(pair))) for pair in MESSAGES[code].values()} == {
        frozenset(values_of_code(code))
    }


@pytest.mark.parametrize("code", MESSAGES)
def test_the_two_locales_are_two_languages(code: str) -> None:
    """Vietnamese has its diacritics, and English is not a copy of it."""
    (vi, vi_cure), (en, en_cure) = MESSAGES[code]["vi"], MESSAGES[code]["en"]
    assert (vi, vi_cure) != (en, en_cure)
    assert re.search("[À-ỹđ]", vi)
    assert not re.search("[À-ÖØ-öø-ỹđĐ]", en + en_cure)


def test_labels_exist_in_both_locales() -> None:
    """The words around a problem."""
    assert set(LABELS) == LOCALES
    assert set(LABELS["vi"]) == set(LABELS["en"]) == {"error", "warning", "cure", "at", "allowed", "example"}


@pytest.mark.parametrize("key", TEXTS)
def test_a_sentence_of_the_command_line_exists_in_both_locales(key: str) -> None:
    """With the same values in each."""
    assert set(TEXTS[key]) == LOCALES
    assert values_of(TEXTS[key]["vi"]) == values_of(TEXTS[key]["en"])


# ---------------------------------------------------------------- codes
@pytest.mark.parametrize("path", TREES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_code_of_a_module_has_words(path: Path) -> None:
    """A problem without words would stop the report of all others."""
    assert codes_in(TREES[path]) <= set(MESSAGES)


def raised() -> set[str]:
    """Codes that some module reports. One that is only compared with, or stands in a set of codes, is not reported."""
    nodes = [node for tree in TREES.values() for node in ast.walk(tree)]
    asked = {id(inner) for node in nodes if isinstance(node, ast.Compare | ast.Set) for inner in ast.walk(node)}
    texts = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in asked}
    built = {node.args[0].values[0].value for node in nodes if _names_a_room(node)}  # type: ignore[attr-defined]
    return {c for c in MESSAGES if c in texts or (f"{c.split('.')[0]}." in built and c.split(".")[1] in texts)}


def _names_a_room(node: ast.AST) -> bool:
    """A report of a code that is put together: `problem(f"editor.{kind}", …)`."""
    if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.JoinedStr)):
        return False
    return _name(node) in REPORTERS and isinstance(node.args[0].values[0], ast.Constant)


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def test_every_code_with_words_is_raised() -> None:
    """Words that nothing says are no burden to translators."""
    assert set(MESSAGES) - raised() == set()


def test_every_fault_of_content_has_a_golden_example() -> None:
    """Its words are seen by whoever reads the tests, with every value filled in."""
    golden = Path(__file__).parent / "golden" / "problems"
    told = {line for path in golden.glob("*.txt") for line in path.read_text("utf-8").splitlines() if line in MESSAGES}
    elsewhere = {"file.write"}
    assert {*files.MESSAGES, *fields.MESSAGES, *references.MESSAGES} - told - elsewhere == set()


def test_every_sentence_of_the_command_line_is_used() -> None:
    """Each key stands in a module that speaks, or begins as one does that a module puts together (`field_{name}`)."""
    nodes = [node for tree in TREES.values() for node in ast.walk(tree)]
    words = {node.value for node in nodes if isinstance(node, ast.Constant)}
    starts = (n.values[0] for n in nodes if isinstance(n, ast.JoinedStr) and len(n.values) > 1)
    built = tuple(start.value for start in starts if isinstance(start, ast.Constant) and str(start.value).endswith("_"))
    choices = {f"{name}_{c.value}" for name, many in LISTS.items() for c in many}
    assert [key for key in TEXTS if not (key in words or key in choices or key.startswith(built))] == []


# ---------------------------------------------------------------- values


def constants(node: ast.expr) -> set[str]:
    """The codes that an expression can be: one, or either branch of a condition."""
    if isinstance(node, ast.IfExp):
        return constants(node.body) | constants(node.orelse)
    return {node.value} & set(MESSAGES) if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def calls() -> dict[tuple[str, str], set[str]]:
    """(place, code) → names of values, of each report whose code and values stand in its own function."""
    found: dict[tuple[str, str], set[str]] = {}
    functions = ((path, f) for path, tree in TREES.items() for f in ast.walk(tree) if isinstance(f, ast.FunctionDef))
    for path, function in functions:
        assigned = [
            (node.lineno, target.id, node.value)
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        ]
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call) and node.args):
            if _name(call) not in REPORTERS:
                continue
            values = [*call.args, *(keyword.value for keyword in call.keywords)]
            known = {name: value for line, name, value in sorted(assigned, key=lambda a: a[0]) if line < call.lineno}
            first, *rest = (known.get(v.id, v) if isinstance(v, ast.Name) else v for v in values)
            names = {keyword.arg for keyword in call.keywords if keyword.arg}
            for given in rest:
                if isinstance(given, ast.Dict):
                    names |= {key.value for key in given.keys if isinstance(key, ast.Constant)}  # type: ignore[misc]
            for code in constants(first):
                found.setdefault((f"{path.name}:{call.lineno}", code), set()).update(names)
    return found


CALLS = dict(sorted(calls().items()))  # workers that share the tests must count them alike


@pytest.mark.parametrize(("place", "code"), CALLS, ids=[f"{place}-{code}" for place, code in CALLS])
def test_a_report_gives_every_value_of_its_words(place: str, code: str) -> None:
    """A value that is missing would stop the report of all other problems."""
    assert values_of_code(code) <= CALLS[place, code]


def test_reports_without_a_golden_file_here_are_among_those_checked() -> None:
    """Problems of the ledger, the gate, the scan pages and the signs."""
    found = {code for _, code in CALLS}
    assert {
        "ledger.line",
        "gate.target",
        "gate.page",
        "scan.budget",
        "sign.proof",
    } <= found


# ---------------------------------------------------------------- problems
def test_a_problem_is_one_line_with_its_place_and_one_with_its_cure() -> None:
    """`file:line:column: severity: what (at path)`, then the cure, indented."""
    problem = Problem("field.missing", "guides/a.yml", 3, 5, "steps[0]", {"name": "vi"})
    assert problem.format("en").splitlines() == [
        "guides/a.yml:3:5: ERROR: The field “vi” is missing. (at steps[0])",
        "    Cure: Add a line “vi: …”.",
    ]


def test_a_problem_without_a_place_begins_with_its_severity() -> None:
    """Line and column 0 mean that there is none to show."""
    problem = Problem("sign.none", severity="warning")
    assert problem.format("en").startswith("Note: There is no sign")
    assert Problem("sign.none", "qr/ledger.jsonl").format("en").startswith("qr/ledger.jsonl: ERROR: ")


def test_a_problem_speaks_vietnamese_unless_asked_otherwise() -> None:
    """A locale without words of its own gets English."""
    problem = Problem("sign.none")
    assert problem.message() == MESSAGES["sign.none"]["vi"][0]
    assert problem.format("ko") == problem.format("en")
    assert problem.cure("ko") == MESSAGES["sign.none"]["en"][1]


def test_values_with_braces_and_percent_signs_are_shown_as_they_are() -> None:
    """What an editor wrote is never taken for a template."""
    problem = Problem("field.missing", params={"name": "{0} {x} %s {name}"})
    assert problem.message("en") == "The field “{0} {x} %s {name}” is missing."


def test_problems_are_ordered_by_place_and_told_once() -> None:
    """The same fault found twice is one problem; other values make another."""
    a, b = Problem("sign.none", "a.yml", 2), Problem("sign.none", "b.yml", 1)
    c = Problem("field.missing", "a.yml", 2, params={"name": "x"})
    d = Problem("field.missing", "a.yml", 2, params={"name": "y"})
    assert ordered([b, a, d, c, a]) == [c, d, a, b]


def test_lines_are_ordered_as_numbers() -> None:
    """Line 10 comes after line 9."""
    late, early = Problem("sign.none", "a.yml", 10), Problem("sign.none", "a.yml", 9)
    assert ordered([late, early]) == [early, late]


def test_an_error_of_the_package_carries_its_problems() -> None:
    """As text it reads in English, for logs."""
    error = CamtayError([Problem("sign.none", "b.yml"), Problem("sign.none", "a.yml")])
    assert [p.file for p in error.problems] == ["a.yml", "b.yml"]
    assert str(error).startswith("a.yml: ERROR: There is no sign")


def test_fail_makes_an_error_of_one_problem() -> None:
    """Values may be of any type."""
    [problem] = fail("ledger.unknown", "qr/ledger.jsonl", 3, code=7).problems
    assert (problem.file, problem.line, problem.params) == ("qr/ledger.jsonl", 3, {"code": "7"})

"""Whether everything works with the oldest and with the newest versions that pyproject.toml allows.

python scripts/versions.py oldest                            a room of its own with the lower bounds: builds, tests
python scripts/versions.py newest --tests tests/test_cli.py  the same with whatever is newest today
python scripts/versions.py bounds                            no network: bounds are there, lock files lie within them

The first two take ten minutes and the network: once a month and before a release, not with every change. They work on
a copy of what git knows, and end with 1 when the instance can't be built or a test fails. uv chooses the versions
(`--resolution lowest-direct`); where it is not installed it is put into the room.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
RESOLUTION = {"oldest": "lowest-direct", "newest": "highest"}
TESTS = (
    "test_build", "test_gate", "test_ledger", "test_cli", "test_symbol", "test_proof", "test_sign_formats",
    "test_sheets", "test_markup", "test_yaml_file", "test_yaml_edit", "test_maps", "test_cards", "test_exports",
    "test_handouts", "test_stylesheet", "test_content_problems", "test_init", "test_translators_files",
    "test_guard", "test_doctor",
)  # fmt: skip
"""Those that meet the libraries; the others are about our own logic."""


# ---------------------------------------------------------------- without a network
def direct(extra: str = "") -> dict[str, Requirement]:
    """The requirements of pyproject.toml by name, those of an extra with it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    listed = [*project["dependencies"], *(project["optional-dependencies"][extra] if extra else ())]
    return {canonicalize_name(one.name): one for one in map(Requirement, listed)}


def locked(file: str) -> dict[str, str]:
    """Name → version of a lock file."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s\\]+)", (ROOT / file).read_text("utf-8"), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


def faults() -> Iterator[str]:
    """What is wrong with bounds and lock files."""
    for file, extra in (("constraints.txt", ""), ("constraints-test.txt", "test")):
        have = locked(file)
        for name, wanted in direct(extra).items():
            operators = {one.operator for one in wanted.specifier}
            if not ({">=", "=="} & operators and {"<", "<=", "=="} & operators):
                yield f"pyproject.toml: {wanted} needs a lower and an upper bound"
            if name not in have:
                yield f"{file}: {name} is not in it"
            elif have[name] not in wanted.specifier:
                yield f"{file}: {name} {have[name]} is outside {wanted.specifier}"


# ---------------------------------------------------------------- with one
def room(folder: Path, which: str) -> Path:
    """A virtual environment with the package and its tests; its `bin`."""
    venv.create(folder / "venv", with_pip=True)
    bin_ = folder / "venv" / "bin"
    uv = shutil.which("uv")
    if uv is None:
        run([str(bin_ / "pip"), "install", "-q", "uv"])
        uv = str(bin_ / "uv")
    python = str(bin_ / "python")
    run([uv, "pip", "install", "-q", "-p", python, "--resolution", RESOLUTION[which], "-e", f"{folder / 'copy'}[test]"])
    told = run([uv, "pip", "list", "-q", "-p", python, "--format", "freeze"], quiet=True)
    versions = dict(line.split("==") for line in told.splitlines() if "==" in line)
    print(" ".join(f"{name}=={versions.get(name, '?')}" for name in sorted(direct())))
    return bin_


def copy(target: Path) -> None:
    """What git knows of the repository, as it lies here."""
    names = run(["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"], quiet=True)
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def run(command: list[str], cwd: Path | None = None, quiet: bool = False) -> str:
    """Output of a command that has to succeed."""
    done = subprocess.run(command, cwd=cwd, text=True, check=True, stdout=subprocess.PIPE if quiet else None)
    return done.stdout or ""


def main() -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("which", choices=[*RESOLUTION, "bounds"])
    parser.add_argument("--tests", nargs="*", default=[f"tests/{name}.py" for name in TESTS])
    chosen = parser.parse_args()
    if chosen.which == "bounds":
        found = list(faults())
        print("\n".join(found) or "all bounds hold")
        return int(bool(found))
    with tempfile.TemporaryDirectory(prefix="camtay-versions-") as name:
        folder = Path(name)
        copy(folder / "copy")
        bin_ = room(folder, chosen.which)
        commands = [[str(bin_ / "camtay"), "build"], [str(bin_ / "pytest"), "-q", *chosen.tests]]
        codes = [subprocess.run(command, cwd=folder / "copy", check=False).returncode for command in commands]
    print(f"{chosen.which}: build {codes[0]}, tests {codes[1]} (0 is well)")
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())

"""Fuzzing by what the code does (atheris, https://pypi.org/project/atheris/; Python 3.11 to 3.13 on Linux):

    pip install atheris selectolax
    PYTHONPATH=scripts python scripts/fuzz/run.py yaml 120

The words are a target of `targets.TARGETS` and seconds. What breaks is written to `.cache/fuzz/`; keep it as a file of
`tests/data/fuzz/TARGET/`, where the tests try it again, and mend it."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["camtay", "markdown_it", "yaml", "targets"]):
    sys.path.insert(0, str(Path(__file__).parent))
    import targets

ROOT = Path(__file__).parents[2]
TOLD = ROOT / ".cache/fuzz"
MOST = 6_000
LENGTHS = {"words": 400, "content": 3_000}
"""Most bytes of an input, where short ones are tried faster and say as much."""


def seeds(target: str, folder: Path) -> None:
    """What to begin with: the content of this repository, its drawings, its ledger, and what broke before."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "drawing": ROOT.glob("**/*.svg"),
        "events": [ROOT / "qr/ledger.jsonl"],
    }.get(target, [*ROOT.glob("guides/**/*.yml"), *ROOT.glob("scripts/camtay/templates/init/guides/*.yml")])
    for number, path in enumerate(files):
        data = path.read_bytes()
        if ".cache" not in path.parts and len(data) < LENGTHS.get(target, MOST):
            (folder / f"seed-{number}").write_bytes(b"\1" * (target == "content") + data)
    for path in (ROOT / "tests/data/fuzz" / target).glob("*"):
        (folder / f"kept-{path.name}").write_bytes(path.read_bytes())


def main() -> None:
    """Run one target for some seconds."""
    target, seconds = sys.argv[1], sys.argv[2]
    corpus = TOLD / "corpus" / target
    seeds(target, corpus)
    longest = LENGTHS.get(target, MOST)
    options = [
        f"-max_total_time={seconds}", f"-artifact_prefix={TOLD}/{target}-", "-timeout=20", f"-max_len={longest}",
        "-rss_limit_mb=4000", "-print_final_stats=1", str(corpus),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], targets.TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()

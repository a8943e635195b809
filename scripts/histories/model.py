"""As much of git as histories need, in memory."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from camtay.ledger import FILE

from .content import TRACKED, lay, snapshot


def union(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """What git's union merge makes of a text: both sides' changes, ours before theirs where they meet."""
    a, b, c = (text.splitlines(keepends=True) for text in (base, ours, theirs))
    one = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    two = SequenceMatcher(None, a, c, autojunk=False).get_matching_blocks()
    kept_b = {m.a + n: m.b + n for m in one for n in range(m.size)}
    kept_c = {m.a + n: m.b + n for m in two for n in range(m.size)}
    out: list[bytes] = []
    at_a = at_b = at_c = 0
    for line in [*sorted(kept_b.keys() & kept_c.keys()), len(a)]:
        end_b, end_c = kept_b.get(line, len(b)), kept_c.get(line, len(c))
        old, left, right = a[at_a:line], b[at_b:end_b], c[at_c:end_c]
        if left in (old, right):
            out += right
        elif right == old:
            out += left
        else:
            out += left + right
        out += a[line : line + 1]
        at_a, at_b, at_c = line + 1, end_b + 1, end_c + 1
    return b"".join(out)


@dataclass
class Commit:
    """A state of all files, with every line that the ledger ever had up to here."""

    parents: tuple[int, ...]
    tree: dict[str, bytes]
    lines: dict[str, None]
    versions: tuple[bytes, ...]


class Memory:
    """As much of git as histories need. Branches are names of commits; a machine's working folder is on the disk."""

    def __init__(self, roots: list[Path]) -> None:
        self.commits: list[Commit] = []
        self.refs: dict[str, int] = {}
        self.head: dict[Path, str] = {}
        self.roots = roots

    def start(self) -> int:
        for number, root in enumerate(self.roots):
            self.head[root] = f"m{number}"
        first = self._add((), snapshot(self.roots[0]))
        for number, root in enumerate(self.roots):
            self.refs[f"m{number}"] = first
            lay(root, self.commits[first].tree)
        return first

    def _add(self, parents: tuple[int, ...], tree: dict[str, bytes]) -> int:
        lines: dict[str, None] = {}
        versions: dict[bytes, None] = {}
        for parent in parents:
            lines.update(self.commits[parent].lines)
            versions.update(dict.fromkeys(self.commits[parent].versions))
        text = tree.get(FILE, b"")
        versions[text] = None
        rows = (row.strip("\ufeff \r") for row in text.decode("utf-8", "replace").split("\n"))
        lines.update(dict.fromkeys(row for row in rows if row.startswith("{")))
        self.commits.append(Commit(parents, tree, lines, tuple(versions)))
        return len(self.commits) - 1

    def tip(self, root: Path) -> int:
        return self.refs[self.head[root]]

    def commit(self, root: Path) -> int:
        self.refs[self.head[root]] = self._add((self.tip(root),), snapshot(root))
        return self.tip(root)

    def switch(self, root: Path, name: str) -> None:
        self.refs.setdefault(name, self.tip(root))
        self.head[root] = name
        self.discard(root)

    def discard(self, root: Path) -> None:
        lay(root, self.commits[self.tip(root)].tree)

    def drop(self, name: str) -> None:
        del self.refs[name]

    def reset(self, root: Path, commit: int) -> None:
        self.refs[self.head[root]] = commit
        self.discard(root)

    def merge(self, root: Path, other: str) -> int:
        mine, theirs = self.tip(root), self.refs[other]
        above = self._above(mine)
        if theirs in above:
            return mine
        if mine in self._above(theirs):
            self.reset(root, theirs)
            return theirs
        base = max(above & self._above(theirs))
        tree = self._three(base, mine, theirs)
        self.refs[self.head[root]] = self._add((mine, theirs), tree)
        self.discard(root)
        return self.tip(root)

    def revert(self, root: Path, commit: int) -> int:
        """Undo what a commit did, as a new commit."""
        if not self.commits[commit].parents:
            return self.tip(root)
        tree = self._three(commit, self.tip(root), self.commits[commit].parents[0])
        self.refs[self.head[root]] = self._add((self.tip(root),), tree)
        self.discard(root)
        return self.tip(root)

    def _three(self, base: int, mine: int, theirs: int) -> dict[str, bytes]:
        a, b, c = (self.commits[n].tree for n in (base, mine, theirs))
        tree = {}
        for name in {*a, *b, *c}:
            old, left, right = a.get(name), b.get(name), c.get(name)
            if left == right or right == old:
                made = left
            elif left == old:
                made = right
            elif name in TRACKED and left is not None and right is not None:
                made = union(old or b"", left, right)
            else:
                made = left if left is not None else right  # people keep one of the two
            if made is not None:
                tree[name] = made
        return tree

    def file(self, commit: int, name: str) -> bytes | None:
        return self.commits[commit].tree.get(name)

    def past(self, root: Path) -> list[int]:
        return sorted(self._above(self.tip(root)))

    def _above(self, commit: int) -> set[int]:
        found, todo = set(), [commit]
        while todo:
            if (one := todo.pop()) not in found:
                found.add(one)
                todo += self.commits[one].parents
        return found

    # what the ledger asks git for
    def committed(self, root: Path) -> list[str]:
        return list(self.commits[self.tip(root)].lines)

    def elsewhere(self, root: Path) -> set[str]:
        return {line for tip in self.refs.values() for line in self.commits[tip].lines}

    def versions(self, root: Path) -> list[str]:
        return [text.decode("utf-8", "replace") for text in self.commits[self.tip(root)].versions]

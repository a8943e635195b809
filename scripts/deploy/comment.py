"""Put a report under a pull request, in one comment that is written anew each time.

python3 scripts/deploy/comment.py github|forgejo|gitlab REPORT.md [--number-from FILE]

Needs nothing but Python, so that whoever may write comments need not install what a pull request brought along.

github, forgejo   GITHUB_API_URL, GITHUB_REPOSITORY, TOKEN; NUMBER (or --number-from); HEAD, where the number comes from
                  someone who can't be trusted: the commit that the pull request must end with
gitlab            CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, TOKEN
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

MARK = "<!-- camtay diff -->"
"""First line of our comment, by which the next run finds it."""
LONGEST = 60_000
"""Characters; GitHub takes 65,536, the others more."""
CUT = "\n\n*(còn nữa: xem báo cáo trong lần chạy này · there is more: see the report of this run)*\n"
PAGE = 50


class Forge:
    """The comments of one pull request. `headers` carry the token."""

    def __init__(self, comments: str, one: str, update: str, headers: dict[str, str]) -> None:
        self.comments, self.one, self.update, self.headers = comments, one, update, headers

    def ask(self, method: str, url: str, body: dict[str, str] | None = None) -> Any:
        data = json.dumps(body).encode() if body else None
        headers = {**self.headers, "Content-Type": "application/json", "User-Agent": "camtay"}
        request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310 - the forge's own address
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - the same
            return json.load(answer)

    def put(self, text: str) -> str:
        """Write the comment; "updated" or "created". Raises OSError."""
        page = 1
        while found := self.ask("GET", f"{self.comments}?per_page={PAGE}&limit={PAGE}&page={page}"):
            for comment in found:
                if comment["body"].startswith(MARK):
                    self.ask(self.update, f"{self.one}/{comment['id']}", {"body": text})
                    return "updated"
            if len(found) < PAGE:
                break
            page += 1
        self.ask("POST", self.comments, {"body": text})
        return "created"


def of(name: str, number: str, known: dict[str, str]) -> Forge:
    """The pull request that the environment names. Raises KeyError, ValueError for one that is another's."""
    if name == "gitlab":
        url = f"{known['CI_API_V4_URL']}/projects/{int(known['CI_PROJECT_ID'])}"
        notes = f"{url}/merge_requests/{int(known['CI_MERGE_REQUEST_IID'])}/notes"
        return Forge(notes, notes, "PUT", {"PRIVATE-TOKEN": known["TOKEN"]})
    url = f"{known['GITHUB_API_URL']}/repos/{known['GITHUB_REPOSITORY']}"
    word = "Bearer" if name == "github" else "token"
    forge = Forge(
        f"{url}/issues/{int(number)}/comments",
        f"{url}/issues/comments",
        "PATCH",
        {"Authorization": f"{word} {known['TOKEN']}"},
    )
    if (head := known.get("HEAD")) and forge.ask("GET", f"{url}/pulls/{int(number)}")["head"]["sha"] != head:
        raise ValueError(f"pull request {int(number)} does not end with {head}")
    return forge


def body(report: str) -> str:
    """The comment. Whoever sent the change may have written the report: it can't call anybody by name."""
    quiet = report.replace("\0", "").replace("@", "@\u2060").replace(MARK, "")
    if len(quiet) > LONGEST:
        quiet = quiet[:LONGEST].rpartition("\n")[0] + CUT
    return f"{MARK}\n{quiet}"


def main(words: list[str]) -> int:
    if len(words) not in (2, 4) or words[0] not in ("github", "forgejo", "gitlab"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        number = os.environ.get("NUMBER", "0")
        if words[2:3] == ["--number-from"]:
            number = Path(words[3]).read_text("utf-8")[:20].strip()
        print(of(words[0], number, dict(os.environ)).put(body(Path(words[1]).read_text("utf-8", "replace"))))
    except (OSError, KeyError, ValueError) as error:
        print(f"no comment · chưa ghi được nhận xét: {error!r}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

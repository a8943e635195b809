"""`editor:` of `guides/site.yml`: where the files of the site are kept, so that people can edit them in a browser."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from camtay.model.fields import Form, Record, written

_HOST = r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(:[0-9]{1,5})?"
_HERE = r"(localhost|127\.0\.0\.1)(:[0-9]{1,5})?"
SERVER = rf"^(https://{_HOST}|http://{_HERE})(/[A-Za-z0-9._~-]+)*/?$"
"""An address with HTTPS, or of the same machine for a trial."""
REPO = r"^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+$"
BRANCH = r"^[A-Za-z0-9_][A-Za-z0-9_./-]*$"
APP_ID = r"^[A-Za-z0-9_.-]{4,200}$"


def _matching(pattern: str, kind: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(pattern, value):
            return value.rstrip("/")
        raise PydanticCustomError("editor_value", "not a {kind}", {"kind": kind, **written(value)})

    return BeforeValidator(check)


class Editor(Record):
    """A repository on a server that the browser can talk to. Without a way to sign in people use an access token."""

    backend: Literal["gitea", "gitlab", "github"]
    """`gitea` stands for Forgejo too."""
    repo: Annotated[str, _matching(REPO, "repo"), Form("repo", REPO, "xa-thu/cam-tay")]
    branch: Annotated[str, _matching(BRANCH, "branch"), Form("branch", BRANCH, "main")] | None = None
    """The server's default branch where it is left out."""
    base_url: Annotated[str, _matching(SERVER, "server"), Form("server", SERVER, "https://git.xa.example")] | None = (
        None
    )
    """Gitea and GitLab: the server. GitHub: the service that signs people in (OAuth), if there is one."""
    app_id: (
        Annotated[str, _matching(APP_ID, "app"), Form("app", APP_ID, "4f1c0a2e-77d1-4c1e-9c55-0b1d2e3f4a5b")] | None
    ) = None
    """Of the application that was registered on the server, to sign in without a token."""

    @model_validator(mode="after")
    def _server_known(self) -> Self:
        if self.backend == "gitea" and self.base_url is None:
            raise PydanticCustomError("editor_server", "no server")
        return self

    @property
    def server(self) -> str:
        """Where the repository is, without a slash at the end."""
        if self.backend == "github":
            return "https://github.com"
        return self.base_url or "https://gitlab.com"

    @property
    def connects(self) -> tuple[str, ...]:
        """Origins that the editor's page has to talk to, and no other."""
        if self.backend == "github":
            return ("https://api.github.com",)
        return ("/".join(self.server.split("/")[:3]),)

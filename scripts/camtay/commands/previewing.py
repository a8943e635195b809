"""`camtay serve`: a preview on this computer, or for the phones in the same network."""

from __future__ import annotations

import socket
from collections.abc import Callable

import click

from camtay.commands.app import App, pass_app

EVERYWHERE = ("0.0.0.0", "::", "[::]")  # noqa: S104 - only where somebody asks for it, who is told what it means
Ready = Callable[[], None]
HERE = ("127.0.0.1", "localhost", "::1", "[::1]")


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Máy:cổng / host:port.")
@click.option(
    "--share",
    is_flag=True,
    help="Cho điện thoại cùng mạng xem, kèm mã QR / show it to phones in the same network, with a QR code.",
)
@pass_app
def serve(app: App, address: str, share: bool) -> None:
    """Xem thử, tự tải lại khi sửa tệp · preview, reloads when a file changes."""
    from camtay.build import serve as run

    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise click.BadParameter(address, param_hint="--address")
    if share and host in HERE:
        host = EVERYWHERE[0]
    app.say("serve_wait")
    with app.guard():
        run(app.root, f"{host}:{port}", lambda: _ready(app, host, port))
    app.say("serve_ended")


def _ready(app: App, host: str, port: str) -> None:
    """Say where the preview is, and to phones by a symbol."""
    if host in HERE:
        app.say("serving", address=f"{host}:{port}")
        return
    everywhere = host in EVERYWHERE
    if everywhere:
        app.say("serving", address=f"127.0.0.1:{port}")
    found = own_address() if everywhere else host
    if found is None:
        app.say("share_nowhere")
        return
    _show(app, f"http://{found}:{port}/")
    app.say("share_scan", address=f"http://{found}:{port}/")
    app.say("share_public")
    app.say("share_trouble", port=port)


def _show(app: App, address: str) -> None:
    from rich.text import Text

    from camtay.signs.symbol import make
    from camtay.signs.terminal import half_blocks

    scheme, rest = address.split(":", 1)
    for line in half_blocks(make(f"{scheme}:{rest.upper()}", "M")):
        app.out.print(Text(line, "#000000 on #ffffff"))


def own_address() -> str | None:
    """This computer's address in its network, as others reach it; None without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: the system only chooses the way that a packet would take (192.0.2.0/24: RFC 5737).
            probe.connect(("192.0.2.1", 9))
            address = str(probe.getsockname()[0])
        except OSError:
            return None
    return None if address.startswith(("127.", "0.")) else address

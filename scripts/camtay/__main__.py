"""The program `camtay`, also `python -m camtay`."""

from __future__ import annotations

import signal


def run() -> None:
    """Run the command line. Until it is there, Ctrl-C just ends the program: nobody wants a traceback of imports."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    from camtay.cli import main

    signal.signal(signal.SIGINT, before)
    main()


if __name__ == "__main__":
    run()

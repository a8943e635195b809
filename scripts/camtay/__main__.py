"""The program `camtay`, also `python -m camtay`."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys


def run() -> None:
    """Run the command line. Until it is there, Ctrl-C just ends the program: nobody wants a traceback of imports."""
    # A run makes hundreds of thousands of small things that stay: looking through them for rubbish after every 700 new
    # ones takes an eighth of the time of a start.
    gc.set_threshold(50_000, 20, 20)
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    from camtay.cli import main

    signal.signal(signal.SIGINT, before)
    try:
        main()
    except SystemExit as ended:
        _leave(ended.code)
        raise
    _leave(0)


def _leave(code: object) -> None:
    """End the process with all that has to be done then, but without taking apart a whole province, record by record,
    which takes as long as reading it and gives nothing back that the end of the process does not."""
    if not isinstance(code, int) and code is not None:
        return  # words for the error stream: Python's own way
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads any more
        os._exit(120)
    os._exit(code or 0)


if __name__ == "__main__":
    run()

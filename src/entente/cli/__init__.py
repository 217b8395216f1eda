"""The `entente` command: parse, call, print. Only this package prints and exits.

Exit codes: 0 all was read; 1 some inputs failed, the rest was read; 2 a usage error, or nothing was read;
130 stopped with Ctrl-C. Heavy imports wait until a command needs them.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from entente.cli.arguments import parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    from entente.cli.terminal import say
    from entente.errors import EntenteError

    options = parser().parse_args(argv)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except EntenteError as error:
        say(str(error))
        return 2
    except BrokenPipeError:
        return 141
    except OSError as error:  # a full disk behind standard output; inputs and --output have their own messages
        say(f"standard output: {error.strerror}; not all could be written")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # so that the last flush does not fail again
        return 2
    except KeyboardInterrupt:
        say("stopped")
        return 130
    return code


def run() -> None:
    """The console script: as `main`, and quiet when the reader of a pipe goes away."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (open to the end)
        getattr(sys, name).reconfigure(errors="replace")
    sys.exit(main())

"""`python -m entente` is the `entente` command."""

from entente.cli import run

run()

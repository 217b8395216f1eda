"""`--help` of each command tells a newcomer what to type, and choices are those of the types behind them."""

import argparse
from collections.abc import Iterator
from typing import get_args

import pytest

from entente.cli.arguments import parser
from entente.cli.users import ACTIONS
from entente.model.record import CommitmentKind, Status
from entente.web.accounts import ROLES


def commands(above: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    for action in above._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield below
                yield from commands(below)


COMMANDS = {command.prog: command for command in commands(parser())}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_are_of_the_command_itself(name: str) -> None:
    examples = (COMMANDS[name].epilog or "").partition("examples:\n")[2]
    assert f"  {name}" in examples


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_says_what_it_is(name: str) -> None:
    actions = [one for one in COMMANDS[name]._actions if not isinstance(one, argparse._SubParsersAction)]
    assert [one.dest for one in actions if not one.help] == []


@pytest.mark.parametrize(
    ("name", "argument", "values"),
    [
        ("users", "action", tuple(ACTIONS)),
        ("users", "role", ROLES),
        ("search", "status", get_args(Status)),
        ("commitments", "kind", get_args(CommitmentKind)),
    ],
)
def test_choices_are_those_there_are(name: str, argument: str, values: tuple[str, ...]) -> None:
    choices = {one.dest: one.choices for one in COMMANDS[f"entente {name}"]._actions}[argument]
    assert set(choices or ()) == set(values)

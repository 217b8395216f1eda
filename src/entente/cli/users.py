"""`entente users`: who may use the pages of `entente serve --users`, with roles, passwords, tokens and the log."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from entente.cli.register.opening import print_json
from entente.cli.terminal import clean, say
from entente.errors import BadField
from entente.web.accounts import ROLES, Accounts

MOST = 200


def run(options: argparse.Namespace) -> int:
    """Do one action on the accounts."""
    with Accounts(options.users, create=options.action == "add") as accounts:
        ACTIONS[options.action](accounts, options)
    return 0


def _add(accounts: Accounts, options: argparse.Namespace) -> None:
    name, role = _name(options), options.role or ROLES[0]
    accounts.add(name, role, _password(options))
    _note(accounts, "user added", f"{name} as {role}")
    say(f"{name} may sign in as {role}")


def _list(accounts: Accounts, options: argparse.Namespace) -> None:
    _tell(options, accounts.users(), lambda user: f"{user.role:14} {clean(user.name)}")


def _role(accounts: Accounts, options: argparse.Namespace) -> None:
    if not options.role:
        raise BadField("--role: say which")
    name = _name(options)
    accounts.set_role(name, options.role)
    _note(accounts, "role set", f"{name} is {options.role}")


def _new_password(accounts: Accounts, options: argparse.Namespace) -> None:
    name = _name(options)
    accounts.set_password(name, _password(options))
    _note(accounts, "password set", name)


def _remove(accounts: Accounts, options: argparse.Namespace) -> None:
    name = _name(options)
    accounts.remove(name)
    _note(accounts, "user removed", name)


def _token(accounts: Accounts, options: argparse.Namespace) -> None:
    name, label = _name(options), _label(options)
    secret = accounts.make_token(name, label)
    _note(accounts, "token made", f"{name}: {label}")
    say("Keep it now, it is not shown again:")
    print(secret)


def _revoke(accounts: Accounts, options: argparse.Namespace) -> None:
    name, label = _name(options), _label(options)
    accounts.revoke(name, label)
    _note(accounts, "token revoked", f"{name}: {label}")


def _tokens(accounts: Accounts, options: argparse.Namespace) -> None:
    _tell(options, accounts.tokens(), lambda one: f"{one.added}  {clean(one.name)}: {clean(one.label)}")


def _log(accounts: Accounts, options: argparse.Namespace) -> None:
    _tell(
        options,
        accounts.log(MOST),
        lambda one: f"{one.at}  {clean(one.name or '-')}  {clean(one.act)}  {clean(one.about)}  {one.address or ''}",
    )


ACTIONS: dict[str, Callable[[Accounts, argparse.Namespace], None]] = {
    "add": _add,
    "list": _list,
    "role": _role,
    "password": _new_password,
    "remove": _remove,
    "token": _token,
    "tokens": _tokens,
    "revoke": _revoke,
    "log": _log,
}


def _name(options: argparse.Namespace) -> str:
    if not options.name:
        raise BadField(f"entente users {options.action}: name a user")
    return str(options.name).strip()


def _label(options: argparse.Namespace) -> str:
    if not options.label:
        raise BadField("--label: say what the token is for")
    return str(options.label)


def _password(options: argparse.Namespace) -> str:
    """Asked for twice where a person types, else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(f"Password for {options.name}: ")
    if getpass.getpass("Again: ") != first:
        raise BadField("the two passwords differ")
    return first


def _tell(options: argparse.Namespace, things: Iterable[Any], line: Callable[[Any], str]) -> None:
    """Print accounts' things, each as a line or as JSON."""
    if options.json:
        print_json(map(asdict, things))
        return
    for one in things:
        print(line(one))


def _note(accounts: Accounts, act: str, about: str) -> None:
    accounts.note(None, act, about, "this machine")

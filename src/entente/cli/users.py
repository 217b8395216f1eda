"""`entente users`: who may use the pages of `entente serve --users`, with roles, passwords, tokens and the log."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from dataclasses import asdict

from entente.cli.register.opening import print_json
from entente.cli.terminal import clean, say
from entente.errors import BadField
from entente.web.accounts import Accounts

MOST = 200


def run(options: argparse.Namespace) -> int:
    """Do one action on the accounts."""
    with Accounts(options.users, create=options.action == "add") as accounts:
        ACTIONS[options.action](accounts, options)
    return 0


def _add(accounts: Accounts, options: argparse.Namespace) -> None:
    name = _name(options)
    accounts.add(name, options.role or "reader", _password(options))
    _note(accounts, options, "user added", f"{name} as {options.role or 'reader'}")
    say(f"{name} may sign in as {options.role or 'reader'}")


def _list(accounts: Accounts, options: argparse.Namespace) -> None:
    if options.json:
        print_json(asdict(user) for user in accounts.users())
        return
    for user in accounts.users():
        print(f"{user.role:14} {clean(user.name)}")


def _role(accounts: Accounts, options: argparse.Namespace) -> None:
    if not options.role:
        raise BadField("--role: say which")
    accounts.set_role(_name(options), options.role)
    _note(accounts, options, "role set", f"{options.name} is {options.role}")


def _new_password(accounts: Accounts, options: argparse.Namespace) -> None:
    accounts.set_password(_name(options), _password(options))
    _note(accounts, options, "password set", options.name)


def _remove(accounts: Accounts, options: argparse.Namespace) -> None:
    accounts.remove(_name(options))
    _note(accounts, options, "user removed", options.name)


def _token(accounts: Accounts, options: argparse.Namespace) -> None:
    secret = accounts.make_token(_name(options), _label(options))
    _note(accounts, options, "token made", f"{options.name}: {options.label}")
    say("Keep it now, it is not shown again:")
    print(secret)


def _revoke(accounts: Accounts, options: argparse.Namespace) -> None:
    accounts.revoke(_name(options), _label(options))
    _note(accounts, options, "token revoked", f"{options.name}: {options.label}")


def _tokens(accounts: Accounts, options: argparse.Namespace) -> None:
    if options.json:
        print_json(asdict(token) for token in accounts.tokens())
        return
    for token in accounts.tokens():
        print(f"{token.added}  {clean(token.name)}: {clean(token.label)}")


def _log(accounts: Accounts, options: argparse.Namespace) -> None:
    lines = accounts.log(MOST)
    if options.json:
        print_json(asdict(line) for line in lines)
        return
    for one in lines:
        print(f"{one.at}  {clean(one.name or '-')}  {clean(one.act)}  {clean(one.about)}  {one.address or ''}")


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


def _note(accounts: Accounts, options: argparse.Namespace, act: str, about: str) -> None:
    accounts.note(None, act, about, "this machine")

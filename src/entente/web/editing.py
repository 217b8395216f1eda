"""Forms that mend a record: words re-anchored, values, things, parties and posts added or taken out, a split.

In: a form whose `change` names one of `CHANGES`, with the document's key, the thing's own id and the words of the text
(`words`, and `at` where the page knows the offset). Out: an edit in the register, signed, which can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from entente.errors import BadField
from entente.register import editing
from entente.register.editing import Body, Span
from entente.register.reviewing import reviewed
from entente.registering import Register
from entente.web.asking import whole_number
from entente.web.guarding import Form

NAMED_BY_WORDS = {"people": "name", "bodies": "name", "commitments": "what"}


def edit(register: Register, form: Form, author: str) -> None:
    """Keep what a form changes; raises `BadField` and `RegisterError`."""
    change = form.get("change", "")
    if change not in CHANGES:
        raise BadField(f"change: there are {', '.join(CHANGES)}")
    key = register.document_named(form.get("document", ""))
    found = reviewed(register, key)
    record = CHANGES[change](found.record, found.text, form)
    reason = form.get("reason", "").strip() or None
    register.edit(key, record, change=change, thing=form.get("thing", ""), author=author, reason=reason)


def _anchor(body: Body, text: str | None, form: Form) -> Body:
    return editing.anchored(body, _thing(form), form.get("field", ""), _span(text, form))


def _value(body: Body, text: str | None, form: Form) -> Body:
    span = _span(text, form) if form.get("words", "").strip() else None
    return editing.with_value(body, _thing(form), form.get("field", ""), form.get("value", ""), span)


def _add(body: Body, text: str | None, form: Form) -> Body:
    part = form.get("part", "")
    field = NAMED_BY_WORDS.get(part)
    written = {**form, field: form.get(field, "").strip() or form.get("words", "")} if field else dict(form)
    return editing.with_thing(body, part, written, _span(text, form))


def _party(body: Body, text: str | None, form: Form) -> Body:
    who = form.get("who", "") or form.get("group", "").strip()
    span = _span(text, form) if form.get("words", "").strip() else None
    role, leads = form.get("role", ""), bool(form.get("leads"))
    return editing.with_party(body, _thing(form), who, form.get("country", ""), role, leads, span)


def _drop(body: Body, text: str | None, form: Form) -> Body:
    number = whole_number(form.get("number", ""))
    if number is None:
        raise BadField("number: the place in the list, from 0")
    return editing.without(body, _thing(form), form.get("field", ""), number)


def _post(body: Body, text: str | None, form: Form) -> Body:
    span = _span(text, form)
    return editing.with_post(body, _thing(form), form.get("title", "") or form.get("words", ""), span)


def _split(body: Body, text: str | None, form: Form) -> Body:
    return editing.split(body, _thing(form), _span(text, form))


CHANGES: dict[str, Callable[[Body, str | None, Form], Any]] = {
    "anchor": _anchor,
    "value": _value,
    "add": _add,
    "party": _party,
    "drop": _drop,
    "post": _post,
    "split": _split,
}


def _thing(form: Form) -> str:
    return form.get("thing", "")


def _span(text: str | None, form: Form) -> Span:
    return editing.found(text, form.get("words", ""), whole_number(form.get("at", "")))

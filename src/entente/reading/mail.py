"""An e-mail to its text, with subject, day and sender; attached files are left alone."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from entente.errors import InputError
from entente.reading.inputs import Given


def given(data: bytes, name: str) -> Iterator[Given]:
    """The one text of a message; raises `InputError` where it has none."""
    try:
        message = email.message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        body = message.get_body(("plain", "html"))
        content = body.get_content() if body is not None else ""
        subject, sender, sent = (str(message.get(key, "")) for key in ("subject", "from", "date"))
    except (LookupError, ValueError, TypeError, AttributeError, IndexError, KeyError) as error:
        raise InputError(f"{name}: no readable e-mail ({error}); save its text") from None
    if not isinstance(content, str) or not (subject or sender) or not content.strip():
        raise InputError(f"{name}: no e-mail with a text; save its text")
    if body is not None and body.get_content_subtype() == "html":
        from entente.reading.html import plain

        content = plain(content)
    try:
        published = parsedate_to_datetime(sent).date().isoformat()
    except (ValueError, TypeError):
        published = None
    yield Given(
        origin=name,
        id=Path(name).stem,
        text=content,
        title=subject.strip() or None,
        published=published,
        publisher=parseaddr(sender)[0] or None,
    )

"""Atom (RFC 4287): an entry an engagement, the one last written about first.

`updated` is the last day on which a document that tells of it was published: no clock is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from entente.exports import Knowledge
from entente.exports.wording import SITE, by_id, links, redacted, summary, title

NEVER = "1970-01-01"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(known: Knowledge) -> Iterator[bytes]:
    """One feed."""
    documents = by_id(known.everything("documents"))
    entries = []
    for one in known.everything("engagements"):
        published = [documents[id].published or NEVER for id in one.documents if id in documents]
        entries.append((max(published, default=NEVER), one.id, one))
    entries.sort(key=lambda entry: (entry[0], entry[1]), reverse=True)
    updated = entries[0][0] if entries else NEVER
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{SITE}register</id><title>Engagements</title><updated>{updated}T00:00:00Z</updated>\n"
        "<author><name>Entente</name></author>\n"
    ).encode()
    for day, id, one in entries:
        gone = redacted(one, documents)
        told = summary(one) + (f"\nRedacted: {', '.join(gone)}" if gone else "")
        parts = [
            f"<id>{SITE}{id}</id>",
            f"<title>{_text(title(one))}</title>",
            f"<updated>{day}T00:00:00Z</updated>",
            *(f"<link rel='related' href={quoteattr(_clean(url))}/>" for url in links(one, documents)),
            *(f"<category term={quoteattr(topic)}/>" for topic in (one.kind, one.status, *one.topics)),
            f"<summary>{_text(told)}</summary>",
        ]
        yield f"<entry>{''.join(parts)}</entry>\n".encode()
    yield b"</feed>\n"


def _text(words: str) -> str:
    return escape(_clean(words))


def _clean(words: str) -> str:
    return _NOT_XML.sub("\ufffd", words)

"""iCalendar (RFC 5545): each engagement with a first and a last day, as an event of whole days.

A month or a year is an event as long, with the date as stated in its description. STATUS says whether it is planned
(TENTATIVE), called off (CANCELLED) or sure.
"""

from __future__ import annotations

from collections.abc import Iterator

from entente.exports import Knowledge
from entente.exports.wording import by_id, days, links, place_name, redacted, summary, title

STATUS = {"planned": "TENTATIVE", "cancelled": "CANCELLED"}
STAMP = "20000101T000000Z"
"""DTSTAMP is compulsory; one moment for all, so that the same knowledge gives the same bytes."""
LONGEST = 75


def write(known: Knowledge) -> Iterator[bytes]:
    """One calendar."""
    documents = by_id(known.everything("documents"))
    yield _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Entente//Register//EN", "CALSCALE:GREGORIAN")
    for one in known.everything("engagements"):
        span = days(one.when)
        if span is None:
            continue
        place = one.place or {}
        gone = redacted(one, documents)
        told = summary(one) + f"\nDate as stated: {one.when}" + (f"\nRedacted: {', '.join(gone)}" if gone else "")
        lines = [
            "BEGIN:VEVENT",
            f"UID:{one.id}@entente",
            f"DTSTAMP:{STAMP}",
            f"DTSTART;VALUE=DATE:{span[0]:%Y%m%d}",
            f"DTEND;VALUE=DATE:{span[1]:%Y%m%d}",
            f"SUMMARY:{_escaped(title(one))}",
            f"STATUS:{STATUS.get(one.status, 'CONFIRMED')}",
            f"DESCRIPTION:{_escaped(told)}",
        ]
        if place:
            lines.append(f"LOCATION:{_escaped(place_name(place))}")
        if place.get("lat") is not None and place.get("lon") is not None:
            lines.append(f"GEO:{place['lat']};{place['lon']}")
        if one.topics:
            lines.append(f"CATEGORIES:{','.join(map(_escaped, one.topics))}")
        lines += [f"URL:{url}" for url in links(one, documents)[:1]]
        yield _lines(*lines, "END:VEVENT")
    yield _lines("END:VCALENDAR")


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(char if char >= " " else "\\n" if char == "\n" else " " for char in text)


def _lines(*lines: str) -> bytes:
    """Content lines, folded at 75 octets without cutting a character."""
    out = bytearray()
    for line in lines:
        width = 0
        for char in line.replace("\r", " ").replace("\x7f", " "):
            data = char.encode("utf-8")
            if width + len(data) > LONGEST:
                out += b"\r\n "
                width = 1
            out += data
            width += len(data)
        out += b"\r\n"
    return bytes(out)

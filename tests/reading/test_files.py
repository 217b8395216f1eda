"""Files of many kinds to texts and records: what is taken, what is left, and what is told of broken ones."""

import json
from pathlib import Path

import pytest

from entente.reading.files import items
from entente.reading.inputs import Failure, Given, GivenRecord
from entente.reading.storing import stored_text

LONG = "The minister received his counterpart on Tuesday in the capital, and both agreed to meet again next year. "
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Talks | Outlet</title>
<meta property="og:site_name" content="The Outlet"><meta property="og:title" content="Talks in the capital">
<link rel="canonical" href="https://outlet.example/talks">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "datePublished": "2025-09-20T08:00:00Z"}}]}}
</script>
<script>var x = "never shown";</script></head><body><nav><p>Home</p><p>World</p></nav>
<article><h1>Talks in the capital</h1><p>{LONG}</p><ul><li>borders</li><li>training</li></ul>
<p>{LONG}<a href="/more">Read this</a></p><p><a href="/x">Also read: another story altogether</a></p>
<aside><p>Subscribe to our letter.</p></aside></article><footer><p>All rights reserved.</p></footer></body></html>"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Outlet</title><language>en</language>
<item><title>Talks</title><link>https://outlet.example/1</link><guid>one</guid>
<pubDate>Sat, 20 Sep 2025 08:00:00 +0000</pubDate>
<description>short</description><content:encoded><![CDATA[<p>{LONG}</p><script>x()</script>]]></content:encoded></item>
<item><title>More talks</title><link>https://outlet.example/2</link><description>Plain words.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Journal</title>
<entry><title>Une visite</title><link href="https://journal.example/1"/><id>urn:1</id><published>2025-09-20T10:00:00Z</published>
<content type="html">&lt;p&gt;Le ministre est venu.&lt;/p&gt;</content></entry></feed>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel>
<item><title>&b;</title></item></channel></rss>"""
MAIL = (
    "From: Press Office <press@ministry.example>\r\nSubject: =?utf-8?q?Visite_=C3=A0_Rabat?=\r\n"
    "Date: Sat, 20 Sep 2025 08:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    "<html><body><p>The minister came.</p></body></html>\r\n"
)


def texts(path: Path) -> list[Given]:
    found = list(items(str(path)))
    assert all(isinstance(item, Given) for item in found), found
    return [item for item in found if isinstance(item, Given)]


def failure(path: Path) -> str:
    (item,) = items(str(path))
    assert isinstance(item, Failure)
    return str(item.error)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def pdf(*lines: str) -> bytes:
    """A small PDF of one page, written by hand."""
    drawn = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {drawn} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


def test_a_page_gives_its_main_text_and_what_it_says_of_itself(tmp_path: Path) -> None:
    (page,) = texts(write(tmp_path, "talks.html", PAGE))
    assert (page.id, page.title, page.published) == ("talks", "Talks in the capital", "2025-09-20")
    assert (page.language, page.publisher, page.url) == ("en-GB", "The Outlet", "https://outlet.example/talks")
    paragraphs = page.text.split("\n\n")
    assert paragraphs[:1] == ["Talks in the capital"]
    assert paragraphs[2:4] == ["borders", "training"]
    for left in ("never shown", "Home", "Subscribe", "rights reserved", "Also read", "<"):
        assert left not in page.text
    assert stored_text(page.text, page.title) == page.text


def test_a_page_of_many_tags_is_read_in_time(tmp_path: Path) -> None:
    page = "<article><p>" + LONG + "</p>" + "<p>x</p>" * 500_000
    assert texts(write(tmp_path, "x.html", page))[0].text.startswith("The minister")
    assert "deep" in failure(write(tmp_path, "x.html", "<div>" * 100_000 + "<p>x</p>" * 400_000))


@pytest.mark.parametrize("content", ["", "<html></html>", "<script>x</script>"])
def test_a_page_without_text_is_named(tmp_path: Path, content: str) -> None:
    assert "x.html" in failure(write(tmp_path, "x.html", content))


def test_a_feed_gives_its_entries(tmp_path: Path) -> None:
    one, other = texts(write(tmp_path, "feed.xml", RSS))
    assert (one.id, one.title, one.published, one.publisher) == ("one", "Talks", "2025-09-20", "The Outlet")
    assert one.text == LONG.strip()
    assert (other.id, other.text, other.url) == ("https://outlet.example/2", "Plain words.", "https://outlet.example/2")
    (entry,) = texts(write(tmp_path, "feed.atom", ATOM))
    assert (entry.id, entry.text, entry.published, entry.language) == (
        "urn:1",
        "Le ministre est venu.",
        "2025-09-20",
        "fr",
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (BOMB, "document type"),
        ('<!DOCTYPE r SYSTEM "http://x/"><rss/>', "document type"),
        ("<html><p>x</p></html>", "no RSS"),
        ("<rss><channel></channel></rss>", "without entries"),
        ("<rss><channel>", "well-formed"),
        ("<a>" * 5000, "deep"),
        ("not xml", "well-formed"),
    ],
)
def test_what_is_no_feed_is_named(tmp_path: Path, content: str, says: str) -> None:
    assert says in failure(write(tmp_path, "x.xml", content))


def test_a_pdf_gives_its_text(tmp_path: Path) -> None:
    (paper,) = texts(
        write(
            tmp_path,
            "note.pdf",
            pdf(
                "The minister received his coun-", "terpart on Tuesday in the", "capital.", "They agreed to meet again."
            ),
        )
    )
    assert paper.text.startswith("The minister received his counterpart on Tuesday in the capital.")


@pytest.mark.parametrize("content", [b"%PDF-1.4 broken", b"", b"\x00" * 100, pdf("x")[:200]])
def test_a_broken_pdf_is_named(tmp_path: Path, content: bytes) -> None:
    assert failure(write(tmp_path, "x.pdf", content)).startswith(str(tmp_path / "x.pdf"))


def test_a_mail_gives_its_text(tmp_path: Path) -> None:
    (mail,) = texts(write(tmp_path, "x.eml", MAIL))
    assert (mail.title, mail.published, mail.publisher) == ("Visite à Rabat", "2025-09-20", "Press Office")
    assert mail.text == "The minister came."


@pytest.mark.parametrize(
    "content",
    [b"", b"Subject: x\r\n\r\n", b"\xff\xfe\x00", b"From: a\r\nContent-Type: text/plain; charset=nope\r\n\r\nx"],
)
def test_a_broken_mail_is_named(tmp_path: Path, content: bytes) -> None:
    assert "x.eml" in failure(write(tmp_path, "x.eml", content))


def test_markdown_loses_its_marks_only(tmp_path: Path) -> None:
    text = "---\ntitle: Talks\ndate: 2025-09-20\n---\n# Talks\n\nThe **minister** met "
    text += "[his _counterpart_](https://x.example).\n\n* borders\n"
    (page,) = texts(write(tmp_path, "x.md", text))
    assert (page.title, page.published) == ("Talks", "2025-09-20")
    assert page.text == "Talks\n\n\nThe minister met his counterpart.\n\n– borders\n"


def test_rows_with_text_are_documents_and_rows_with_document_are_records(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": "Some words."},
        {"document": {"id": "b"}},
        {"document": {"id": "c"}, "engine": {"version": "1"}},
    ]
    path = write(tmp_path, "x.jsonl", "\n".join(map(json.dumps, rows)))
    first, second, third = items(str(path))
    assert isinstance(first, Given)
    assert isinstance(second, GivenRecord)
    assert isinstance(third, GivenRecord)
    assert (second.author, third.author) == ("hand", None)
    by_hand = list(items(str(path), by_hand=True))
    assert isinstance(by_hand[0], Failure)
    assert [item.author for item in by_hand[1:] if isinstance(item, GivenRecord)] == ["hand", "hand"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"document": {"id": "a"}, "engagements": [{"id": "e1", "kind": "party", "status": "held"}]}, "party"),
        ({"document": {"id": "a"}, "people": [{"id": "p1", "name": "A"}, {"id": "p1", "name": "B"}]}, "two people"),
        ({"document": {}}, "id"),
        ({"document": {"id": "a"}, "engagements": [{"id": "e1", "kind": "visit", "status": "held",
          "participants": [{"person": "p9", "role": "host"}]}]}, "p9"),
        ({"document": {"id": "a"}, "engagements": [7]}, "contract"),
    ],
)  # fmt: skip
def test_records_that_break_the_contract_are_named(tmp_path: Path, row: object, says: str) -> None:
    assert says in failure(write(tmp_path, "x.json", json.dumps(row)))


def test_a_folder_is_read_in_order_and_other_kinds_are_told(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt", "picture.png", ".hidden.txt"):
        write(tmp_path, name, "Some words.")
    skipped: list[str] = []
    found = list(items(str(tmp_path), skipped=skipped.append))
    assert [item.id for item in found if isinstance(item, Given)] == ["a", "b", "c"]
    assert skipped == [str(tmp_path / "picture.png")]

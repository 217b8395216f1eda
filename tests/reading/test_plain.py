"""Text and its description to a document."""

from hashlib import sha256

import pytest

from entente.errors import BadField
from entente.reading import read


def test_document_carries_hash_of_the_stored_text() -> None:
    document = read("e\u0301", title="T")
    assert document.sha256 == sha256("T\n\né".encode()).hexdigest()


def test_description_is_kept() -> None:
    document = read("a", id="x", published="2025-09-20", publisher=" MAP ", url="u", language="FR_ma")
    assert (document.id, document.published, document.publisher) == ("x", "2025-09-20", "MAP")
    assert (document.url, document.language) == ("u", "fr-MA")


def test_empty_values_are_none() -> None:
    document = read("a", id="", published="", publisher=" ", title="", language="")
    assert (document.id, document.published, document.publisher) == ("stdin", None, None)
    assert (document.title, document.language) == (None, None)


def test_timestamp_gives_its_day() -> None:
    assert read("a", published="2025-09-20T23:30:00Z").published == "2025-09-20"


@pytest.mark.parametrize(
    "value", ["2025-13-40", "2025-02-29", "20 septembre", "2025", "2025-9-2", "20250920", "٢٠٢٥-٠٩-٢٠"]
)
def test_a_date_that_is_none_is_named_with_the_remedy(value: str) -> None:
    with pytest.raises(BadField, match=f"published: '{value}'.*YYYY-MM-DD"):
        read("a", published=value)


@pytest.mark.parametrize("value", ["français", "f", "fr;", "1"])
def test_a_language_that_is_no_tag_is_named(value: str) -> None:
    with pytest.raises(BadField, match="language"):
        read("a", language=value)

"""Names compared by sound, and written in Latin letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.text.names import is_part, keys, likeness
from entente.text.romanising import romanise

NAMES = st.lists(
    st.sampled_from(
        ["Abdellatif", "Hammouchi", "حموشي", "ben", "El", "J.", "Demirtaş", "عبد", "اللطيف", "Ñuñez", "王"]
    ),
    max_size=5,
).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hammouchi", "الحموشي"),
        ("Abdellatif Hammouchi", "Abdelatif Hamuchi"),
        ("Ali Yerlikaya", "علي يرليكايا"),
        ("El Khalfi", "Khalfi"),
        ("Noureddine Ben Salem", "نور الدين بن سالم"),
        ("HAMMOUCHI Abdellatif", "عبد اللطيف حموشي"),
        ("Fernando Grande-Marlaska Gómez", "Fernando Grande Marlaska"),
    ],
)
def test_one_name_spelled_twice(one: str, other: str) -> None:
    assert likeness(one, other) >= 0.75
    assert keys(one) & keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdelouafi Laftit", "Abdelouahab Laftit"),
        ("Mohamed Alaoui", "أحمد العلوي"),
        ("Rachid Benmokhtar", "Rachid Benmoussa"),
        ("Hassan Ouali", "Hussein Ouali"),
    ],
)
def test_two_people_of_one_family_name(one: str, other: str) -> None:
    assert likeness(one, other) < 0.8


def test_a_bare_family_name_is_a_part() -> None:
    assert is_part("Hammouchi", "Abdellatif Hammouchi")
    assert likeness("Hammouchi", "Abdellatif Hammouchi") < likeness("Abdellatif Hamouchi", "Abdellatif Hammouchi")


@given(NAMES, NAMES)
def test_likeness_has_no_direction_and_stays_in_bounds(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


@given(NAMES)
def test_a_name_is_like_itself(name: str) -> None:
    assert likeness(name, name) == 1
    assert keys(name)


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("عبد اللطيف حموشي", "Abd al-Latif Hamushi"),
        ("مازن الفراية", "Mazen al-Faraya"),
        ("علي يرليكايا", "Ali Yarlikaya"),
        ("وزارة الداخلية", "Wizarat al-Dakhiliya"),
        ("Abdellatif Hammouchi", None),
        ("王毅", None),
    ],
)
def test_names_in_latin_letters(name: str, latin: str | None) -> None:
    assert romanise(name) == latin

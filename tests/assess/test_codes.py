"""A code can be read out, typed and checked; slips of the pen are noticed, and nobody guesses one."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trainer.assess.codes import ALPHABET, LETTERS, RANDOM_BYTES, make_code, tidy_code

RANDOM = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)
KEPT = "WPMT-NRJW-VWNY-4FYW"


def test_a_code_stays_what_it_is() -> None:
    """What is printed on paper must be read by every later version: this code is written down."""
    assert make_code(bytes(range(RANDOM_BYTES))) == KEPT
    assert tidy_code(KEPT) == KEPT


@given(RANDOM)
def test_a_code_is_read_however_it_is_typed(random: bytes) -> None:
    """Small letters, blanks, other dashes and none at all are all the same code."""
    code = make_code(random)
    assert len(code.replace("-", "")) == LETTERS + 1
    assert set(code) <= {*ALPHABET, "-"}
    for typed in (code, code.lower(), code.replace("-", ""), code.replace("-", " – "), f"  {code}\n"):
        assert tidy_code(typed) == code


@given(RANDOM, st.integers(0, LETTERS), st.sampled_from(ALPHABET))
def test_a_wrong_letter_is_noticed(random: bytes, place: int, letter: str) -> None:
    """No code has a neighbour in one letter."""
    letters = list(make_code(random).replace("-", ""))
    assume(letters[place] != letter)
    letters[place] = letter
    assert tidy_code("".join(letters)) is None


@given(RANDOM, st.integers(0, LETTERS - 1), st.integers(0, LETTERS - 1))
def test_letters_changed_over_are_noticed(random: bytes, one: int, other: int) -> None:
    """Two letters in each other's place are no code, wherever they stand."""
    letters = list(make_code(random).replace("-", ""))
    assume(letters[one] != letters[other])
    letters[one], letters[other] = letters[other], letters[one]
    assert tidy_code("".join(letters)) is None


@given(st.text(max_size=40))
def test_anything_can_be_typed(typed: str) -> None:
    """Whatever somebody types is a code or is not; nothing breaks."""
    found = tidy_code(typed)
    assert found is None or tidy_code(found) == found


@pytest.mark.parametrize("typed", ["", KEPT[:-1], KEPT + "A", KEPT.replace("W", "0"), KEPT * 100, "ÄÖÜ", "<b>"])
def test_what_is_no_code(typed: str) -> None:
    """Too short, too long, and letters that no code has."""
    assert tidy_code(typed) is None


def test_codes_differ() -> None:
    """Every letter is used at every place, and codes made of different bytes are different."""
    codes = {make_code(sha256(str(number).encode()).digest()).replace("-", "") for number in range(600)}
    assert len(codes) == 600
    assert all({code[place] for code in codes} == set(ALPHABET) for place in range(LETTERS + 1))
    with pytest.raises(ValueError, match="24 random bytes"):
        make_code(b"short")

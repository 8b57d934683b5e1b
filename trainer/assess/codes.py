"""Codes that people copy by hand: easy to read and type, hard to guess, and most slips of the pen are noticed."""

from __future__ import annotations

# Letters and digits that no print and no hand confuses: no 0 and O, no 1, I and L. 31 is a prime, see `_check`.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LETTERS = 15
GROUP = 4
# So many random bytes decide all letters evenly enough: 31**15 is below 2**75, and 24 bytes are 192 bits.
RANDOM_BYTES = 24


def make_code(random: bytes) -> str:
    """
    Write random bytes as a code such as "7KQM-2XWB-9HTR-C4FE": 15 letters (74 bits) and one that checks them.

    Args:
        random: `RANDOM_BYTES` bytes from a source that nobody can foresee.

    Raises:
        ValueError: These are too few bytes.
    """
    if len(random) < RANDOM_BYTES:
        raise ValueError(f"a code needs {RANDOM_BYTES} random bytes (got {len(random)})")
    number, letters = int.from_bytes(random), []
    for _ in range(LETTERS):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return _grouped("".join(letters) + _check(letters))


def tidy_code(typed: str) -> str | None:
    """
    Read a code as somebody typed it: small letters, other dashes and blanks are fine.

    Returns:
        The code as `make_code` writes it; None for what no code can be (a letter wrong, two changed over, too short).
    """
    letters = [letter for letter in typed.upper() if letter.isalnum()] if len(typed) <= 100 else []
    if len(letters) != LETTERS + 1 or any(letter not in ALPHABET for letter in letters):
        return None
    *body, check = letters
    return _grouped("".join(letters)) if _check(body) == check else None


def _check(letters: list[str]) -> str:
    """
    The letter that checks the others: their places, weighted by position, modulo the prime 31.

    Any one wrong letter changes the sum, and so does any change of places of two different ones, because neither a
    weight (1 to 15) nor a difference of weights is a multiple of 31.
    """
    total = sum(weight * ALPHABET.index(letter) for weight, letter in enumerate(letters, start=1))
    return ALPHABET[total % len(ALPHABET)]


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))

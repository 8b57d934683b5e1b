"""Names as people type them: tidied for the page and the paper, and compared as a hurried reader would."""

from __future__ import annotations

import pytest

from trainer.service.names import clean_name, name_key
from trainer.service.refusals import NotAccepted


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Mei \t Lin\n", "Mei Lin"),
        ("Jose\u0301", "Jos\u00e9"),
        ("Mei\u202e\u200b Lin\ufeff", "Mei Lin"),
        ("\u0634\u0647\u200c\u067e\u0631", "\u0634\u0647\u200c\u067e\u0631"),
    ],
)
def test_a_name_is_tidied(typed: str, kept: str) -> None:
    """One line of composed letters; what turns it or cannot be seen goes, what joins letters stays."""
    assert clean_name(typed) == kept


@pytest.mark.parametrize("typed", ["", " \n", "\u202e", "\u200b", "\u200c\u200d", "\x00"])
def test_a_name_that_nobody_can_see_is_none(typed: str) -> None:
    """It would stand as a blank in a class and on a certificate."""
    with pytest.raises(NotAccepted) as caught:
        clean_name(typed)
    assert caught.value.word == "name"


def test_names_that_look_alike_are_the_same() -> None:
    """Size of letters, blanks and unseen joiners do not tell two people apart."""
    assert name_key("Ana\u200d Li") == name_key("ANA  li") == "ana li"

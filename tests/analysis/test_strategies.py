"""Give-away players: what counts as long and as polite, and how ties are shared."""

from __future__ import annotations

import pytest

from tests.made import Raw, analysis, choice, ending, exercise, scene, silence
from tests.oracle import politeness
from trainer.analysis.strategies import count_polite
from trainer.scenario.sheets import SHIPPED, load_sheets

POLITE = ("please", "thank you", "sir", "excuse me")


@pytest.mark.parametrize(("text", "count"), [
    ("Please.", 1), ("PLEASE please", 2), ("pleased", 0), ("displease", 0), ("Thank you, sir!", 2), ("thank  you", 0),
    ("Thank\nyou", 0), ("thank you-please", 2), ("sirs", 0), ("Sir?", 1), ("", 0), ("excuse me, excuse me", 2),
    ("please_", 0), ("(please)", 1), ("s'il vous plaît", 0),
])
def test_polite_words_are_whole_words_in_any_case(text: str, count: int) -> None:
    """Words and phrases count when they stand alone, in capitals or not; parts of words do not."""
    assert count_polite(text, POLITE) == count


def test_no_polite_word_counts_nothing() -> None:
    """An empty list makes everything equally polite."""
    assert count_polite("please", ()) == 0


@pytest.mark.parametrize("text", [
    "Good morning, madam. May I help you? Of course, I would be delighted, thank you so kindly.",
    "Thanks, but I'm afraid we're sorry: could you, would you, shall I?", "welcome Welcomes WELCOME, sir, sirloin"])
def test_the_shipped_list_counts_as_a_plain_count_does(text: str) -> None:
    """With the words that ship, the count is that of a naive search word by word."""
    polite = load_sheets(SHIPPED)[0].polite
    assert count_polite(text, polite) == politeness(text, polite) > 0


def one_turn(*says: tuple[str, int]) -> Raw:
    return exercise({"a": scene(*(choice(f"c{n}", "b", p, say=text) for n, (text, p) in enumerate(says))),
                     "b": ending()})


@pytest.mark.parametrize(("says", "longest", "shortest", "most", "least"), [
    ([("long please", 2), ("short", 0)], 1.0, 0.0, 1.0, 0.0),
    ([("aaaa", 2), ("bbbb", 0)], 0.5, 0.5, 0.5, 0.5),
    ([("aaaa", 2), ("bbbb", 0), ("cc", 1)], 0.5, 0.5, 0.5, 0.5),
    ([("please", 2), ("please, sir", 0), ("no", 1)], 0.0, 0.5, 0.0, 0.5),
    ([("{{ guest }}", 2), ("xxxxxxxx", 0)], 1 / 3, 2 / 3, 0.5, 0.5),  # of 7, 19 and 5 letters
    ([("{{ guest }}!", 2), ("xxxxxxxx", 0)], (0.5 + 1) / 3, (0.5 + 1) / 3, 0.5, 0.5),
])
def test_who_takes_what(
    says: list[tuple[str, int]], longest: float, shortest: float, most: float, least: float
) -> None:
    """The extreme of each measure is taken in each case; ties are shared equally and cases averaged."""
    found = analysis(one_turn(*says), POLITE).strategies
    assert [found.longest, found.shortest, found.most_polite, found.least_polite] == pytest.approx(
        [longest, shortest, most, least])


def test_the_place_in_the_file_decides_nothing() -> None:
    """Turning the author's order round changes no player's score."""
    says = [("please", 2), ("thank you", 0), ("no", 1), ("ok", 0)]
    assert analysis(one_turn(*says), POLITE).strategies == analysis(one_turn(*says[::-1]), POLITE).strategies


def test_nobody_keeps_silent_for_politeness() -> None:
    """The silence's text is the shortest here, and no player takes it."""
    raw = exercise({"a": {**scene(choice("x", "b", 1), choice("y", "b", 2, say="Much longer than the other.")),
                          **silence("b", 0, do="-")}, "b": ending()})
    assert analysis(raw, POLITE).strategies.shortest == 0.5


def test_texts_are_measured_as_they_are_rendered() -> None:
    """A text that a variable makes longer is longer in just those states."""
    raw = exercise({
        "a": scene(choice("up", "b", 2, effects={"v": 1}, say="aa"), choice("down", "b", say="bb")),
        "b": scene(choice("x", "c", 2, say="{% if v == 1 %}a long one{% else %}a{% endif %}"),
                   choice("y", "c", say="mid")),
        "c": ending()}, variables={"v": {"start": 0, "max": 1}})
    assert analysis(raw).strategies.longest == pytest.approx((4 + 0) / 2 / 4)


def test_scores_are_not_capped_by_critical_choices() -> None:
    """Give-aways are about the writing: a critical choice counts with its points."""
    raw = exercise({"a": scene(choice("x", "b", 2, critical="No.", say="the longest"), choice("y", "b")),
                    "b": ending()})
    assert analysis(raw).strategies.longest == 1.0


def test_the_random_player_is_the_expectation() -> None:
    """`random` is the share of `expected_random`."""
    found = analysis(one_turn(("a", 2), ("b", 1), ("c", 0), ("d", 0)))
    assert found.strategies.random == pytest.approx(0.375)
    assert found.expected_random == pytest.approx(0.75)

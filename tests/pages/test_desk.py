"""The turn-order desk on its page: board, question and answers, turn by turn."""

import re

DESK = "disputes-desk"


def clock(html: str) -> str:
    """The time on the board."""
    return re.search(r'aria-label="The desk at (\d+:\d\d)"', html).group(1)


def test_a_day_from_start_to_debrief(visit):
    """The board stays from the first turn to the end of the day, and the debrief looks at every turn."""
    trainee = visit().open("play.py", scenario=DESK)
    assert "rt-desk" not in trainee.html
    trainee.press("start")
    morning = clock(trainee.html)
    questions = set()
    while trainee.choices:
        assert trainee.html.count('class="rt-desk"') == 1
        questions.add(re.search(r'rt-ask-title">(\w+)', trainee.html).group(1))
        trainee.choose()
    assert {"Who", "What", "Which"} <= questions
    assert clock(trainee.html) != morning
    trainee.press("continue")
    assert "Turn by turn" in trainee.html
    assert "rt-desk" not in trainee.html


def test_keys_tell_attempt_turn_and_choice(visit):
    """A name's button has the key of every choice, so that nothing is lost when the server starts anew."""
    trainee = visit().open("play.py", scenario=DESK).press("start")
    assert all(re.fullmatch(r"choice-[0-9a-f]{32}-1-m[rs]-[a-z]+", key) for key in trainee.choices)
    again = visit()
    again.open("play.py", scenario=DESK)
    assert again.choices == trainee.choices
    assert clock(again.html) == clock(trainee.html)


def test_rulings_are_answers_and_kind_words_are_said(visit):
    """An answer is drawn as an answer; what is said to people is drawn as words."""
    trainee = visit().open("play.py", scenario=DESK).press("start")
    while "What do you say to" not in trainee.html:
        assert all(button.label.startswith("**") for button in trainee.app.button if button.key in trainee.choices)
        trainee.choose()
    assert not any(button.label.startswith("*") for button in trainee.app.button if button.key in trainee.choices)


def test_both_walks_of_a_day_can_be_watched(visit):
    """The day played well and badly, side by side."""
    watching = visit().open("watch.py", scenario="rotation-basics")
    assert "How it goes well" in watching.html
    assert "In the book it should say:" in watching.html

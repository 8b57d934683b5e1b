"""The conversation: what is new, who speaks, how patient the customer is."""

from dataclasses import replace

import pytest

from tests.ui import samples
from trainer.service.views import Mood
from trainer.ui.draw.conversation import conversation, customer_name, face, lines


def test_new_lines_begin_with_the_last_decision():
    """What came with the last decision is new, and nothing before it."""
    drawn = lines(samples.TALK, {}, since=3)
    assert [line.new for line in drawn] == [line.bubble in (samples.SAID_3, *samples.LINES_4) for line in drawn]


def test_nothing_is_new_at_the_first_turn():
    """The opening lines do not come in one after the other."""
    assert not any(line.new for line in lines(samples.OPENING, {}, since=0))


def test_an_avatar_opens_each_run_of_a_speaker():
    """Two lines of one speaker in a row share one avatar."""
    drawn = lines(samples.LINES_6, {})
    assert [line.first for line in drawn] == [True, False]


def test_a_note_belongs_to_the_line_of_its_turn():
    """The word after a choice hangs on the trainee's own line."""
    drawn = lines(samples.TALK, dict(samples.PLAY.notes), since=3)
    assert [line.bubble.turn for line in drawn if line.note] == [1, 2, 3]


def test_only_the_newest_note_is_unfolded():
    """Older notes fold, so that the conversation stays the hero."""
    assert conversation(samples.PLAY).count('<details class="rt-note') == 3
    assert conversation(samples.PLAY).count(" open>") == 1


def test_assessment_shows_no_note():
    """In assessment mode nothing is said about a choice before the debrief."""
    assert "rt-note" not in conversation(samples.ASSESSED)


@pytest.mark.parametrize(
    ("value", "low", "high", "state", "bar"),
    [
        (0, 0, 5, 0, 0),
        (5, 0, 5, 5, 100),
        (3, 0, 5, 3, 60),
        (1, 0, 3, 2, 33),
        (9, 0, 5, 5, 100),
        (-2, -2, 2, 0, 0),
        (1, 1, 1, 0, 0),
    ],
)
def test_patience_as_a_face(value, low, high, state, bar):
    """Any range of patience is drawn as one of six faces and a bar."""
    drawn = face(Mood(value, low, high))
    assert (drawn.state, drawn.bar) == (state, bar)


def test_the_face_has_words():
    """The face has a text alternative with the number."""
    assert face(Mood(2, 0, 5)).spoken == "Impatient. Patience 2 of 5."


def test_the_customer_is_named_before_the_first_line():
    """The name in the header comes from the exercise, else from the first line, else it is a plain word."""
    assert customer_name(()) == "Customer"
    assert customer_name(samples.TALK) == "Mr Okafor"
    assert "Ms Hale" in conversation(replace(samples.FIRST_TURN, customer="Ms Hale", bubbles=()))


def test_the_countdown_names_the_button_that_it_presses():
    """The script finds the limit, what is left and the hidden button in the timer's attributes."""
    drawn = conversation(samples.TIMED)
    assert 'data-limit-ms="12000" data-remaining-ms="8500" data-expire-key="choice-a1b2c3-4-silence"' in drawn


def test_the_end_tells_outcome_and_score():
    """When the play is over the conversation ends with the headline and the score, and asks nothing."""
    drawn = conversation(samples.FINISHED)
    assert samples.FINISH.title in drawn
    assert "<strong>49</strong> of 100" in drawn
    assert "Your turn" not in drawn

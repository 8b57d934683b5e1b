"""The sentences on why a skill stands where it stands, and on sureness."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui import samples
from trainer.assess.calibration import Stated, curve
from trainer.ui.draw import reasons

SKILLS = {skill.id: skill for skill in samples.PROGRESS.skills}


def test_a_thin_skill_says_what_is_missing():
    """Under six decisions the sentences name the evidence and no figure."""
    said = " ".join(reasons.why(SKILLS["probing"]))
    assert "It rests on 2 decisions of yours in 1 exercise on 2 days." in said
    assert "from six decisions on" in said
    assert "lies between" not in said


def test_a_known_skill_says_how_sure_the_figure_is():
    """With a figure the sentences give its bounds."""
    assert "The true figure lies between 64 and 84 in eight of ten such cases." in " ".join(
        reasons.why(SKILLS["welcome"])
    )


@pytest.mark.parametrize(
    ("score", "said"), [(0.9, "better than"), (0.3, "worse than"), (0.65, "about as expected")]
)
def test_the_last_attempt_says_which_way_it_moved_the_figure(score, said):
    """Against what was to be expected (60) an attempt raised the figure, lowered it, or did little."""
    skill = SKILLS["welcome"]
    plays = (replace(skill.plays[0], score=score), *skill.plays[1:])
    assert said in " ".join(reasons.why(replace(skill, plays=plays)))


def test_a_pause_is_told_without_blame():
    """After two weeks without practice the bar's widening is told; before that nothing is."""
    said = " ".join(reasons.why(SKILLS["reading"]))
    assert "You practised it 20 days ago: since then the bar has widened a little." in said
    assert "days ago" not in " ".join(reasons.why(replace(SKILLS["reading"], idle_days=3)))


def test_an_attempt_is_told_beside_what_was_expected():
    """Score on the skill, how much it rests on, and the expectation stand in one line."""
    assert reasons.play_words(SKILLS["welcome"].plays[0]) == (
        "On this skill 49 of 100 from 3 decisions, where 60 was to be expected"
    )


@pytest.mark.parametrize(
    ("sure", "right", "count", "said", "verdict"),
    [
        (90, 7, 9, "When you said “sure”, you were right 7 times of 9.", "Too few answers to compare yet."),
        (90, 1, 1, "When you said “sure”, you were right 1 time of 1.", "Too few answers to compare yet."),
        (90, 18, 20, "When you said “sure”, you were right 18 times of 20.", "That goes well with what you said."),
        (90, 8, 20, "When you said “sure”, you were right 8 times of 20.", "Less often than you thought"),
        (40, 18, 20, "When you said “a guess”, you were right 18 times of 20.", "More often than you thought"),
        (70, 0, 0, "You have not said “fairly sure” yet.", ""),
    ],
)
def test_sureness_is_told_in_a_plain_sentence(sure, right, count, said, verdict):
    """How often it was so, and, from ten answers on, whether that goes with what was said."""
    levels = curve(Stated(sure, best=number < right) for number in range(count))
    level = next(level for level in levels if round(level.stated * 100) == sure)
    assert reasons.sure_words(level) == said
    assert reasons.sure_verdict(level).startswith(verdict)
    assert bool(reasons.sure_verdict(level)) == bool(count)

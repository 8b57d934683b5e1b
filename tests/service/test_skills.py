"""How skills stand on Progress: figures only when there is enough, and the attempts behind each."""

from __future__ import annotations

from dataclasses import replace

from tests.service.conftest import CALLBACK, Clock, play_walk
from trainer.service import overview, practice
from trainer.service.house import House
from trainer.service.progress_views import SkillStanding
from trainer.service.skills import ATTEMPTS_SHOWN, skills_of

DAY = 86_400


def stands(house: House, person: str, clock: Clock) -> dict[str, SkillStanding]:
    """Every skill's standing by its id."""
    return {skill.id: skill for skill in overview.progress(house, person, now=clock()).skills}


def play(house: House, person: str, clock: Clock) -> str:
    """Play the callback's model walk and name the attempt."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    return play_walk(house, person, view, house.playable(CALLBACK).exercise.walks["model"], clock).attempt


def test_a_skill_never_met_has_nothing_to_show(house: House, person: str, clock: Clock) -> None:
    """Without evidence there is no figure, no place on the radar, no date and no attempt."""
    for skill in stands(house, person, clock).values():
        assert (skill.decisions, skill.mastery, skill.place, skill.due, skill.plays) == (0, None, None, None, ())
        assert not skill.gate


def test_thin_evidence_has_a_place_and_no_figure(house: House, person: str, clock: Clock) -> None:
    """Under six decisions a skill is on the radar without a figure; from six on it has one within its bounds."""
    attempts = [play(house, person, clock)]
    thin = [skill for skill in stands(house, person, clock).values() if 0 < skill.decisions < 6]
    assert thin
    assert all(skill.place is not None and skill.mastery is None and skill.lower is None for skill in thin)
    for _ in range(ATTEMPTS_SHOWN + 1):
        clock(DAY)
        attempts.append(play(house, person, clock))
    sure = [skill for skill in stands(house, person, clock).values() if skill.decisions >= 6]
    assert sure
    for skill in sure:
        assert skill.mastery is not None
        assert skill.lower is not None
        assert skill.upper is not None
        assert skill.lower < skill.mastery < skill.upper
        assert skill.place == skill.mastery
        assert [play.row.attempt for play in skill.plays] == attempts[:-ATTEMPTS_SHOWN - 1:-1]
        assert skill.earlier == len(attempts) - ATTEMPTS_SHOWN


def test_a_skill_says_when_it_is_due(house: House, person: str, clock: Clock) -> None:
    """A reviewed skill has a date; once that has passed it is due, and its recall has fallen."""
    play(house, person, clock)
    before = {name: skill for name, skill in stands(house, person, clock).items() if skill.due}
    assert before
    assert not any(skill.is_due for skill in before.values())
    clock(90 * DAY)
    after = stands(house, person, clock)
    for name, skill in before.items():
        assert after[name].is_due
        assert (after[name].recall or 0.0) < (skill.recall or 0.0)


def test_a_part_of_an_open_series_is_not_told(house: House, person: str, clock: Clock) -> None:
    """An attempt that is still sealed counts, but stands behind no skill with what it said there."""
    play(house, person, clock)
    rows = overview.progress(house, person, now=clock()).history
    sealed = tuple(replace(row, state="sealed", score=None) for row in rows)
    hidden, open_ = (skills_of(house, person, each, now=clock.now) for each in (sealed, rows))
    for skill, told in zip(hidden, open_, strict=True):
        assert (skill.plays, skill.earlier) == ((), 0)
        assert skill.decisions == told.decisions

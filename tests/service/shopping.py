"""How a test plays series: a part after the other, well or badly, and the practice that passes every gate."""

from __future__ import annotations

from tests.service.conftest import Clock
from trainer import store
from trainer.analysis.report import walk
from trainer.service import practice, series, series_plan
from trainer.service.house import House
from trainer.service.mastery import standings
from trainer.service.views import PlayView

DAY_S = 86_400


def play_out(house: House, person: str, view: PlayView, clock: Clock, *, badly: bool = False) -> PlayView:
    """Play an attempt to its end by its model walk, or by the worst one."""
    playable = house.version(store.attempt(house.store, attempt_id=view.attempt).version)
    steps = walk(playable.solution, worst=True) if badly else playable.exercise.walks["model"]
    for step in steps:
        view = practice.decide(house, person, view.attempt, view.turn, step, now=clock())
    return view


def play_part(house: House, person: str, clock: Clock, *, badly: bool = False) -> PlayView:
    """Begin the next part of the open series, or go on with it, and play it to its end."""
    found = series.go_on(house, person, now=clock())
    assert found is not None
    view = practice.play(house, person, found[1], now=clock())
    return play_out(house, person, view, clock, badly=badly)


def play_series(house: House, person: str, clock: Clock, *, bad_parts: frozenset[int] = frozenset()) -> str:
    """Begin a series and play it out; some parts as badly as can be. Returns its id."""
    series.begin(house, person, now=clock())
    while (run := series.current(house, person)) is not None:
        play_part(house, person, clock, badly=run.place in bad_parts)
    return series.records_of(house, person)[0].series.id


def pass_all_gates(house: House, person: str, clock: Clock) -> None:
    """Practise what a few series would hold, well and on two days, so that every skill is mastered."""
    exercises = {exercise for seed in range(3) for exercise in series_plan.draft(house, seed)}
    for _ in range(2):
        for exercise in sorted(exercises):
            view = practice.start(house, person, exercise, mode="practice", now=clock())
            play_out(house, person, view, clock)
        clock(DAY_S)
    assert [standing.skill for standing in standings(house, person, clock.now) if not standing.gate] == []

"""
Engine, play-test and exact analysis beside inkjs, on the same generated scenario of 300 and of 3,000 scenes.

Both engines play at random through their public doors and render every line and every choice of every turn. Before
the race they play the same choices and must say and offer the same. Rounds of one second take turns; the medians count.
Ours is timed by CPU time; ink by the lesser of CPU and elapsed time.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.load.generated import generate
from tests.load.ink import Ink, NoInk, ink
from tests.load.rows import Row, at_least, at_most, middle, not_measured, note
from trainer.analysis.playtest import play_test
from trainer.analysis.values import Solution, solve
from trainer.play import engine
from trainer.play.program import Program, compile_program
from trainer.scenario.library import load_file
from trainer.scenario.sheets import SHIPPED, load_sheets

SIZES = (300, 3_000)
ROUNDS = 5
ROUND_S = 1.0
WARM_UP_S = 2.0
SAME_PLAYS = 200
PLAYS = 1_000_000
ENGINE_BAR = 10.0
PLAYTEST_BAR = 3_000.0
SOLVE_BAR_US = 10.0

Turn = tuple[str, list[str]]


def measure() -> list[Row]:
    """All rows of the engine, by size."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for scenes in SIZES:
            scenario = generate(scenes)
            ours, theirs = Path(folder, f"{scenario.id}.yaml"), Path(folder, f"{scenario.id}.ink")
            ours.write_text(scenario.yaml, "utf-8")
            theirs.write_text(scenario.ink, "utf-8")
            rows += _of_size(scenes, _program(ours), theirs)
    return rows


def _program(path: Path) -> Program:
    sheets, _ = load_sheets(SHIPPED)
    exercise = load_file(path, sheets).exercise
    assert exercise is not None
    return compile_program(exercise)


def _of_size(scenes: int, program: Program, source: Path) -> list[Row]:
    size = f"{scenes:,} scenes"
    solution, solve_us = _solved(program)
    tested = PLAYS / _fastest(lambda: play_test(solution, PLAYS, 1))
    try:
        with ink() as peer:
            peer.load(source)
            _same_play(program, peer)
            own, other = _race(program, peer)
        rows = [
            at_least(f"engine: complete plays a second, {size}", own / other, ENGINE_BAR, "x inkjs"),
            at_least(f"playtest of a million, visits counted, {size}", tested / other, PLAYTEST_BAR, "x inkjs", 0),
            note(f"  plays a second, {size}: ours, inkjs, playtest", f"{own:,.0f}, {other:,.0f}, {tested:,.0f}"),
        ]
    except NoInk as why:
        rows = [
            not_measured(f"engine: complete plays a second, {size}", f">= {ENGINE_BAR:g} x inkjs", str(why)),
            not_measured(f"playtest of a million, {size}", f">= {PLAYTEST_BAR:,g} x inkjs", str(why)),
            note(f"  plays a second, {size}: ours, playtest", f"{_rate(program, ROUND_S):,.0f}, {tested:,.0f}"),
        ]
    states = solution.space.states
    return [*rows, at_most(f"exact analysis, {size}, {states:,} states", solve_us, SOLVE_BAR_US, "us a state")]


def _solved(program: Program) -> tuple[Solution, float]:
    """The solution, and the microseconds of CPU that it took for each reachable state."""
    solution = solve(program)
    return solution, _fastest(lambda: solve(program)) / solution.space.states * 1e6


def _fastest(work: Callable[[], object], times: int = 5) -> float:
    """The least CPU seconds that some work takes: what is more was the neighbours'."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def _race(program: Program, peer: Ink) -> tuple[float, float]:
    """Plays a second of both, in turns."""
    peer.race(WARM_UP_S)
    rounds = [(_rate(program, ROUND_S), peer.race(ROUND_S).rate) for _ in range(ROUNDS)]
    return middle(own for own, _ in rounds), middle(other for _, other in rounds)


def _rate(program: Program, seconds: float) -> float:
    """Complete random plays of ours a second of CPU."""
    case, random = program.cases[0], Random(1).random  # noqa: S311  # a bench wants repeatable, not secret
    began, plays, taken = time.process_time(), 0, 0.0
    while taken < seconds:
        for _ in range(20):
            state = engine.start(program)
            while True:
                engine.lines(program, state, case)
                offers = engine.offered(program, state)
                if not offers:
                    break
                values = state.values
                for option in offers:
                    option.text.render(case, values)
                state = engine.take(program, state, offers[int(random() * len(offers))])
        plays += 20
        taken = time.process_time() - began
    return plays / taken


def _same_play(program: Program, peer: Ink) -> None:
    """Both must say and offer the same on the same choices, or the race compares nothing."""
    random = Random(2)  # noqa: S311  # as above
    rolls = [[random.random() for _ in range(64)] for _ in range(SAME_PLAYS)]
    ours = [_told(program, roll) for roll in rolls]
    theirs = [[(_plain(line), [_plain(offer) for offer in offers]) for line, offers in play]
              for play in peer.replay(rolls)]
    assert ours == theirs, "ink and the trainer play different plays"


def _told(program: Program, roll: list[float]) -> list[Turn]:
    """One play by given numbers, as ink tells it."""
    case, state, told = program.cases[0], engine.start(program), list[Turn]()
    while True:
        heard = " ".join(line.text for line in engine.lines(program, state, case))
        offers = engine.offered(program, state)
        told.append((_plain(heard), [_plain(option.text.render(case, state.values)) for option in offers]))
        if not offers:
            return told
        chosen = offers[min(int(roll[len(told) - 1] * len(offers)), len(offers) - 1)]
        state, _ = engine.answer(program, state, chosen.id)


def _plain(text: str) -> str:
    """ink joins white space."""
    return re.sub(r"\s+", " ", text).strip()

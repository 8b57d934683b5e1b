"""Every exercise that ships: loads clean, plays as its walks say, and does not give its answers away."""

from __future__ import annotations

import re
from itertools import product
from typing import get_args

import pytest

from tests.content.conftest import IDS, ROLE_PLAYS, Shipped
from trainer.analysis.checks import GIVE_AWAY_LIMIT, GIVE_AWAY_MEAN_LIMIT
from trainer.analysis.strategies import NAMES
from trainer.assess.debrief import best_ending
from trainer.assess.scoring import Score, score_attempt
from trainer.play.engine import State, finished, offered, start, take
from trainer.play.program import Program
from trainer.play.replay import replay
from trainer.scenario.model import RolePlay, Scene
from trainer.scenario.sheets import SHIPPED
from trainer.scenario.template import Text

POOR = 0.4
# Where the issue asks for more than elsewhere: scenes, and where it happens.
ASKED = {
    "satisfaction-callback": (14, "repair-centre-phone"), "six-metres-and-hello": (1, "jewellery-store"),
    "office-visitor": (1, "company-office"), "spa-welcome": (16, "ear-spa"),
    "asking-and-objections": (1, "mall-counter"), "just-looking": (1, "car-showroom"),
}


def walked(one: Shipped, name: str) -> Score:
    solution = one.verdict.solution
    assert solution is not None, one.verdict.problems
    return score_attempt(solution, replay(solution.program, solution.program.exercise.walks[name]))


def is_role_play(one: Shipped) -> bool:
    return isinstance(one.loaded.exercise, RolePlay)


def program_of(one: Shipped) -> Program:
    assert one.verdict.solution is not None, one.verdict.problems
    return one.verdict.solution.program


def test_there_are_exercises(shipped: dict[str, Shipped]) -> None:
    """All files are looked at, each under the name of its file, and the role-plays are known as such."""
    assert set(IDS) <= set(shipped)
    assert {name for name in IDS if is_role_play(shipped[name])} == set(ROLE_PLAYS)
    assert set(ASKED) <= set(IDS)


@pytest.mark.parametrize("name", IDS)
def test_it_loads_without_any_problem(name: str, shipped: dict[str, Shipped]) -> None:
    """Neither errors nor warnings: what `check --strict` asks."""
    assert [str(problem) for problem in shipped[name].verdict.problems] == []


@pytest.mark.parametrize("name", IDS)
def test_the_model_walk_is_perfect(name: str, shipped: dict[str, Shipped]) -> None:
    """It scores 1.0, without a critical choice, in the ending of the best play, and every turn is best or unmarked."""
    score = walked(shipped[name], "model")
    solution = shipped[name].verdict.solution
    assert solution is not None
    assert (score.score, score.critical, score.earned) == (1.0, False, solution.top)
    assert score.ending == best_ending(solution)
    assert {decision.mark for decision in score.decisions} <= {"best", None}


@pytest.mark.parametrize("name", IDS)
def test_the_poor_walk_is_poor(name: str, shipped: dict[str, Shipped]) -> None:
    """It plays to an ending and scores under 0.4."""
    score = walked(shipped[name], "poor")
    assert score.ending is not None
    assert score.score < POOR


@pytest.mark.parametrize("name", ROLE_PLAYS)
def test_a_role_play_has_cases_and_endings(name: str, shipped: dict[str, Shipped]) -> None:
    """At least three cases that differ, and three endings with headlines and last words of their own."""
    exercise = shipped[name].loaded.exercise
    assert isinstance(exercise, RolePlay)
    assert len({tuple(case.items()) for case in exercise.cases}) == len(exercise.cases) >= 3
    endings = [scene for scene in exercise.scenes.values() if scene.ending]
    assert len({scene.ending.title for scene in endings if scene.ending}) >= 3
    assert len({str(scene.lines) for scene in endings}) >= 3
    assert len({scene.ending.outcome for scene in endings if scene.ending}) >= 2


@pytest.mark.parametrize("name", ASKED)
def test_what_the_first_issue_asks_for(name: str, shipped: dict[str, Shipped]) -> None:
    """The six first role-plays are as long as asked, and where they should be."""
    exercise = shipped[name].loaded.exercise
    assert isinstance(exercise, RolePlay)
    scenes, setting = ASKED[name]
    assert len(exercise.scenes) >= scenes
    assert exercise.setting == setting


@pytest.mark.parametrize("name", ROLE_PLAYS)
def test_no_player_wins_by_the_look_of_the_choices(name: str, shipped: dict[str, Shipped]) -> None:
    """Longest, shortest, most and least polite each score at most 0.75."""
    scores = shipped[name].verdict.give_aways
    assert scores is not None
    assert {n: s for n, s in scores.as_dict().items() if n in NAMES and s > GIVE_AWAY_LIMIT} == {}


@pytest.mark.parametrize("player", NAMES)
def test_no_player_wins_on_average(player: str, shipped: dict[str, Shipped]) -> None:
    """Over all role-plays each give-away player scores at most 0.55."""
    scores = [getattr(shipped[name].verdict.give_aways, player) for name in ROLE_PLAYS]
    assert sum(scores) / len(scores) <= GIVE_AWAY_MEAN_LIMIT


def texts(program: Program) -> list[tuple[str, Text]]:
    """Every text of a program with a name for it."""
    found = [("brief", program.brief), *program.names.items()]
    for stage in program.stages:
        found += [(f"{stage.id}, line", line.text) for line in stage.lines]
        found += [(f"{stage.id}, ending", text) for text in (stage.title, stage.closing) if text]
        for option in stage.options:
            found += [(option.id, option.text), *((f"{option.id}, {key}", text) for key, text in option.aside.items())]
    return found


SLIPS = re.compile(
    r"\{\{|\{%|%\}|\}\}|^\s*$|TODO|XXX|\bNone\b| [,;!?]| \.(?!\.)|,[,.]|(?<!\.)\.\.(?!\.)|\.{4}|[a-z]\.[A-Z]")


@pytest.mark.parametrize("name", IDS)
def test_texts_come_out_clean_in_every_case(name: str, shipped: dict[str, Shipped]) -> None:
    """For every case and every value that it reads, a text is not empty and shows no braces or stray signs."""
    program = program_of(shipped[name])
    slips = set()
    for place, text in texts(program):
        ranges = [range(low, high + 1) if index in text.variables else (low,)
                  for index, (low, high) in enumerate(zip(program.low, program.high, strict=True))]
        for case, values in product(program.cases if text.cased else program.cases[:1], product(*ranges)):
            shown = text.render(case, values)
            if SLIPS.search(shown):
                slips.add((place, shown))
    assert not slips


@pytest.mark.parametrize("name", IDS)
def test_what_is_offered_differs(name: str, shipped: dict[str, Shipped]) -> None:
    """In no reachable state do two choices read the same, in any case; a choice is not repeated by the next scene."""
    program = program_of(shipped[name])
    seen: set[State] = set()
    waiting = [start(program)]
    while waiting:
        state = waiting.pop()._replace(turn=0)
        if state in seen or finished(program, state):
            continue
        seen.add(state)
        options = offered(program, state)
        for case in program.cases:
            said = [option.text.render(case, state.values) for option in options]
            assert len(set(said)) == len(said), (program.stages[state.scene].id, said)
        if len(seen) > 500:
            return
        waiting += [take(program, state, option) for option in options]


@pytest.mark.parametrize("name", ROLE_PLAYS)
def test_choices_of_a_turn_can_be_compared(name: str, shipped: dict[str, Shipped]) -> None:
    """All choices of one scene tag the same skills, so that the skills' points mean the same."""
    exercise = shipped[name].loaded.exercise
    assert isinstance(exercise, RolePlay)
    tags = {place: {tuple(sorted(choice.skills)) for choice in scene.choices}
            for place, scene in exercise.scenes.items()}
    assert {place: found for place, found in tags.items() if len(found) > 1} == {}


def test_difficulty_is_told_in_three_words() -> None:
    """The scale of difficulty is the one that the mastery model knows."""
    assert get_args(Scene.model_fields["difficulty"].annotation) == ("easy", "medium", "hard")


def test_the_folder_holds_what_the_design_says() -> None:
    """Sheets, exercises by unit, pictures and schemas, and nothing that is not known."""
    assert {path.name for path in SHIPPED.iterdir()} - {"WRITING.md"} == {
        "exercises", "pictures", "schema", "curriculum.yaml", "personas.yaml", "settings.yaml", "skills.yaml",
        "words.yaml"}

"""The generated scenarios are what the benches say they are."""

from random import Random

import pytest

from tests.load.generated import MOODS, generate
from trainer.analysis.checks import judge
from trainer.play import engine
from trainer.scenario.document import MAX_BYTES
from trainer.scenario.library import load_file
from trainer.scenario.problem import has_errors
from trainer.scenario.sheets import SHIPPED, load_sheets


@pytest.fixture(scope="module", params=[300, 3_000])
def judged(request, tmp_path_factory):
    scenario = generate(request.param)
    path = tmp_path_factory.mktemp("generated") / f"{scenario.id}.yaml"
    path.write_text(scenario.yaml, "utf-8")
    assert path.stat().st_size <= MAX_BYTES
    sheets, _ = load_sheets(SHIPPED)
    loaded = load_file(path, sheets)
    verdict = judge(loaded, sheets)
    assert verdict.solution is not None and not has_errors(verdict.problems)
    return request.param, verdict.solution


def test_all_scenes_can_be_reached_with_one_variable_of_six_values(judged):
    """The size is what it says: every scene is a state of the analysis, in several moods."""
    scenes, solution = judged
    program = solution.program
    assert len(program.stages) == scenes == len(set(solution.space.scene.tolist()))
    assert [high - low + 1 for low, high in zip(program.low, program.high, strict=True)] == [MOODS]
    assert scenes < solution.space.states <= MOODS * scenes


def test_plays_have_20_to_40_turns_and_some_choices_conditions(judged):
    """Random plays are as long as they should be, and meet choices that are not offered to everybody."""
    program, random = judged[1].program, Random(3)  # noqa: S311  # repeatable
    for _ in range(200):
        state, turns = engine.start(program), 0
        while offers := engine.offered(program, state):
            state, turns = engine.take(program, state, random.choice(offers)), turns + 1
        assert 20 <= turns <= 40
    conditional = sum(option.condition is not None for option in program.options)
    assert 0.03 < conditional / len(program.options) < 0.3


def test_a_fifth_of_the_texts_is_templated(judged):
    """Lines and choices alike: between 15 and 25 in a hundred."""
    program = judged[1].program
    for texts in ([line.text for stage in program.stages for line in stage.lines],
                  [option.text for option in program.options]):
        share = sum(not text.fixed for text in texts) / len(texts)
        assert 0.15 < share < 0.25


def test_the_same_seed_makes_the_same_scenario():
    """Who measures again measures the same."""
    assert generate(200, 7) == generate(200, 7)
    assert generate(200, 7) != generate(200, 8)

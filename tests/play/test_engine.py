"""The engine on random role-plays: replay, endings, refusals, clamping, and every step as an independent reading."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import Raw, choice, ending, exercise, model, program, scene, silence
from tests.oracle import Oracle, template
from tests.strategies import role_plays, thorough
from trainer.play import engine
from trainer.play.engine import PlayFinished, State, UnknownResponse
from trainer.play.program import Program
from trainer.play.replay import replay, transcript


def live(made: Program, picks: list[int]) -> tuple[list[State], list[str]]:
    """Play to the end, taking offered option number pick % offered at each turn: the states and the responses."""
    states, taken = [engine.start(made)], []
    while not engine.finished(made, states[-1]):
        offered = engine.offered(made, states[-1])
        option = offered[picks[len(taken) % len(picks)] % len(offered)]
        states.append(engine.answer(made, states[-1], option.id)[0])
        taken.append(option.id)
    return states, taken


PICKS = st.lists(st.integers(0, 11), min_size=1, max_size=6)


@thorough(60)
@given(raw=role_plays(), picks=PICKS)
def test_replay_equals_live_play(raw: Raw, picks: list[int]) -> None:
    """Replaying the first n responses gives the n states and decisions that playing them gave, for every n."""
    made = program(raw)
    states, taken = live(made, picks)
    for length in range(len(taken) + 1):
        again = replay(program(raw), taken[:length])
        assert again.state == states[length]
        assert [d.state for d in again.decisions] == states[:length]
        assert [d.option.id for d in again.decisions] == taken[:length]
        assert [d.turn for d in again.decisions] == list(range(1, length + 1))


@thorough(60)
@given(raw=role_plays(), picks=PICKS)
def test_every_play_ends(raw: Raw, picks: list[int]) -> None:
    """A play takes no option twice, so it ends within as many turns as there are options, in a scene with an ending."""
    made = program(raw)
    states, taken = live(made, picks)
    assert len(taken) <= len(made.options)
    assert len({(state.scene, response) for state, response in zip(states, taken, strict=False)}) == len(taken)
    assert made.stages[states[-1].scene].model.ending is not None


@thorough(60)
@given(raw=role_plays(), picks=PICKS)
def test_every_step_is_as_the_design_says(raw: Raw, picks: list[int]) -> None:
    """Start, offers, effects, redirects and points agree with the naive reading at every turn of a play."""
    made = program(raw)
    oracle = Oracle(model(raw))
    states, taken = live(made, picks)
    now = oracle.start
    for state, response in zip(states, [*taken, None], strict=True):
        assert (made.stages[state.scene].id, state.values) == (now[0], tuple(value for _, value in now[1]))
        if response is None:
            return
        offered = {o.id: o for o in engine.offered(made, state)}
        assert list(offered) == [r.id for r in oracle.offered(now)]
        authored = next(r for r in oracle.offered(now) if r.id == response)
        assert offered[response].points == sum(("poor", "fair", "good").index(g) for g in authored.skills.values())
        now = oracle.after(now, authored)


@thorough(60)
@given(raw=role_plays(), picks=PICKS)
def test_a_response_not_offered_changes_nothing(raw: Raw, picks: list[int]) -> None:
    """Every id that is not offered raises; the state stays as it was, and what is offered still can be taken."""
    made = program(raw)
    states, taken = live(made, picks)
    ids = {option.id for option in made.options} | {"", "silence", "nobody", "S0-0", "s0-0 "}
    for state, response in zip(states, taken, strict=False):
        before = (state.scene, state.values, state.turn)
        for wrong in ids - {option.id for option in engine.offered(made, state)}:
            with pytest.raises(UnknownResponse):
                engine.answer(made, state, wrong)
        assert (state.scene, state.values, state.turn) == before
        assert engine.answer(made, state, response)[1].option.id == response


@thorough(60)
@given(raw=role_plays(), picks=PICKS)
def test_an_ending_takes_no_response(raw: Raw, picks: list[int]) -> None:
    """After the ending every response raises, also in replay, whatever it is."""
    made = program(raw)
    states, taken = live(made, picks)
    for response in (*taken[:1], "nobody"):
        with pytest.raises(PlayFinished):
            engine.answer(made, states[-1], response)
        with pytest.raises(PlayFinished):
            replay(made, [*taken, response])


@thorough(60)
@given(raw=role_plays(), picks=PICKS)
def test_the_transcript_tells_the_whole_play(raw: Raw, picks: list[int]) -> None:
    """One moment a turn with what Jinja makes of lines and choice, and the ending's lines last, without a decision."""
    made = program(raw)
    _, taken = live(made, picks)
    played = replay(made, taken)
    case = made.cases[-1]
    moments = transcript(made, played, case)
    assert [m.decision.option.id for m in moments if m.decision] == taken
    assert [m.turn for m in moments] == list(range(1, len(taken) + 2))
    assert moments[-1].decision is None and moments[-1].taken is None
    assert [u.text for u in moments[-1].lines] == [f"It is {made.stages[played.state.scene].id}."]
    for moment in moments[:-1]:
        names = {**case, **dict(zip(made.variables, moment.state.values, strict=True))}
        scene_model = made.stages[moment.state.scene].model
        assert [u.text for u in moment.lines] == [
            template(text).render(names) for line in scene_model.lines for text in line.values()]
        authored = next(r for r in scene_model.responses if moment.decision and r.id == moment.decision.option.id)
        assert moment.taken == template(authored.text).render(names)


@pytest.mark.parametrize(
    ("start", "change", "after"), [(2, 9, 5), (2, -9, 0), (2, 3, 5), (2, -2, 0), (2, 1, 3), (5, 1, 5)])
def test_effects_stay_within_the_range(start: int, change: int, after: int) -> None:
    """An effect stops at the variable's min and max, and does not remember what was cut off."""
    made = program(exercise(
        {"a": scene(choice("go", "b", effects={"v": change})), "b": scene(choice("on", "c", effects={"v": -1})),
         "c": ending()}, variables={"v": {"start": start, "min": 0, "max": 5}}))
    assert replay(made, ["go"]).state.values == (after,)
    assert replay(made, ["go", "on"]).state.values == (max(0, after - 1),)


def test_points_do_not_hang_on_effects_nor_order() -> None:
    """An option's effects are applied before the next scene's redirects, and after its own points are fixed."""
    made = program(exercise({
        "a": scene(choice("go", "b", 2, effects={"v": 1})),
        "b": {"redirect": [{"if": "v == 1", "next": "c"}], **scene(choice("stay", "c"))},
        "c": ending()}, variables={"v": {"start": 0, "max": 1}}))
    state, decision = engine.answer(made, engine.start(made), "go")
    assert decision.option.points == 2
    assert made.stages[state.scene].id == "c"


@pytest.mark.parametrize(("value", "scene_id"), [(0, "zero"), (1, "small"), (2, "small"), (3, "any"), (4, "router")])
def test_the_first_redirect_that_holds_wins(value: int, scene_id: str) -> None:
    """Rules are tried in order; later ones that hold as well do not count; without one the scene itself is entered."""
    made = program(exercise({
        "router": {"redirect": [{"if": "v == 0", "next": "zero"}, {"if": "v < 3", "next": "small"},
                                {"if": "v < 4", "next": "any"}], **scene(choice("go", "zero"))},
        "zero": ending(), "small": ending(), "any": ending()}, variables={"v": {"start": value, "max": 4}}))
    assert made.stages[engine.start(made).scene].id == scene_id


def test_a_scene_entered_by_a_redirect_tries_its_own() -> None:
    """Redirects chain, through scenes that come earlier in the file as well."""
    made = program(exercise({
        "a": scene(choice("go", "d")), "b": {"redirect": [{"if": "1", "next": "c"}], **ending()}, "c": ending(),
        "d": {"redirect": [{"if": "1", "next": "b"}], **ending()}}))
    assert made.stages[replay(made, ["go"]).state.scene].id == "c"


def test_redirects_in_a_circle_raise_instead_of_hanging() -> None:
    """Content with errors cannot hang the engine either."""
    made = program(exercise({
        "a": scene(choice("go", "b")), "b": {"redirect": [{"if": "1", "next": "c"}], **ending()},
        "c": {"redirect": [{"if": "1", "next": "b"}], **ending()}}))
    with pytest.raises(engine.EndlessRedirect):
        engine.answer(made, engine.start(made), "go")


def test_silence_is_offered_last_and_taken_by_its_id() -> None:
    """A timed scene offers its choices and then the silence, which leads where the author says."""
    made = program(exercise({"a": {**scene(choice("go", "b")), **silence("c")}, "b": ending(), "c": ending()}))
    offered = engine.offered(made, engine.start(made))
    assert [(o.id, o.silence) for o in offered] == [("go", False), ("silence", True)]
    assert made.stages[replay(made, ["silence"]).state.scene].id == "c"


def many_choices(count: int) -> Program:
    return program(exercise({"a": scene(*(choice(f"choice-{n}", "b", n % 3) for n in range(count))), "b": ending()}))


@pytest.mark.parametrize(("seed", "turn"), [(0, 1), (1, 1), (1, 2), (2**63 - 1, 40)])
def test_choices_are_shown_by_the_hash_of_seed_turn_and_id(seed: int, turn: int) -> None:
    """The order is that of sha256("seed:turn:id"), whatever the author's order was."""
    options = many_choices(5).options
    expected = sorted([o.id for o in options], key=lambda name: sha256(f"{seed}:{turn}:{name}".encode()).hexdigest())
    assert [o.id for o in engine.shown_order(options, seed, turn)] == expected
    assert [o.id for o in engine.shown_order(options[::-1], seed, turn)] == expected


def test_the_order_is_pinned() -> None:
    """Orders of stored attempts never change: this one was computed once, with the program sha256sum."""
    shown = engine.shown_order(many_choices(4).options, 7, 3)
    assert [o.id for o in shown] == ["choice-3", "choice-0", "choice-1", "choice-2"]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_place_of_the_best_choice_tells_nothing(count: int) -> None:
    """Over 3,000 seeds each place holds the best choice equally often (chi-square, one in a million)."""
    options = many_choices(count).options
    tally = [0] * count
    for seed in range(3_000):
        shown = engine.shown_order(options, seed, 1 + seed % 7)
        tally[[o.id for o in shown].index("choice-1")] += 1
    expected = 3_000 / count
    assert sum((seen - expected) ** 2 / expected for seen in tally) < 30


def test_orders_differ_from_seed_to_seed_and_turn_to_turn() -> None:
    """All 24 orders of four choices come up, over seeds as over turns of one seed."""
    options = many_choices(4).options
    assert len({tuple(o.id for o in engine.shown_order(options, seed, 1)) for seed in range(400)}) == 24
    assert len({tuple(o.id for o in engine.shown_order(options, 1, turn)) for turn in range(400)}) == 24

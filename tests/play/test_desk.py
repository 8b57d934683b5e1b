"""The desk written out as a role-play: three questions for each arrival, and one error is charged once."""

from __future__ import annotations

import pytest

from trainer.analysis.values import solve
from trainer.assess.scoring import score_attempt
from trainer.play.drills import arranged, expand
from trainer.play.drills.desk import days_of
from trainer.play.drills.desk_courtesy import COURTESIES
from trainer.play.drills.desk_lessons import LESSONS
from trainer.play.engine import offered, start
from trainer.play.program import compile_program
from trainer.play.replay import replay
from trainer.play.turn_order.day import LEVELS, PLANS, make_day
from trainer.play.turn_order.words import REASONS
from trainer.play.variants import as_played, variants
from trainer.scenario.model import Board, Choice, Desk, RolePlay

SEEDS = (1, 2, 3, 4, 5, 6)


def desk(level: int) -> Desk:
    """A desk of a level."""
    return Desk.model_validate({
        "id": "d", "kind": "desk", "title": "D", "minutes": 5, "setting": "s", "covers": ("r",), "assesses": ("fair",),
        "brief": "B", "skill": "fair", "level": level, "days": SEEDS, **({"courtesy": "kind"} if level == 4 else {}),
    })


EVERY_DAY = [(level, day) for level in LEVELS for day in days_of(desk(1))]


def played(level: int, day: str) -> RolePlay:
    return expand(desk(level), {}, day)


@pytest.mark.parametrize(("level", "day"), EVERY_DAY)
def test_the_model_walk_is_perfect_and_the_poor_one_poor(level: int, day: str) -> None:
    """Right answers score 1.0, wrong ones under 0.4; each answer right or wrong, the day goes on the same."""
    exercise = played(level, day)
    solution = solve(compile_program(exercise))
    scores = {name: score_attempt(solution, replay(solution.program, walk)) for name, walk in exercise.walks.items()}
    assert scores["model"].score == 1.0
    assert {decision.mark for decision in scores["model"].decisions} == {"best"}
    assert scores["poor"].score < 0.4
    for scene in exercise.scenes.values():
        assert len({choice.next for choice in scene.choices}) == bool(scene.choices)


@pytest.mark.parametrize(("level", "day"), EVERY_DAY)
def test_one_error_is_charged_once(level: int, day: str) -> None:
    """Whoever sends the wrong person once loses those points and can still earn all others."""
    exercise = played(level, day)
    solution = solve(compile_program(exercise))
    walk = list(exercise.walks["model"])
    walk[0] = exercise.walks["poor"][0]
    score = score_attempt(solution, replay(solution.program, walk))
    assert score.earned == solution.top - 2
    assert [decision.regret for decision in score.decisions] == [2] + [0] * (len(walk) - 1)


@pytest.mark.parametrize(("level", "day"), EVERY_DAY)
def test_the_questions_follow_the_rulings(level: int, day: str) -> None:
    """Of each arrival: who, what is written down, why, and at level 4 a word to those who have fallen out."""
    exercise = played(level, day)
    made = make_day(days_of(desk(level))[day], level)
    for number, arrival in enumerate(made.arrivals, start=1):
        asked = [name.rsplit("-", 1)[1] for name in exercise.scenes if name.startswith(f"day-{made.seed}-{number}-")]
        polite = level == 4 and arrival.situation in COURTESIES
        assert asked == ["who", "book", "why", *(["say"] if polite else [])]
        who = exercise.scenes[f"day-{made.seed}-{number}-who"]
        assert [choice.do for choice in who.choices] == list(made.staff)
        assert [choice.do for choice in who.choices if choice.points] == [arrival.ruling.receiver]
        for scene in asked:
            for choice in exercise.scenes[f"day-{made.seed}-{number}-{scene}"].choices:
                assert choice.principle == arrival.ruling.rule


@pytest.mark.parametrize(("level", "day"), EVERY_DAY)
def test_one_answer_is_right_and_half_right_earns_half(level: int, day: str) -> None:
    """Every question has three or four answers that differ; one earns 2, none of the others does, one earns nothing."""
    for scene in played(level, day).scenes.values():
        if scene.choices:
            points = sorted(choice.points for choice in scene.choices)
            assert 3 <= len(points) <= 4
            assert points[-1] == 2 > points[-2] and points[0] == 0
            assert len({choice.text for choice in scene.choices}) == len(points)


@pytest.mark.parametrize(("level", "day"), EVERY_DAY)
def test_the_board_shows_the_state_before_the_answer(level: int, day: str) -> None:
    """Order, states, make-ups and register are those of the moment; the last board is the evening's."""
    exercise = played(level, day)
    made = make_day(days_of(desk(level))[day], level)
    boards = {name: scene.board for name, scene in exercise.scenes.items()}
    for number, arrival in enumerate(made.arrivals, start=1):
        board = boards[f"day-{made.seed}-{number}-who"]
        assert board is not None
        assert tuple(seat.name for seat in board.seats) == arrival.before.order
        assert all((seat.state == "free") == arrival.before.free(seat.name) for seat in board.seats)
        assert all((seat.note is None) == (seat.state == "free") for seat in board.seats)
        assert {seat.name: seat.owed for seat in board.seats if seat.owed} == {
            name: owed for name, owed in arrival.before.make_ups.items() if owed}
        register = {customer: seat.name for seat in board.seats for customer in seat.customers}
        assert register == dict(arrival.before.register)
    last = boards[f"day-{made.seed}-over"]
    assert last is not None and tuple(seat.name for seat in last.seats) == made.after.order
    assert {seat.state for seat in last.seats} == {"free"}


def test_a_desk_has_a_form_for_each_day() -> None:
    """Days are drawn alike and each is written out as itself; without a name it is the first."""
    forms = variants(desk(1), {})
    assert [(form.name, form.share) for form in forms] == [(f"day-{n}", 1) for n in range(1, 7)]
    scenes = {name: tuple(as_played(desk(1), {}, {}, name)[0].scenes) for name in days_of(desk(1))}
    assert len(set(scenes.values())) == len(forms)
    assert tuple(expand(desk(1), {}).scenes) == scenes["day-1"]


def test_what_is_stored_shows_the_board_for_ever() -> None:
    """Written to JSON and read again, a day is the same, boards and all; a role-play without boards stores none."""
    exercise = played(4, "day-2")
    stored = exercise.model_dump_json(by_alias=True, exclude_defaults=True)
    assert RolePlay.model_validate_json(stored) == exercise
    assert isinstance(exercise.scenes[exercise.start].board, Board)
    plain = exercise.model_copy(update={"scenes": {
        name: scene.model_copy(update={"board": None}) for name, scene in exercise.scenes.items()}})
    assert "board" not in plain.model_dump_json(by_alias=True, exclude_defaults=True)


def test_answers_keep_their_places() -> None:
    """The same people stand in the same places all day, and a seed changes no order."""
    program = compile_program(played(2, "day-1"))
    options = offered(program, start(program))
    assert arranged("desk", options, 5, 9) == options


def test_kindness_cannot_be_told_by_its_place_or_length() -> None:
    """Over many days the kind reply stands in each place, and neither the longest nor the shortest is always kind."""
    places, longest, shortest, count = set(), 0, 0, 0
    for seed in range(1, 25):
        exercise = expand(desk(4).model_copy(update={"days": (seed,)}), {})
        for name, scene in exercise.scenes.items():
            if name.endswith("-say"):
                kind = next(choice for choice in scene.choices if choice.points == 2)
                lengths = [len(choice.text) for choice in scene.choices]
                places.add(scene.choices.index(kind))
                longest += len(kind.text) == max(lengths)
                shortest += len(kind.text) == min(lengths)
                count += 1
    assert places == {0, 1, 2}
    assert longest < 0.75 * count and shortest < 0.75 * count


def test_every_dispute_has_words_and_every_reason_a_lesson() -> None:
    """Two moments for each dispute, each with a poor, a fair and a good reply; a lesson for each reason."""
    assert set(COURTESIES) <= {name for group in PLANS[4] for name in group}
    for moments in COURTESIES.values():
        assert len(moments) == 2
        assert all(sorted(reply.grade for reply in moment.replies) == ["fair", "good", "poor"] for moment in moments)
    assert set(LESSONS) == set(REASONS)


def test_choices_of_answers_are_done_and_of_courtesy_said() -> None:
    """A ruling is an answer, a courtesy is spoken: the page draws them so."""
    for name, scene in played(4, "day-1").scenes.items():
        for choice in scene.choices:
            assert isinstance(choice, Choice)
            assert (choice.say is not None) == name.endswith("-say")

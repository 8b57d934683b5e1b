"""Playing through the service: what is kept, what is refused, what a second tab sees."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.service.conftest import CALLBACK, Clock, play_walk
from trainer import store
from trainer.service import debriefing, people, practice
from trainer.service.errors import NoSuchAttempt, NoSuchExercise, NotFinished, TryAgain
from trainer.service.house import House
from trainer.service.scores import rebuild


def model(house: House, exercise_id: str = CALLBACK) -> tuple[str, ...]:
    """The model walk of a shipped exercise."""
    return house.playable(exercise_id).exercise.walks["model"]


def test_the_model_walk_scores_one_and_ends_with_a_debrief(house: House, person: str, clock: Clock) -> None:
    """A play of the model walk ends with score 1.0, and its debrief blames no turn."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    view = play_walk(house, person, view, model(house), clock)
    assert view.finish is not None
    assert view.score == 1.0
    looked_back = debriefing.debrief(house, person, view.attempt)
    assert looked_back.score == 1.0
    assert looked_back.decisive_turn is None
    assert [turn.note.mark for turn in looked_back.turns] == ["best"] * len(looked_back.turns)


def test_a_decision_is_in_the_log_before_the_next_line(house: House, person: str, clock: Clock) -> None:
    """When `decide` returns, another connection already reads the decision."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    practice.decide(house, person, view.attempt, 1, model(house)[0], now=clock())
    with sqlite3.connect(house.settings.data_dir / "trainer.db") as other:
        rows = other.execute("select turn, response from decision where attempt_id = ?", (view.attempt,)).fetchall()
    assert rows == [(1, model(house)[0])]


def test_a_double_click_counts_once_and_says_nothing(house: House, person: str, clock: Clock) -> None:
    """The same response for the same turn a second time changes nothing and needs no notice."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    first = practice.decide(house, person, view.attempt, 1, model(house)[0], now=clock())
    again = practice.decide(house, person, view.attempt, 1, model(house)[0], now=clock())
    assert (again.turn, again.bubbles, again.notice) == (first.turn, first.bubbles, None)
    assert len(store.decisions_of(house.store, attempt_id=view.attempt)) == 1


def test_a_second_process_cannot_answer_the_turn_again(
    opened: Callable[..., House], person: str, house: House, clock: Clock
) -> None:
    """A replica whose memory is behind the log is refused by the store, reads anew, and tells the trainee."""
    other = opened()
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    stale = practice.play(other, person, view.attempt, now=clock())
    practice.decide(house, person, view.attempt, 1, view.responses[0].id, now=clock())
    late = practice.decide(other, person, stale.attempt, 1, view.responses[1].id, now=clock())
    assert late.turn == 2
    assert late.notice == practice.ELSEWHERE
    log = store.decisions_of(house.store, attempt_id=view.attempt)
    assert [decision.response for decision in log] == [view.responses[0].id]


@pytest.mark.parametrize("response", ["no-such-choice", "silence", "", "'; drop table decision; --"])
def test_a_response_that_is_not_offered_changes_nothing(
    house: House, person: str, clock: Clock, response: str
) -> None:
    """A forged response leaves the attempt at its turn."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    after = practice.decide(house, person, view.attempt, 1, response, now=clock())
    assert after.turn == 1
    assert store.decisions_of(house.store, attempt_id=view.attempt) == ()


def test_starting_twice_goes_on_with_the_open_attempt(house: House, person: str, clock: Clock) -> None:
    """Two tabs that both start play the same attempt, in the case that was offered."""
    offered = practice.card(house, person, CALLBACK)
    first = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    second = practice.start(house, person, CALLBACK, mode="assessment", now=clock())
    assert first.attempt == second.attempt
    assert first.brief == offered.brief
    assert practice.card(house, person, CALLBACK).state == "open"


def test_start_over_keeps_the_old_attempt_in_the_log(house: House, person: str, clock: Clock) -> None:
    """Starting over closes the attempt as abandoned, deals a case not seen before, and takes no more answers."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    practice.decide(house, person, view.attempt, 1, model(house)[0], now=clock())
    fresh = practice.start_over(house, person, view.attempt, mode="practice", now=clock())
    assert fresh.attempt != view.attempt
    assert fresh.turn == 1
    old, new = (store.attempt(house.store, attempt_id=a) for a in (view.attempt, fresh.attempt))
    assert old.case_number != new.case_number
    stale = practice.decide(house, person, view.attempt, 2, model(house)[1], now=clock())
    assert stale.notice == practice.CLOSED
    assert len(store.decisions_of(house.store, attempt_id=view.attempt)) == 1


def test_assessment_says_nothing_before_the_debrief(house: House, person: str, clock: Clock) -> None:
    """In assessment mode no note follows a choice; in practice every choice has one."""
    for mode, notes in (("assessment", 0), ("practice", 1)):
        someone = people.meet(house, f"device-{mode}", time_zone="UTC", now=clock())
        view = practice.start(house, someone, CALLBACK, mode=mode, now=clock())  # type: ignore[arg-type]
        view = practice.decide(house, someone, view.attempt, 1, model(house)[0], now=clock())
        assert len(view.notes) == notes


def test_a_what_if_never_touches_the_first_attempt(house: House, person: str, clock: Clock) -> None:
    """Playing on from a turn takes over the turns before it, scores on its own, and feeds no evidence."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    poor = house.playable(CALLBACK).exercise.walks["poor"]
    view = play_walk(house, person, view, poor, clock)
    before = debriefing.debrief(house, person, view.attempt)
    evidence = store.skill_evidence_of(house.store, person_id=person)
    branch = practice.what_if(house, person, view.attempt, 2, now=clock())
    assert (branch.turn, branch.what_if_of, branch.what_if_turn) == (2, view.attempt, 2)
    while branch.finish is None:
        branch = practice.decide(house, person, branch.attempt, branch.turn, branch.responses[0].id, now=clock())
    after = debriefing.debrief(house, person, view.attempt)
    assert (after.score, after.turns, after.finish) == (before.score, before.turns, before.finish)
    assert [one.attempt for one in after.what_ifs] == [branch.attempt]
    assert after.what_ifs[0].score == branch.score
    assert store.skill_evidence_of(house.store, person_id=person) == evidence


def test_somebody_elses_attempt_looks_like_none(house: House, person: str, clock: Clock) -> None:
    """A stranger can neither see, answer, debrief nor play on an attempt, and learns nothing of it."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    stranger = people.meet(house, "device-2", time_zone="UTC", now=clock())
    calls: list[Callable[[str], object]] = [
        lambda a: practice.play(house, stranger, a, now=clock()),
        lambda a: practice.decide(house, stranger, a, 1, model(house)[0], now=clock()),
        lambda a: practice.what_if(house, stranger, a, 1, now=clock()),
        lambda a: practice.start_over(house, stranger, a, mode="practice", now=clock()),
        lambda a: debriefing.debrief(house, stranger, a),
    ]
    for call in calls:
        refusals = []
        for attempt in (view.attempt, "0" * 32):
            with pytest.raises(NoSuchAttempt) as refusal:
                call(attempt)
            refusals.append(str(refusal.value))
        assert refusals[0] == refusals[1]
    assert store.decisions_of(house.store, attempt_id=view.attempt) == ()


def test_an_unknown_exercise_and_an_unfinished_debrief_are_sentences(
    house: House, person: str, clock: Clock
) -> None:
    """Wrong addresses raise errors that a page can show."""
    with pytest.raises(NoSuchExercise, match="no exercise at this address"):
        practice.card(house, person, "nothing-here")
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    with pytest.raises(NotFinished, match="not finished yet"):
        debriefing.debrief(house, person, view.attempt)


def test_an_edited_scenario_leaves_an_open_attempt_alone(
    opened: Callable[..., House], tmp_path: Path, clock: Clock
) -> None:
    """An attempt goes on with the version it began on; the next attempt gets the edited one."""
    content = tmp_path / "content"
    shipped = Path("scenarios/exercises/u8-telephone/satisfaction-callback.yaml").read_text(encoding="utf-8")
    file = content / "exercises" / "u8" / "satisfaction-callback.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(shipped, encoding="utf-8")
    before = opened(content)
    someone = people.meet(before, "device-3", time_zone="UTC", now=clock())
    view = practice.start(before, someone, CALLBACK, mode="practice", now=clock())
    first = model(before)[0]
    file.write_text(shipped.replace(f"id: {first}\n", "id: quite-another\n").replace(first, "quite-another"), "utf-8")
    after = opened(content)
    assert after.playable(CALLBACK).version != before.playable(CALLBACK).version
    on = practice.play(after, someone, view.attempt, now=clock())
    assert first in {response.id for response in on.responses}
    on = play_walk(after, someone, on, model(before), clock)
    assert on.score == 1.0
    anew = practice.start(after, someone, CALLBACK, mode="practice", now=clock())
    assert "quite-another" in {response.id for response in anew.responses}


def test_rebuild_gives_the_same_scores(house: House, person: str, clock: Clock) -> None:
    """Derived tables computed anew from the log equal those written along the way."""
    for name in ("model", "poor"):
        view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
        view = play_walk(house, person, view, house.playable(CALLBACK).exercise.walks[name], clock)
    branch = practice.what_if(house, person, view.attempt, 2, now=clock())
    while branch.finish is None:
        branch = practice.decide(house, person, branch.attempt, branch.turn, branch.responses[-1].id, now=clock())
    ids = [summary.attempt.id for summary in store.attempts_of(house.store, person_id=person)] + [branch.attempt]
    before = [store.scores_of(house.store, attempt_id=a) for a in ids]
    evidence = store.skill_evidence_of(house.store, person_id=person)
    assert rebuild(house) == 3
    assert [store.scores_of(house.store, attempt_id=a) for a in ids] == before
    assert store.skill_evidence_of(house.store, person_id=person) == evidence
    assert None not in before


def test_a_locked_database_is_a_sentence_and_loses_nothing(house: House, person: str, clock: Clock) -> None:
    """While another process holds the database, `decide` asks to try again; afterwards the same call works."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    blocker = sqlite3.connect(house.settings.data_dir / "trainer.db", isolation_level=None)
    blocker.execute("begin immediate")
    try:
        with pytest.raises(TryAgain, match="Nothing is lost"):
            practice.decide(house, person, view.attempt, 1, model(house)[0], now=clock())
    finally:
        blocker.execute("rollback")
        blocker.close()
    after = practice.decide(house, person, view.attempt, 1, model(house)[0], now=clock())
    assert after.turn == 2


def test_a_full_disk_is_a_sentence_and_loses_nothing(house: House, person: str, clock: Clock) -> None:
    """When the database may not grow, the trainee is told; what was decided stays, and it goes on afterwards."""
    view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    with house.store.engine.connect() as connection:
        size = connection.exec_driver_sql("pragma page_count").scalar_one()
        connection.exec_driver_sql(f"pragma max_page_count = {size}")
    kept, told = 0, ""
    while not told:
        try:
            if view.finish is not None:
                view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
            view = practice.decide(house, person, view.attempt, view.turn, model(house)[view.turn - 1], now=clock())
            kept += 1
        except TryAgain as error:
            told = str(error)
    assert "storage is full" in told
    if view.finish is None:
        assert len(store.decisions_of(house.store, attempt_id=view.attempt)) == view.turn - 1
    with house.store.engine.connect() as connection:
        connection.exec_driver_sql("pragma max_page_count = 1073741823")
    if view.finish is not None:
        view = practice.start(house, person, CALLBACK, mode="practice", now=clock())
    view = play_walk(house, person, view, model(house)[view.turn - 1:], clock)
    assert view.score == 1.0
    past = store.attempts_of(house.store, person_id=person)
    assert sum(summary.turns for summary in past) == kept + len(model(house)) - (kept % len(model(house)))

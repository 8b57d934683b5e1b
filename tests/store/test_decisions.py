"""The log of decisions keeps every decision once, in order, or not at all."""

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer import store as log
from trainer.store import Decision, NotFound, Store, StoreError, TurnTaken, open_store

from .samples import NOW, append, keep_attempt, later, make_decision, make_scores

RUNS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_what_was_appended_is_read_back(store: Store) -> None:
    """A decision comes back as it was given, with its number in the log."""
    attempt = keep_attempt(store)
    given_one = make_decision(attempt.id, 1, note="“Grüezi” 안녕 你好 🙂")
    kept = log.append_decision(store, given_one)
    assert kept.seq is not None
    assert kept == replace(given_one, seq=kept.seq)
    assert log.decisions_of(store, attempt_id=attempt.id) == (kept,)


def test_numbers_grow_over_all_attempts(store: Store) -> None:
    """The number of a decision is greater than that of every decision before it, of whichever attempt."""
    attempts = [keep_attempt(store) for _ in range(3)]
    kept = [log.append_decision(store, make_decision(each.id, turn)) for turn in (1, 2) for each in attempts]
    numbers = [each.seq or 0 for each in kept]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("turn", [-1, 0, 1, 2, 4])
def test_only_the_next_turn_is_taken(store: Store, turn: int) -> None:
    """After two decisions, any turn but the third is refused and changes nothing."""
    attempt = keep_attempt(store)
    append(store, attempt.id, 1, 2)
    with pytest.raises(TurnTaken) as refusal:
        log.append_decision(store, make_decision(attempt.id, turn))
    assert (refusal.value.attempt_id, refusal.value.turn) == (attempt.id, turn)
    assert [each.turn for each in log.decisions_of(store, attempt_id=attempt.id)] == [1, 2]


@pytest.mark.parametrize("reason", ["finished", "abandoned"])
def test_a_closed_attempt_takes_nothing(store: Store, reason: log.Closing) -> None:
    """The next turn of a closed attempt is refused."""
    attempt = keep_attempt(store)
    append(store, attempt.id, 1)
    assert log.close_attempt(store, attempt_id=attempt.id, reason=reason, at=later(2))
    with pytest.raises(TurnTaken):
        log.append_decision(store, make_decision(attempt.id, 2))


def test_unknown_attempts_are_not_found(store: Store) -> None:
    """A decision for an attempt that is not there is refused by name, and so is asking for its decisions."""
    with pytest.raises(NotFound, match="there is no attempt 'nobody'"):
        log.append_decision(store, make_decision("nobody", 1))
    with pytest.raises(NotFound):
        log.decisions_of(store, attempt_id="nobody")
    assert log.decisions_of(store, attempt_id=keep_attempt(store).id) == ()


def test_the_last_decision_brings_end_and_scores(store: Store) -> None:
    """A finishing decision, the end of the attempt and its scores appear together."""
    attempt = keep_attempt(store)
    append(store, attempt.id, 1)
    scores = make_scores(attempt.id)
    log.append_decision(store, make_decision(attempt.id, 2), finished=True, scores=scores)
    (event,) = log.events_of(store, attempt_id=attempt.id)
    assert (event.kind, event.at, event.turn) == ("finished", later(2), None)
    assert log.scores_of(store, attempt_id=attempt.id) == scores


def test_a_fault_in_the_scores_takes_the_decision_back(store: Store) -> None:
    """When the scores cannot be kept, the decision and the end of the attempt are not kept either."""
    attempt = keep_attempt(store)
    scores = make_scores(attempt.id)
    doubled = replace(scores, evidence=scores.evidence + scores.evidence[:1])
    with pytest.raises(StoreError):
        log.append_decision(store, make_decision(attempt.id, 1), finished=True, scores=doubled)
    assert log.decisions_of(store, attempt_id=attempt.id) == ()
    assert log.events_of(store, attempt_id=attempt.id) == ()
    assert log.scores_of(store, attempt_id=attempt.id) is None


def test_scores_of_another_attempt_are_refused(store: Store) -> None:
    """Scores are kept with the decision of their own attempt only, down to each row."""
    attempt, other = keep_attempt(store), keep_attempt(store)
    mixed = replace(make_scores(attempt.id), evidence=make_scores(other.id).evidence)
    for scores in (make_scores(other.id), mixed):
        with pytest.raises(ValueError, match="another attempt"):
            log.append_decision(store, make_decision(attempt.id, 1), finished=True, scores=scores)
    assert log.decisions_of(store, attempt_id=attempt.id) == ()


def test_times_without_a_zone_are_refused(store: Store) -> None:
    """A naive time is the caller's mistake and is not guessed at."""
    attempt = keep_attempt(store)
    with pytest.raises(ValueError, match="must have a zone"):
        log.append_decision(store, replace(make_decision(attempt.id, 1), taken_at=NOW.replace(tzinfo=None)))
    assert log.decisions_of(store, attempt_id=attempt.id) == ()


@pytest.mark.parametrize("note", ["nul \0 within", "half a pair \ud83d"])
def test_text_that_only_one_database_would_keep_is_refused(store: Store, note: str) -> None:
    """NUL characters and lone surrogates are the caller's mistake, on both databases alike."""
    attempt = keep_attempt(store)
    with pytest.raises(ValueError, match=r"NUL|surrogates"):
        log.append_decision(store, make_decision(attempt.id, 1, note=note))
    assert log.decisions_of(store, attempt_id=attempt.id) == ()


def test_a_what_if_takes_over_the_turns_before(store: Store) -> None:
    """A what-if's decisions begin with its parent's; its own begin at the turn played on from."""
    parent = keep_attempt(store)
    append(store, parent.id, 1, 2, 3)
    child = keep_attempt(store, parent.person_id, parent=(parent.id, 3))
    with pytest.raises(TurnTaken):
        append(store, child.id, 1)
    append(store, child.id, 3, 4)
    line = log.decisions_of(store, attempt_id=child.id)
    assert [(each.turn, each.attempt_id) for each in line] == [
        (1, parent.id),
        (2, parent.id),
        (3, child.id),
        (4, child.id),
    ]
    assert [each.turn for each in log.decisions_of(store, attempt_id=parent.id)] == [1, 2, 3]


def test_a_what_if_of_a_what_if_takes_over_the_whole_line(store: Store) -> None:
    """Playing on from a turn that a what-if itself took over follows the line back to where it was decided."""
    first = keep_attempt(store)
    append(store, first.id, 1, 2, 3)
    second = keep_attempt(store, first.person_id, parent=(first.id, 3))
    append(store, second.id, 3, 4)
    third = keep_attempt(store, first.person_id, parent=(second.id, 4))
    fourth = keep_attempt(store, first.person_id, parent=(second.id, 2))
    append(store, third.id, 4)
    append(store, fourth.id, 2)
    lines = [[each.attempt_id for each in log.decisions_of(store, attempt_id=one.id)] for one in (third, fourth)]
    assert lines == [[first.id, first.id, second.id, third.id], [first.id, fourth.id]]


@RUNS
@given(
    st.lists(
        st.one_of(
            st.integers(-1, 4).map(lambda step: ("append", step)), st.sampled_from([("close", 0), ("reopen", 0)])
        ),
        max_size=12,
    )
)
def test_the_log_is_what_was_acknowledged(url: str, steps: list[tuple[str, int]]) -> None:
    """Whatever order of right and wrong turns, closings and new openings: the log holds what was acknowledged."""
    store = open_store(url)
    attempt = keep_attempt(store)
    acknowledged: list[Decision] = []
    closed = False
    for kind, step in steps:
        if kind == "reopen":
            store.close()
            store = open_store(url)
        elif kind == "close":
            assert log.close_attempt(store, attempt_id=attempt.id, reason="abandoned", at=NOW) is not closed
            closed = True
        else:
            decision = make_decision(attempt.id, len(acknowledged) + step)
            try:
                acknowledged.append(log.append_decision(store, decision))
                assert step == 1
                assert not closed
            except TurnTaken:
                assert step != 1 or closed
    assert log.decisions_of(store, attempt_id=attempt.id) == tuple(acknowledged)
    store.close()


def test_of_two_threads_one_takes_the_turn(store: Store) -> None:
    """When many threads answer the same turn at once, exactly one succeeds and the others learn that it is taken."""
    attempt = keep_attempt(store)
    for turn in range(1, 11):
        together = threading.Barrier(6)

        def answer(number: int, turn: int = turn, together: threading.Barrier = together) -> Decision | None:
            together.wait()
            try:
                return log.append_decision(store, make_decision(attempt.id, turn, response=f"thread-{number}"))
            except TurnTaken:
                return None

        with ThreadPoolExecutor(6) as threads:
            won = [each for each in threads.map(answer, range(6)) if each is not None]
        assert len(won) == 1
        assert log.decisions_of(store, attempt_id=attempt.id)[-1] == won[0]


def test_numbers_appear_in_order(store: Store, url: str) -> None:
    """While two stores append at once, no decision appears with a smaller number than one already seen."""
    attempts = [keep_attempt(store) for _ in range(4)]
    done = threading.Event()

    def play(attempt_id: str, on: Store) -> None:
        append(on, attempt_id, *range(1, 16))

    def watch() -> None:
        seen: set[int] = set()
        while not done.is_set():
            with store.engine.connect() as connection:
                now = {row[0] for row in connection.exec_driver_sql("SELECT seq FROM decision")}
            assert not any(number < max(seen, default=0) for number in now - seen)
            seen = now

    with open_store(url) as other, ThreadPoolExecutor(5) as threads:
        watching = threads.submit(watch)
        playing = [
            threads.submit(play, each.id, on) for each, on in zip(attempts, (store, other, other, other), strict=True)
        ]
        wait(playing)
        done.set()
        for each in (*playing, watching):
            each.result()

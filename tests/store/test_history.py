"""The history shows each attempt once, in order, with how it ended."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer import store as log
from trainer.store import AttemptSummary, OpenAttempt, Store

from .samples import NOW, append, keep_attempt, keep_person, later, make_decision, make_scores

RUNS = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_open_attempts_stand_in_the_order_of_their_last_touch(store: Store) -> None:
    """The attempt with the latest decision comes first; one without any counts from its start."""
    person = keep_person(store)
    idle = keep_attempt(store, person.id, started_at=later(10))
    played = keep_attempt(store, person.id)
    touched = keep_attempt(store, person.id, exercise_id="greeting")
    closed = keep_attempt(store, person.id)
    log.close_attempt(store, attempt_id=closed.id, reason="abandoned", at=later(1))
    append(store, played.id, *range(1, 6))
    append(store, touched.id, *range(1, 21))
    keep_attempt(store, person.id, parent=(played.id, 2))
    assert log.open_attempts(store, person_id=person.id) == (
        OpenAttempt(touched, 20, later(20)),
        OpenAttempt(idle, 0, later(10)),
        OpenAttempt(played, 5, later(5)),
    )


def test_the_history_tells_how_attempts_ended(store: Store) -> None:
    """Open, abandoned and finished attempts stand with their last turn, their closing and their score."""
    person = keep_person(store)
    left_open = keep_attempt(store, person.id, started_at=later(1))
    abandoned = keep_attempt(store, person.id, started_at=later(2))
    finished = keep_attempt(store, person.id, started_at=later(3))
    keep_attempt(store)
    append(store, abandoned.id, 1)
    log.close_attempt(store, attempt_id=abandoned.id, reason="abandoned", at=later(9))
    append(store, finished.id, 1)
    scores = make_scores(finished.id)
    log.append_decision(store, make_decision(finished.id, 2), finished=True, scores=scores)
    assert log.attempts_of(store, person_id=person.id) == (
        AttemptSummary(finished, "finished", later(2), 2, scores.attempt),
        AttemptSummary(abandoned, "abandoned", later(9), 1, None),
        AttemptSummary(left_open, None, None, 0, None),
    )


def test_what_ifs_stand_with_the_attempt_they_left(store: Store) -> None:
    """What was played on from an attempt is listed there and not in the history; the attempt is untouched."""
    first = keep_attempt(store)
    append(store, first.id, 1, 2, 3)
    before = log.attempts_of(store, person_id=first.person_id)
    early = keep_attempt(store, first.person_id, parent=(first.id, 2), started_at=later(1))
    late = keep_attempt(store, first.person_id, parent=(first.id, 3), started_at=later(2))
    nested = keep_attempt(store, first.person_id, parent=(late.id, 1), started_at=later(3))
    scores = make_scores(early.id)
    log.append_decision(store, make_decision(early.id, 2), finished=True, scores=scores)
    assert log.what_ifs_of(store, attempt_id=first.id) == (
        AttemptSummary(late, None, None, 2, None),
        AttemptSummary(early, "finished", later(2), 2, scores.attempt),
    )
    assert [each.attempt for each in log.what_ifs_of(store, attempt_id=late.id)] == [nested]
    assert log.attempts_of(store, person_id=first.person_id) == before
    assert [each.turn for each in log.decisions_of(store, attempt_id=first.id)] == [1, 2, 3]


@RUNS
@given(starts=st.lists(st.integers(0, 3), max_size=9), size=st.integers(1, 4))
def test_pages_show_each_attempt_once(store: Store, starts: list[int], size: int) -> None:
    """Page by page every attempt appears exactly once, the latest first, also when several began at one moment."""
    person = keep_person(store)
    for start in starts:
        keep_attempt(store, person.id, started_at=later(start))
    whole = log.attempts_of(store, person_id=person.id)
    assert [each.attempt.started_at for each in whole] == sorted((later(each) for each in starts), reverse=True)
    shown: tuple[AttemptSummary, ...] = ()
    while page := log.attempts_of(
        store, person_id=person.id, limit=size, before=shown[-1].attempt.id if shown else None
    ):
        assert len(page) <= size
        shown += page
    assert shown == whole


def test_what_was_played_on_by_a_person(store: Store) -> None:
    """All what-ifs of a person stand together, those from other what-ifs too, the last begun first."""
    person = keep_person(store).id
    first = keep_attempt(store, person)
    append(store, first.id, 1, 2)
    once = keep_attempt(store, person, started_at=later(5), parent=(first.id, 2))
    append(store, once.id, 2)
    twice = keep_attempt(store, person, started_at=later(6), parent=(once.id, 2))
    keep_attempt(store)
    found = log.what_ifs_by(store, person_id=person)
    assert [summary.attempt for summary in found] == [twice, once]


def test_the_times_of_all_turns(store: Store) -> None:
    """Every turn that a person answered tells when it came up and was answered, in the order of the log."""
    person = keep_person(store).id
    first = keep_attempt(store, person)
    append(store, first.id, 1, 2)
    append(store, keep_attempt(store).id, 1)
    append(store, keep_attempt(store, person, parent=(first.id, 1)).id, 1)
    assert log.turn_times_of(store, person_id=person) == ((NOW, later(1)), (NOW, later(2)), (NOW, later(1)))
    assert log.turn_times_of(store, person_id="nobody") == ()

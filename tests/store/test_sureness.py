"""What calibration is drawn from: answers with the marks of their choices, of finished attempts only."""

from trainer import store as log
from trainer.store import Confidence, Store, SureOutcome

from .samples import append, keep_attempt, keep_person, later, make_decision, make_scores


def say(store: Store, attempt: str, turn: int, sure: int) -> None:
    """Keep an answer."""
    log.add_confidence(store, Confidence(attempt, turn, sure, later(turn)))


def test_answers_come_with_the_marks_of_their_choices(store: Store) -> None:
    """Only what counted is told: no what-if, no open attempt, no turn without an answer or a mark, nobody else's."""
    person = keep_person(store).id
    finished = keep_attempt(store, person).id
    append(store, finished, 1)
    log.append_decision(store, make_decision(finished, 2), finished=True, scores=make_scores(finished, 3))
    what_if = keep_attempt(store, person, parent=(finished, 1)).id
    append(store, what_if, 1)
    log.append_decision(store, make_decision(what_if, 2), finished=True, scores=make_scores(what_if, 3))
    left = keep_attempt(store, person).id
    append(store, left, 1)
    for attempt in (finished, what_if, left):
        say(store, attempt, 1, 90)
    say(store, finished, 3, 40)
    other = keep_attempt(store).id
    log.append_decision(store, make_decision(other, 1), finished=True, scores=make_scores(other, 2))
    say(store, other, 1, 70)
    assert log.sure_outcomes_of(store, person_id=person) == (SureOutcome(90, "best"),)
    assert log.sure_outcomes_of(store, person_id="nobody") == ()

"""Scores and evidence are kept beside the log, replaced whole, and made again from it."""

from dataclasses import replace

import pytest

from trainer import store as log
from trainer.store import Attempt, AttemptScores, DatedEvidence, NotFound, Store, StoreError

from .samples import NOW, append, keep_attempt, keep_person, later, make_decision, make_scores


def finish(store: Store, attempt: Attempt, turns: int = 2, *, keep_scores: bool = True) -> AttemptScores:
    """Play an attempt from where it stands up to its last turn."""
    append(store, attempt.id, *range(attempt.parent_turn or 1, turns))
    scores = make_scores(attempt.id, turns)
    last = make_decision(attempt.id, turns)
    log.append_decision(store, last, finished=True, scores=scores if keep_scores else None)
    return scores


def test_scores_are_replaced_whole(store: Store) -> None:
    """Saving scores again leaves nothing of the old ones."""
    attempt = keep_attempt(store)
    assert log.scores_of(store, attempt_id=attempt.id) is None
    for scores in (make_scores(attempt.id, 5), make_scores(attempt.id, 1, score=0.25)):
        log.save_scores(store, scores)
        assert log.scores_of(store, attempt_id=attempt.id) == scores


def test_values_that_are_not_there_stay_so(store: Store) -> None:
    """A decision with nothing at stake keeps neither quality nor mark, and numbers keep their last digit."""
    scores = make_scores(keep_attempt(store).id)
    unmarked = replace(scores.decisions[0], span=0, quality=None, mark=None)
    exact = replace(scores.attempt, critical=True, score=1 / 3, raw=0.1 + 0.2)
    odd = replace(scores, attempt=exact, decisions=(unmarked,))
    log.save_scores(store, odd)
    assert log.scores_of(store, attempt_id=odd.attempt.attempt_id) == odd


def test_scores_need_an_attempt_and_fit_together(store: Store) -> None:
    """Scores of an unknown attempt or with a doubled row are refused, and the old scores stay."""
    with pytest.raises(NotFound):
        log.save_scores(store, make_scores("nobody"))
    scores = make_scores(keep_attempt(store).id)
    log.save_scores(store, scores)
    with pytest.raises(StoreError):
        log.save_scores(store, replace(scores, evidence=scores.evidence * 2))
    assert log.scores_of(store, attempt_id=scores.attempt.attempt_id) == scores


def test_evidence_comes_in_the_order_of_the_log(store: Store) -> None:
    """A person's evidence carries exercise, scene and time, ordered by decision over all attempts, then by skill."""
    person = keep_person(store)
    one = keep_attempt(store, person.id, exercise_id="greeting")
    two = keep_attempt(store, person.id)
    append(store, one.id, 1)
    append(store, two.id, 1)
    two_scores, one_scores = finish_from(store, two, 2), finish_from(store, one, 2)
    finish(store, keep_attempt(store))
    found = log.skill_evidence_of(store, person_id=person.id)
    expected = [
        DatedEvidence(seq, later(turn), exercise_id, f"scene-{turn}", each)
        for seq, turn, exercise_id, scores in (
            (1, 1, "greeting", one_scores),
            (2, 1, "callback", two_scores),
            (3, 2, "callback", two_scores),
            (4, 2, "greeting", one_scores),
        )
        for each in scores.evidence
        if each.turn == turn
    ]
    assert list(found) == expected


def finish_from(store: Store, attempt: Attempt, turn: int) -> AttemptScores:
    """Take the last decision of an attempt."""
    scores = make_scores(attempt.id, turn)
    log.append_decision(store, make_decision(attempt.id, turn), finished=True, scores=scores)
    return scores


def test_what_ifs_say_nothing_of_skills(store: Store) -> None:
    """A what-if keeps its score for comparison, and its evidence is never returned."""
    first = keep_attempt(store)
    finish(store, first)
    before = log.skill_evidence_of(store, person_id=first.person_id)
    what_if = keep_attempt(store, first.person_id, parent=(first.id, 2))
    scores = finish(store, what_if)
    assert log.scores_of(store, attempt_id=what_if.id) == scores
    assert log.skill_evidence_of(store, person_id=first.person_id) == before


def test_all_that_is_derived_can_be_made_again(store: Store) -> None:
    """After clearing, going through the finished attempts in order and saving brings back the very same rows."""
    person = keep_person(store)
    attempts = [keep_attempt(store, person.id) for _ in range(3)]
    for each in reversed(attempts):
        finish(store, each)
    what_if = keep_attempt(store, person.id, parent=(attempts[0].id, 2))
    finish(store, what_if)
    log.close_attempt(store, attempt_id=keep_attempt(store, person.id).id, reason="abandoned", at=NOW)
    append(store, keep_attempt(store, person.id).id, 1)
    ids = [each.id for each in attempts] + [what_if.id]
    before = [log.scores_of(store, attempt_id=each) for each in ids], log.skill_evidence_of(store, person_id=person.id)

    log.clear_derived(store)
    assert [log.scores_of(store, attempt_id=each) for each in ids] == [None] * 4
    assert log.skill_evidence_of(store, person_id=person.id) == ()
    order = []
    for finished in log.attempts_to_rebuild(store):
        order.append(finished.attempt.id)
        assert finished.finished_at == later(2)
        assert finished.decisions == log.decisions_of(store, attempt_id=finished.attempt.id)
        log.save_scores(store, make_scores(finished.attempt.id))
    assert order == [attempts[2].id, attempts[1].id, attempts[0].id, what_if.id]
    after = [log.scores_of(store, attempt_id=each) for each in ids], log.skill_evidence_of(store, person_id=person.id)
    assert after == before


def test_an_attempt_finished_without_scores_is_found_for_rebuilding(store: Store) -> None:
    """A finish whose scores were never kept is made good by a rebuild."""
    attempt = keep_attempt(store)
    finish(store, attempt, keep_scores=False)
    (found,) = log.attempts_to_rebuild(store)
    assert found.attempt == attempt

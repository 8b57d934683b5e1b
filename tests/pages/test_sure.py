"""The question of sureness on Play: above the choices, never in their way, and what comes of it on Progress."""

from __future__ import annotations

import pytest

from tests.pages.conftest import CALLBACK, TIMED
from trainer import store
from trainer.assess import calibration
from trainer.service import practice
from trainer.service.errors import TryAgain


@pytest.fixture(autouse=True)
def _always(monkeypatch):
    """Every turn that may ask does."""
    monkeypatch.setattr(calibration, "asks", lambda seed, turn: True)


def asked(trainee) -> list[str]:
    """The keys of the questions that can be seen."""
    return [radio.key for radio in trainee.app.radio if radio.key.startswith("sure-")]


def said(house, attempt: str) -> list[tuple[int, int]]:
    """Turn and sureness of all answers of an attempt."""
    with house.store.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT turn, sure FROM confidence WHERE attempt_id = ? ORDER BY turn", (attempt,)
        ).all()
        connection.rollback()
    return [tuple(row) for row in rows]


def test_a_choice_can_be_taken_without_an_answer(visit, home_of):
    """The question stands alone on its turn, goes with it, and leaving it out keeps nothing."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start")
    attempt = trainee.choices[0].split("-")[1]
    assert asked(trainee) == [f"sure-{attempt}-1"]
    assert trainee.app.radio(key=f"sure-{attempt}-1").value is None
    trainee.choose()
    assert asked(trainee) == [f"sure-{attempt}-2"]
    assert said(home_of, attempt) == []


def test_an_answer_leaves_the_choices_and_goes_along_with_one(visit, home_of):
    """Answering takes nothing; it may be changed until the choice, and then stands in the log as it was last."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start")
    before, attempt = trainee.choices, trainee.choices[0].split("-")[1]
    for sure in (90, 40):
        trainee.app.radio(key=f"sure-{attempt}-1").set_value(sure).run()
        trainee.checked()
        assert trainee.choices == before
        assert said(home_of, attempt) == []
    trainee.choose()
    assert said(home_of, attempt) == [(1, 40)]
    assert all("-2-" in key for key in trainee.choices)


def test_an_answer_and_a_choice_in_one_go_are_one_run(visit, home_of, monkeypatch):
    """Somebody who is quick sends both at once: one run keeps both, and the choice is asked for once."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start")
    attempt, runs, decide = trainee.choices[0].split("-")[1], [], practice.decide

    def counted(*given, **named):
        runs.append(given)
        return decide(*given, **named)

    monkeypatch.setattr(practice, "decide", counted)
    trainee.app.radio(key=f"sure-{attempt}-1").set_value(70)
    trainee.choose()
    assert len(runs) == 1
    assert said(home_of, attempt) == [(1, 70)]


def test_a_choice_that_is_tried_again_takes_its_answer_along(visit, home_of, monkeypatch):
    """When the store was full, trying again keeps the choice and how sure it was."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start")
    attempt, decide = trainee.choices[0].split("-")[1], practice.decide

    def full(*_given, **_named):
        raise TryAgain("We could not save this.")

    monkeypatch.setattr(practice, "decide", full)
    trainee.app.radio(key=f"sure-{attempt}-1").set_value(90).run()
    trainee.choose()
    monkeypatch.setattr(practice, "decide", decide)
    trainee.press(next(key for key in trainee.keys if key.startswith("play.retry.")))
    assert said(home_of, attempt) == [(1, 90)]


def test_where_time_runs_nothing_is_asked(visit):
    """A timed turn has its countdown and no question; a what-if has none either."""
    trainee = visit().open("play.py", scenario=TIMED).press("start")
    assert any(key.endswith("-silence") for key in trainee.keys)
    assert asked(trainee) == []
    trainee = visit(stranger=True).open("play.py", scenario=CALLBACK).press("start").finish()
    trainee.open("debrief.py", attempt=trainee.query["attempt"]).press("what-if-1")
    assert trainee.choices
    assert asked(trainee) == []


def test_progress_sets_answers_beside_results(visit, home_of):
    """Without answers nothing is shown; with them a sentence for each level, and what the colours mean."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start")
    attempt = trainee.choices[0].split("-")[1]
    assert "How sure you were" not in trainee.open("progress.py").html
    trainee.open("play.py", attempt=attempt)
    trainee.app.radio(key=f"sure-{attempt}-1").set_value(90)
    trainee.finish(0)
    (outcome,) = store.sure_outcomes_of(home_of.store, person_id=store.attempt(
        home_of.store, attempt_id=attempt).person_id)
    trainee.open("progress.py")
    right = int(outcome.mark == "best")
    times = "1 time" if right else "0 times"
    assert f"When you said “sure”, you were right {times} of 1." in trainee.html
    assert "You have not said “fairly sure” yet." in trainee.html
    assert "Too few answers to compare yet." in trainee.html

"""Progress: practice in figures, the way into everything that was played, and a history that grows long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.pages.conftest import CALLBACK
from trainer import store
from trainer.service import practice
from trainer.ui.draw.progress import SHOWN


def test_practice_is_told_in_figures(visit):
    """Exercises, time with its cap, days and units stand on top; one day is no run, and nothing scolds."""
    page = visit().open("play.py", scenario=CALLBACK).press("start").finish().open("progress.py").html
    assert "exercise finished" in page
    assert "day with practice" in page
    assert "units done" in page
    assert "at most three minutes count" in page
    assert "You are on a run" not in page
    assert "Skills over time" not in page


def test_skills_over_time_come_with_the_second_day(visit, home_of):
    """After several days there is a drawing with words and a table, and a run without a word on days off missed."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start").finish()
    attempt = store.attempt(home_of.store, attempt_id=trainee.query["attempt"])
    now = datetime.now(UTC)
    for days in (2, 1):
        at = now - timedelta(days=days)
        view = practice.start(home_of, attempt.person_id, CALLBACK, mode="practice", now=at)
        for step in home_of.version(attempt.version).exercise.walks["model"]:
            at += timedelta(seconds=20)
            view = practice.decide(home_of, attempt.person_id, view.attempt, view.turn, step, now=at)
    page = trainee.open("progress.py").html
    assert "Skills over time" in page
    assert "The table below says it day by day." in page
    assert "<caption>" in page
    assert "You are on a run of 3 days of practice" in page


def test_an_attempt_that_was_ended_early_leads_to_its_turns(visit):
    """Its row in the history opens what was played, with the ways on, and nothing to play on from."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start").choose()
    old = trainee.choices[0].split("-")[1]
    trainee.press("play.start-over").open("progress.py")
    way = next(way for label, way in trainee.links.items() if label.startswith("`What you played: "))
    assert way == f"debrief?attempt={old}"
    trainee.open("debrief.py", attempt=old)
    assert "You stopped after turn 1" in trainee.html
    assert 'id="turn-1"' in trainee.html
    assert not [key for key in trainee.keys if key.startswith("what-if-")]
    assert "Play it again" in trainee.links


def test_an_attempt_that_was_ended_at_once_says_so(visit):
    """Without a turn there is a clear note instead of an empty page."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start")
    old = trainee.choices[0].split("-")[1]
    trainee.press("play.start-over")
    assert "You stopped before the first turn" in trainee.open("debrief.py", attempt=old).html


def test_an_open_what_if_can_be_gone_on_with(visit):
    """Under its attempt in the history stands the way back into it, until it is over."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start").finish()
    trainee.open("debrief.py", attempt=trainee.query["attempt"]).press("what-if-2")
    other = trainee.query["attempt"]
    trainee.open("progress.py")
    ways = [way for label, way in trainee.links.items() if label.startswith("`Go on: what if, from turn 2")]
    assert ways == [f"play?attempt={other}"]
    trainee.open("play.py", attempt=other).finish().open("progress.py")
    assert not [label for label in trainee.links if "what if" in label]


def test_a_long_history_opens_on_demand(visit, home_of):
    """The newest attempts are drawn, the others when asked for."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start").finish()
    person = store.attempt(home_of.store, attempt_id=trainee.query["attempt"]).person_id
    now = datetime.now(UTC)
    for _ in range(SHOWN + 2):
        view = practice.start(home_of, person, CALLBACK, mode="practice", now=now)
        store.close_attempt(home_of.store, attempt_id=view.attempt, reason="abandoned", at=now)
    trainee.open("progress.py")
    assert trainee.html.count('class="rt-history"') == SHOWN
    trainee.press("progress.earlier")
    assert trainee.html.count('class="rt-history"') == SHOWN + 3


def test_the_data_part_says_what_backups_may_hold(visit):
    """Who thinks of deleting reads that the operator's older backups may hold the data until they are replaced."""
    page = visit().open("play.py", scenario=CALLBACK).press("start").finish().open("progress.py").html
    assert "What you delete can stay in older ones until they are replaced by newer ones." in page

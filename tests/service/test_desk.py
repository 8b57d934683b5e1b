"""The turn-order desk through the service: its board, its questions, and a day that stays what it was."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from tests.service.conftest import CALLBACK, Clock, play_walk
from trainer import store
from trainer.service import debriefing, people, practice
from trainer.service.house import House
from trainer.service.playable import pack, unpack, version_of
from trainer.service.views import PlayView
from trainer.settings import ROOT

DESK = "disputes-desk"


def begin(house: House, person: str, clock: Clock, desk: str = DESK) -> PlayView:
    """Begin a day."""
    return practice.start(house, person, desk, mode="practice", now=clock())


def model(house: House, view: PlayView) -> tuple[str, ...]:
    """The right answers of the day that an attempt got."""
    attempt = store.attempt(house.store, attempt_id=view.attempt)
    return house.version(attempt.version).exercise.walks["model"]


def test_every_turn_has_its_question_and_the_board(house: House, person: str, clock: Clock) -> None:
    """Who, what is written down, why, and a word in a dispute; three times the same board, then the next one."""
    view = begin(house, person, clock)
    walk, seen = model(house, view), []
    while not view.finish:
        assert view.desk is not None and len(view.desk.seats) == 4
        seen.append((view.question or "", view.desk))
        view = practice.decide(house, person, view.attempt, view.turn, walk[view.turn - 1], now=clock())
    questions = [question.split(" ")[0] for question, _ in seen]
    assert questions[:3] == ["Who", "What", "Which"]
    assert len(seen) == len(walk) > 27
    for (_, before), (question, after) in pairwise(seen):
        assert question.startswith("Who receives") or before == after
        assert not question.startswith("Who receives") or before.clock != after.clock
    assert view.desk is not None and view.desk.clock != seen[-1][1].clock
    assert view.score == 1.0


def test_a_day_is_debriefed_like_a_conversation(house: House, person: str, clock: Clock) -> None:
    """One wrong answer is one turn lost; the rule behind it is named, and fairness and kindness are scored apart."""
    view = begin(house, person, clock)
    walk = list(model(house, view))
    walk[0] = next(r.id for r in view.responses if r.id != walk[0])
    play_walk(house, person, view, tuple(walk), clock)
    looked_back = debriefing.debrief(house, person, view.attempt)
    assert [turn.turn for turn in looked_back.turns if turn.lost] == [1] == [looked_back.decisive_turn]
    assert looked_back.turns[0].note.principle_id.startswith("turn-")
    assert [turn.question.split(" ")[0] for turn in looked_back.turns[:3]] == ["Who", "What", "Which"]
    assert len({turn.arrival for turn in looked_back.turns[:3]}) == 1
    assert len({turn.arrival for turn in looked_back.turns}) == 9
    scores = {skill.id: skill.score for skill in looked_back.skills}
    assert scores["empathy"] == 1.0 > (scores["fair-process"] or 0) > 0.9


def test_the_rules_and_the_reason_are_at_hand(house: House, person: str, clock: Clock) -> None:
    """The desk tells its rules, and in practice the note after a choice tells the reason of the ruling at once."""
    view = begin(house, person, clock)
    assert view.desk is not None and len(view.desk.rules) >= 8
    wrong = next(r.id for r in view.responses if r.id != model(house, view)[0])
    after = practice.decide(house, person, view.attempt, 1, wrong, now=clock())
    day = house.version(store.attempt(house.store, attempt_id=view.attempt).version).exercise
    assert {choice.feedback for choice in day.scenes[day.start].choices} == {dict(after.notes)[1].feedback}
    assert after.bubbles[-1].text.startswith("By the rules, ")


def test_days_are_drawn(house: House, clock: Clock) -> None:
    """Different people get different days, and one person's day stays the same until it is over."""
    days = set()
    for number in range(12):
        person = people.meet(house, f"device-{number + 10}", time_zone="Europe/Vienna", now=clock())
        view = begin(house, person, clock)
        assert begin(house, person, clock).attempt == view.attempt
        days.add(tuple(response.id for response in view.responses))
    assert len(days) > 1


def test_a_repeat_brings_another_day(house: House, person: str, clock: Clock) -> None:
    """All days of a desk come before one comes again, and then the one that was played longest ago."""
    views = [begin(house, person, clock)]
    for _ in range(9):
        views.append(practice.start_over(house, person, views[-1].attempt, mode="practice", now=clock()))
    versions = [store.attempt(house.store, attempt_id=view.attempt).version for view in views]
    assert len(set(versions[:8])) == 8
    assert versions[8:] == versions[:2]


def test_a_day_stays_what_it_was_when_its_file_changes(
    opened: Callable[..., House], tmp_path: Path, person: str, house: House, clock: Clock
) -> None:
    """A house with other days goes on with the old day: same board, same answers, and the model walk still wins."""
    view = begin(house, person, clock)
    walk = model(house, view)
    other = tmp_path / "other"
    shutil.copytree(ROOT / "scenarios", other, ignore=shutil.ignore_patterns("u[1-689]-*", "u1?-*", "pictures"))
    file = other / "exercises" / "u7-turn-order" / f"{DESK}.yaml"
    file.write_text("".join("days: [101, 102, 103, 104, 105, 106]\n" if line.startswith("days:") else line
                            for line in file.read_text("utf-8").splitlines(keepends=True)), "utf-8")
    changed = opened(other)
    later = practice.play(changed, person, view.attempt, now=clock())
    assert (later.desk, later.responses, later.question) == (view.desk, view.responses, view.question)
    assert play_walk(changed, person, later, walk, clock).score == 1.0


def test_what_was_stored_before_there_were_boards_is_read_as_before(house: House) -> None:
    """A role-play stores no board, so its version is named as ever; stored content without boards has none."""
    callback = house.playable(CALLBACK)
    assert b'"board"' not in callback.content
    assert version_of(pack(callback.kind, callback.exercise, None, callback.setting)) == callback.version
    day = house.playable(DESK, "day-2")
    assert b'"board"' in day.content
    again = unpack(day.content)
    assert (again.exercise, again.version, again.kind) == (day.exercise, day.version, "desk")
    value = json.loads(day.content)
    for scene in value["exercise"]["scenes"].values():
        del scene["board"]
    old = unpack(json.dumps(value).encode())
    assert all(scene.board is None for scene in old.exercise.scenes.values())


def test_other_exercises_have_no_board(house: House, person: str, clock: Clock) -> None:
    """A conversation is played without a desk, under its own question or none."""
    view = begin(house, person, clock, CALLBACK)
    assert (view.desk, view.question) == (None, None)

"""The mystery shopper through the service: one series at a time, nothing told before its end, and the certificate."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

import pytest

from tests.service.conftest import Clock
from tests.service.shopping import pass_all_gates, play_out, play_part, play_series
from tests.store.postgres import running_server
from trainer import store
from trainer.assess.series import VISITED
from trainer.service import (
    certificates,
    debriefing,
    overview,
    own_data,
    people,
    practice,
    series,
    series_plan,
    series_result,
    today,
)
from trainer.service.errors import NoSuchSeries, NotYet, SeriesOpen
from trainer.service.house import House, build_house
from trainer.service.mastery import standings
from trainer.service.refusals import Locked, NotAccepted
from trainer.settings import read_settings


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house on each database, shared by the tests: each comes with a person of its own."""
    environ = {"TRAINER_DATA_DIR": str(tmp_path_factory.mktemp("shopper"))}
    if request.param == "sqlite":
        opened = build_house(read_settings(environ))
        yield opened
        opened.store.close()
        return
    with running_server() as server, server.database() as name:
        opened = build_house(read_settings({**environ, "TRAINER_DATABASE_URL": server.url(name)}))
        yield opened
        opened.store.close()


@pytest.fixture
def person(house: House, clock: Clock) -> str:
    """Somebody new."""
    return people.meet(house, secrets.token_hex(8), time_zone="Europe/Vienna", now=clock())


@pytest.fixture(scope="module")
def master(house: House) -> tuple[str, Clock]:
    """Somebody whose skills are all mastered, and the time it is for them."""
    clock = Clock()
    found = people.meet(house, "master", time_zone="Europe/Vienna", now=clock())
    pass_all_gates(house, found, clock)
    return found, clock


def test_a_series_is_mixed_and_covers_every_skill(house: House) -> None:
    """Whatever the seed, it goes to every kind of place that there is, and every assessed skill can be scored."""
    known = {one.exercise: one for one in series_plan.catalogue(house)}
    for seed in range(5):
        parts = [known[exercise] for exercise in series_plan.draft(house, seed)]
        assert {one.visits for one in parts} >= {one.visits for one in known.values()} & set(VISITED)
        for skill in house.library.sheets.skills:
            possible = min(2, sum(one.meets.get(skill, 0) for one in known.values()))
            assert sum(one.meets.get(skill, 0) for one in parts) >= possible, skill
        assessed = {skill for one in parts for skill in one.assesses}
        assert assessed == {skill for one in known.values() for skill in one.assesses}
        assert 6 <= len(parts) <= 9


def test_the_offer_says_whether_it_is_time(house: House, person: str, master: tuple[str, Clock], clock: Clock) -> None:
    """For a beginner it names what is not mastered and locks nothing; for a master it recommends the series."""
    early = series_result.offer(house, person, now=clock())
    assert not early.ready
    assert len(early.open_skills) == 12
    assert "you can try it now" in early.why and "locked" not in early.why
    assert (early.parts >= 6, early.minutes > 20, early.past) == (True, True, ())
    late = series_result.offer(house, master[0], now=master[1].now)
    assert (late.ready, late.open_skills, late.why) == (True, (), series.READY)


def test_a_class_may_keep_it_closed(
    house: House, person: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a class locks the unit, the offer says what opens it, and nothing begins."""
    def refuse(*_: object) -> None:
        raise Locked("First the other units.")

    monkeypatch.setattr(series, "require_open_series", refuse)
    found = series_result.offer(house, person, now=clock())
    assert (found.locked, found.ready, found.why) == (True, False, "First the other units.")
    with pytest.raises(Locked):
        series.begin(house, person, now=clock())
    assert series.records_of(house, person) == ()


def test_beginning_twice_begins_once(house: House, person: str, clock: Clock) -> None:
    """A double click and a second tab find the series and the part that the first click began."""
    for _ in range(2):
        series.begin(house, person, now=clock())
    assert len(series.records_of(house, person)) == 1
    first, second = (series.go_on(house, person, now=clock()) for _ in range(2))
    assert first == second
    assert len(store.attempts_of(house.store, person_id=person)) == 1


def test_what_comes_next_is_not_announced(house: House, person: str, clock: Clock) -> None:
    """Before a part begins nothing of it is said; once it is under way its title is."""
    assert series.current(house, person) is None
    series.begin(house, person, now=clock())
    waiting = series.current(house, person)
    assert waiting is not None
    assert (waiting.place, waiting.current, waiting.attempt, waiting.done) == (1, None, None, ())
    found = series.go_on(house, person, now=clock())
    assert found is not None
    playing = series.current(house, person)
    assert playing is not None
    assert playing.current is not None
    assert (playing.current.id, playing.attempt) == found


def test_a_part_is_an_attempt_in_assessment_mode(house: House, person: str, clock: Clock) -> None:
    """It is told where it stands in the series; notes and score are not told, and it cannot be started over."""
    series.begin(house, person, now=clock())
    found = series.go_on(house, person, now=clock())
    assert found is not None
    view = practice.play(house, person, found[1], now=clock())
    assert view.mode == "assessment"
    assert view.series is not None
    assert (view.series.place, view.series.over) == (1, False)
    again = practice.start_over(house, person, view.attempt, mode="practice", now=clock())
    assert (again.attempt, again.turn, again.finish) == (view.attempt, 1, None)
    over = play_out(house, person, view, clock)
    assert over.finish is not None
    assert (over.score, over.notes) == (None, ())
    alone = practice.start(house, person, found[0], mode="assessment", now=clock())
    assert alone.series is None


def test_debriefs_open_with_the_end(house: House, person: str, clock: Clock) -> None:
    """While the series goes on no part can be looked behind, neither by debrief nor by what-if; afterwards each can."""
    series.begin(house, person, now=clock())
    attempt = play_part(house, person, clock).attempt
    for look in (debriefing.debrief, debriefing.look_back):
        with pytest.raises(SeriesOpen, match="told when the series is over"):
            look(house, person, attempt)
    with pytest.raises(SeriesOpen):
        practice.what_if(house, person, attempt, 1, now=clock())
    history = overview.progress(house, person, now=clock()).history
    assert [(row.attempt, row.score, row.state) for row in history] == [(attempt, None, "sealed")]
    series.end(house, person, now=clock())
    assert debriefing.debrief(house, person, attempt).score == 1.0
    assert practice.play(house, person, attempt, now=clock()).score == 1.0
    assert practice.what_if(house, person, attempt, 1, now=clock()).what_if_of == attempt
    assert overview.progress(house, person, now=clock()).history[0].score == 1.0


def test_cases_not_seen_come_first(house: House, person: str, clock: Clock) -> None:
    """A part that was practised before comes in a case that was not."""
    plan = series_plan.draft(house, series_plan.series_seed(person, 0))
    for _ in range(2):
        play_out(house, person, practice.start(house, person, plan[0], mode="practice", now=clock()), clock)
    seen = {summary.attempt.case_number for summary in store.attempts_of(house.store, person_id=person)}
    series.begin(house, person, now=clock())
    (record,) = series.records_of(house, person)
    while plan[0] in record.series.plan and len(record.parts) <= record.series.plan.index(plan[0]):
        series.go_on(house, person, now=clock())
        series.leave_part(house, person, now=clock())
        (record,) = series.records_of(house, person)
    for part in record.parts:
        if part.summary.attempt.exercise_id == plan[0]:
            assert part.summary.attempt.case_number not in seen


def test_a_part_that_is_left_counts_as_nothing(house: House, person: str, clock: Clock) -> None:
    """The next part begins at once; in the result the part has no score, lowers the mean, and is named."""
    series.begin(house, person, now=clock())
    series.go_on(house, person, now=clock())
    series.leave_part(house, person, now=clock())
    run = series.current(house, person)
    assert run is not None
    assert (run.place, run.attempt, [part.left for part in run.done]) == (2, None, [True])
    play_part(house, person, clock)
    ended = series.end(house, person, now=clock())
    assert ended is not None
    found = series_result.result(house, person, ended, now=clock())
    assert [part.score for part in found.parts] == [None, 1.0]
    assert found.mean == pytest.approx(1 / found.planned)
    assert found.ended
    assert not found.passed
    assert any("was left before its end" in fault for fault in found.faults)
    assert any("parts still to come" in fault for fault in found.faults)
    assert series.end(house, person, now=clock()) is None


def test_a_planned_exercise_that_is_gone_is_replaced(house: House, person: str, clock: Clock) -> None:
    """When its file breaks in the middle of a series, another role-play takes its place."""
    series.begin(house, person, now=clock())
    (record,) = series.records_of(house, person)
    left = {name: entry for name, entry in house.entries.items() if name != record.series.plan[0]}
    found = series.go_on(replace(house, entries=MappingProxyType(left)), person, now=clock())
    assert found is not None
    assert found[0] not in record.series.plan


def test_a_result_needs_a_series_that_is_over(house: House, person: str, clock: Clock) -> None:
    """An open one, an unknown one and somebody else's look the same."""
    series.begin(house, person, now=clock())
    (record,) = series.records_of(house, person)
    stranger = people.meet(house, secrets.token_hex(8), time_zone="UTC", now=clock())
    for who, which in ((person, record.series.id), (person, "unknown"), (stranger, record.series.id)):
        with pytest.raises(NoSuchSeries):
            series_result.result(house, who, which, now=clock())


def test_a_series_played_badly_names_what_went_wrong(house: House, person: str, clock: Clock) -> None:
    """Critical errors are named with their part, and each skill says what it lacks and what to play next."""
    ended = play_series(house, person, clock, bad_parts=frozenset(range(1, 20)))
    found = series_result.result(house, person, ended, now=clock())
    assert not found.passed
    assert found.mean < 0.4
    named = [error for part in found.parts for error in part.critical]
    assert bool(named) == any(
        summary.score.critical for summary in store.attempts_of(house.store, person_id=person) if summary.score)
    assert all(any(error in fault for fault in found.faults) for error in named)
    gaps = {gap.title: gap for gap in found.gaps}
    assert set(gaps) == {skill.title for skill in house.library.sheets.skills.values()}
    assert all(gap.exercise_title for gap in found.gaps)
    assert any("where 70 are needed" in words for gap in found.gaps for words in gap.lacks)
    assert any("over all your practice" in words for gap in found.gaps for words in gap.lacks)
    with pytest.raises(NotYet, match="still missing"):
        certificates.give(house, person, ended, "Somebody", now=clock())


def test_a_good_series_alone_is_no_certificate(house: House, person: str, clock: Clock) -> None:
    """Without practice on two days the gates are not passed: this is said skill by skill, not that it went badly."""
    found = series_result.result(house, person, play_series(house, person, clock), now=clock())
    assert found.mean == 1.0
    assert found.faults == ()
    assert {skill.score for skill in found.skills} <= {1.0, None}
    assert any("practice on another day" in words for gap in found.gaps for words in gap.lacks)
    assert not found.passed


def test_the_way_to_the_certificate(house: House, master: tuple[str, Clock]) -> None:
    """Today proposes the series; a good one brings a certificate, once, that its code confirms to anybody."""
    person, clock = master
    assert today.today(house, person, now=clock.now)[0].kind == "series"
    ended = play_series(house, person, clock)
    found = series_result.result(house, person, ended, now=clock())
    assert (found.faults, found.gaps, found.passed, found.certificate) == ((), (), True, None)
    for name in ("", " \u202e ", "\u200b\u200d", "x" * 61):
        with pytest.raises(NotAccepted, match="name"):
            certificates.give(house, person, ended, name, now=clock())
    code = certificates.give(house, person, ended, "  Mei\u202e <b>Lín</b>\n", now=clock())
    assert certificates.give(house, person, ended, "Other", now=clock()) == code
    view = certificates.find(house, code.lower().replace("-", ""))
    assert view is not None
    assert (view.name, view.code, view.parts) == ("Mei <b>Lín</b>", code, len(found.parts))
    assert [skill.title for skill in view.skills] == [s.title for s in house.library.sheets.skills.values()]
    given = series_result.result(house, person, ended, now=clock()).certificate
    assert given is not None
    assert given.code == code
    assert overview.progress(house, person, now=clock()).certificates == (given,)
    offers = today.today(house, person, now=clock())
    assert "series" not in {offer.kind for offer in offers}
    lessons = [lesson for unit in overview.curriculum(house, person) for lesson in unit.lessons]
    assert lessons[-1].done
    assert series_result.offer(house, person, now=clock()).past[0].code == code
    written = json.loads(own_data.export(house, person, now=clock()))
    assert [one["code"] for one in written["certificates"]] == [code]
    assert [one["series"]["id"] for one in written["series"]] == [ended]


@pytest.mark.parametrize("typed", ["", "nonsense", "AAAA-AAAA-AAAA-AAAA", "2222-2222-2222-2222", "\0", "x" * 10_000])
def test_a_code_that_was_not_given_finds_nothing(house: House, typed: str) -> None:
    """Whatever is typed, there is no error and no certificate."""
    assert certificates.find(house, typed) is None


def test_the_series_is_a_lesson_and_resumes(house: House, person: str, clock: Clock) -> None:
    """Unit 12 is a lesson that leads to the series; an open series is what Today goes on with."""
    unit = overview.curriculum(house, person)[-1]
    (lesson,) = unit.lessons
    assert [(card.id, card.series, card.state) for card in lesson.exercises] == [(series.CARD, True, "new")]
    assert (unit.playable, lesson.done) == (1, False)
    series.begin(house, person, now=clock())
    assert overview.curriculum(house, person)[-1].lessons[0].exercises[0].state == "open"
    found = series.go_on(house, person, now=clock())
    assert found is not None
    resume = today.today(house, person, now=clock())[0]
    assert (resume.kind, resume.attempt) == ("resume", found[1])
    assert "part 1 of" in resume.why
    play_out(house, person, practice.play(house, person, found[1], now=clock()), clock)
    following = today.today(house, person, now=clock())[0]
    assert (following.kind, following.card.id) == ("series", series.CARD)
    assert following.why.startswith("Part 2 of")


def test_forgetting_takes_series_and_certificates_along(house: House, clock: Clock) -> None:
    """After a deletion nothing is left of series and sealed attempts; the code confirms nothing any more."""
    device = secrets.token_hex(8)
    person = people.meet(house, device, time_zone="UTC", now=clock())
    ended = play_series(house, person, clock)
    record = store.Certificate("2222-2222-2222-2222", person, ended, "Gone", clock(), '{"skills": []}')
    store.add_certificate(house.store, record)
    own_data.forget(house, person, device, time_zone="UTC", now=clock())
    assert store.certificate(house.store, code=record.code) is None
    assert series.records_of(house, person) == ()
    assert not any(standing.seen.decisions for standing in standings(house, person, clock.now))

"""Skills over time: what a day keeps, what later days change, and how a long course is thinned."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from trainer.assess.course import MOST_POINTS, Courses, DayPoint, fold, thinned
from trainer.assess.mastery import Model, Result

FIRST = date(2026, 5, 4)
logs = st.lists(
    st.tuples(st.sampled_from(("mia", "noor")), st.floats(0, 1), st.integers(0, 4), st.integers(0, 3)), max_size=40
)


def results(log):
    """Results with their days: person, quality, decision point, days since the one before."""
    number, made = 0, []
    for person, quality, item, pause in log:
        number += pause
        result = Result(person, f"decision-{item}", "medium", float(number), (("empathy", quality, 1.0),))
        made.append((result, FIRST + timedelta(days=number)))
    return made


@given(logs)
def test_a_course_has_one_point_for_each_day_of_practice(log):
    """Its days are exactly the person's days of practice, in order, and the last one is how the fold stands."""
    made = results(log)
    model, courses = fold(made)
    for person in ("mia", "noor"):
        days = sorted({day for result, day in made if result.person == person})
        points = courses.of(model, person, "empathy")
        assert [point.day for point in points] == days
        assert [point.decisions for point in points] == [
            sum(1 for result, on in made if result.person == person and on <= day) for day in days
        ]
        assert all(0 <= point.lower <= point.upper <= 1 and 0 <= point.mastery <= 1 for point in points)
        if days:
            last = max(result.day for result, _ in made if result.person == person)
            now = model.stand(person, "empathy", last)
            after = [result for result, _ in made if result.day >= last]
            if after[-1].person == person:
                measured = model.measured("empathy", now)
                assert (points[-1].mastery, points[-1].lower) == (measured.mastery, measured.lower)


@given(logs, logs)
def test_what_comes_later_leaves_earlier_stands_alone(log, more):
    """Where somebody stood on a day is kept; later practice on other days, of whomever, changes none of it."""
    before = results(log)
    later = [(Result(r.person, r.item, r.difficulty, r.day + 500, r.skills), day + timedelta(days=500))
             for r, day in results(more)]
    _, short = fold(before)
    _, long = fold([*before, *later])
    for key, stands in short.stands.items():
        assert {day: long.stands[key][day] for day in stands} == stands


def test_all_days_are_measured_on_the_same_decisions():
    """Somebody else's hard exercise of today does not bend the line of yesterday apart from today's."""
    good = [(Result("mia", f"d{n}", "easy", float(n // 3), (("empathy", 1.0, 1.0),)), FIRST + timedelta(n // 3))
            for n in range(9)]
    model, courses = fold(good)
    rising = [point.mastery for point in courses.of(model, "mia", "empathy")]
    assert rising == sorted(rising)
    for n in range(20):
        model.update(Result("noor", f"hard-{n}", "hard", 3.0, (("empathy", 0.0, 1.0),)))
    after = [point.mastery for point in courses.of(model, "mia", "empathy")]
    assert after == sorted(after)
    assert after[-1] < rising[-1]


def test_a_skill_never_met_has_no_course():
    """Neither an unknown skill nor an unknown person has days."""
    assert Courses().of(Model(), "mia", "empathy") == ()
    model, courses = Model(), Courses()
    courses.note(model, "mia", ["empathy"], FIRST, 0.0)
    assert courses.stands == {}


@given(st.sets(st.integers(0, 3000), max_size=300))
def test_a_thinned_course_keeps_its_ends_and_invents_nothing(days):
    """Up to forty days all stay; of more, a part, in order, with the first and the last one."""
    points = tuple(DayPoint(FIRST + timedelta(n), 0.5, 0.4, 0.6, n) for n in sorted(days))
    found = thinned(points)
    if len(points) <= MOST_POINTS:
        assert found == points
    else:
        assert found[0] == points[0]
        assert found[-1] == points[-1]
        assert len(found) <= len(points)
        assert set(found) <= set(points)
        assert list(found) == sorted(found, key=lambda point: point.day)

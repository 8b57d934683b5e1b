"""The mystery shopper's page without a browser: offer, series, result, certificate."""

from __future__ import annotations

from collections.abc import Callable

from tests.pages.conftest import Visitor
from tests.service.conftest import Clock
from tests.service.shopping import pass_all_gates, play_series
from trainer import store
from trainer.service import people, series
from trainer.service.house import House

PAGE = "mystery.py"


def attempt_of(visitor: Visitor) -> str:
    """The attempt that the page at hand plays."""
    return visitor.choices[0].split("-")[1]


def test_a_series_from_its_offer_to_its_end(visit: Callable[..., Visitor], home_of: House) -> None:
    """Begin, play a part, leave one, end it: each step has its button, and scores come with the end."""
    visitor = visit().open(PAGE)
    assert "12 skills still to be mastered" in visitor.html
    visitor.press("series-begin")
    assert "Part 1 of" in visitor.html
    assert "series-begin" not in visitor.keys
    visitor.press("series-next")
    person = people.person_id_of(home_of, visitor.app.session_state["session.device"])
    run = series.current(home_of, person)
    assert run is not None
    assert run.attempt is not None
    assert run.current is not None
    visitor.open("play.py", attempt=run.attempt)
    assert "part 1 of" in visitor.html
    assert "play.start-over" not in visitor.keys
    visitor.finish()
    assert "of 100 points" not in visitor.html
    assert "start" not in visitor.keys
    visitor.open("debrief.py", attempt=run.attempt)
    assert "told when the series is over" in visitor.html
    visitor.open("progress.py")
    assert "mystery shopper, told when the series is over" in visitor.html
    visitor.open(PAGE)
    assert "Part 2 of" in visitor.html
    assert run.current.title in visitor.html
    visitor.press("series-next")
    visitor.open(PAGE).press("series-leave")
    assert "Part 3 of" in visitor.html
    visitor.press("series-end")
    assert "Ended early" in visitor.html
    assert "was left before its end" in visitor.html
    assert len([label for label in visitor.links if "Look back on part" in label]) == 2
    visitor.open("debrief.py", attempt=run.attempt)
    assert "Score: " in visitor.html


def test_a_second_tab_begins_nothing_twice(visit: Callable[..., Visitor], home_of: House) -> None:
    """Both tabs press both buttons: there is one series with one part."""
    one, other = visit().open(PAGE), visit().open(PAGE)
    for tab in (one, other):
        tab.press("series-begin")
    for tab in (one, other):
        tab.press("series-next")
    person = people.person_id_of(home_of, one.app.session_state["session.device"])
    (record,) = series.records_of(home_of, person)
    assert len(record.parts) == 1
    assert len(store.attempts_of(home_of.store, person_id=person)) == 1


def test_the_curriculum_and_home_lead_to_the_series(visit: Callable[..., Visitor], home_of: House) -> None:
    """Unit 12 is a lesson to start; while a series waits between two parts, Home begins with it."""
    visitor = visit().open("curriculum.py")
    assert visitor.links["Start: The mystery shopper"].startswith("mystery")
    visitor.open(PAGE).press("series-begin").press("series-next").open(PAGE).press("series-leave")
    visitor.open("home.py")
    assert "Part 2 of" in visitor.html
    assert visitor.links["Go on"].startswith("mystery")
    visitor.open("curriculum.py")
    assert visitor.links["Go on: The mystery shopper"].startswith("mystery")


def test_somebody_elses_series_is_not_shown(visit: Callable[..., Visitor], home_of: House) -> None:
    """The address of another person's result leads back to one's own."""
    visitor = visit().open(PAGE).press("series-begin").press("series-end")
    series_id = visitor.query["series"]
    assert "Ended early" in visitor.html
    stranger = visit(stranger=True).open(PAGE, series=series_id)
    assert "no finished series of yours" in stranger.html


def test_the_certificate_is_given_under_a_name(visit: Callable[..., Visitor], home_of: House) -> None:
    """Without a name the page says so; with one it is given, shown as text, and found again under Progress."""
    visitor, clock = visit(), Clock()
    device = visitor.app.session_state["session.device"]
    person = people.meet(home_of, device, time_zone="UTC", now=clock())
    pass_all_gates(home_of, person, clock)
    ended = play_series(home_of, person, clock)
    visitor.open(PAGE, series=ended)
    assert "Passed: every skill is there" in visitor.html
    visitor.press("series-certificate")
    assert "Please type a name" in visitor.html
    visitor.app.text_input(key="series-name-text").set_value("<b>Mei</b> `Lin`")
    visitor.press("series-certificate")
    (given,) = store.certificates_of(home_of.store, person_id=person)
    assert given.name == "<b>Mei</b> `Lin`"
    for page in (PAGE, "progress.py"):
        visitor.open(page, series=ended)
        assert f'href="certificate/print?code={given.code}"' in visitor.html
        assert "&lt;b&gt;Mei&lt;/b&gt; `Lin`" in visitor.html
    assert "series-certificate" not in visitor.keys

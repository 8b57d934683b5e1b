"""What a trainee sees and does on every page."""

import pytest

from tests.pages.conftest import CALLBACK, TIMED
from trainer.service import overview, own_data, practice
from trainer.service.errors import TryAgain


def test_the_first_visit_offers_one_exercise(visit, home_of):
    """Home tells in one sentence what this is and where to start; there is nothing to go on with."""
    home = visit()
    offered = overview.home(home_of, "nobody").start
    assert "Practise receiving customers" in home.html
    assert home.links["Start"] == f"play?scenario={offered.id}"
    assert "continue" not in home.keys


def test_a_visitor_is_nobody_until_something_is_started(visit, home_of):
    """Looking round stores no person; the first start does."""
    count = "SELECT count(*) FROM person"
    with home_of.store.engine.connect() as connection:
        before = connection.exec_driver_sql(count).scalar()
        connection.rollback()
        somebody = visit()
        for page in ("curriculum.py", "progress.py"):
            somebody.open(page)
        somebody.open("play.py", scenario=CALLBACK)
        assert connection.exec_driver_sql(count).scalar() == before
        connection.rollback()
        somebody.press("start")
        assert connection.exec_driver_sql(count).scalar() == before + 1


def test_play_from_start_to_debrief(visit):
    """Start, choose until the end, go on to the debrief."""
    trainee = visit().open("play.py", scenario=CALLBACK)
    assert "client manager" in trainee.html
    trainee.press("start")
    assert len(trainee.choices) >= 2
    assert "of about" in trainee.html
    trainee.finish()
    assert "of 100" in trainee.html
    trainee.press("continue")
    assert "Turn by turn" in trainee.html
    assert "what-if-1" in trainee.keys


def test_a_turn_draws_each_key_once(visit):
    """After a choice the next turn's choices stand alone: the same click cannot count twice."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start")
    before = trainee.choices
    trainee.choose()
    assert not set(before) & set(trainee.keys)
    assert all("-2-" in key for key in trainee.choices)


def test_practice_says_a_word_and_assessment_does_not(visit):
    """In practice mode a note follows each choice; in assessment mode none does."""
    practising = visit().open("play.py", scenario=CALLBACK).press("start").choose()
    assert "rt-note" in practising.html
    assessed = visit(stranger=True).open("play.py", scenario=CALLBACK)
    assessed.app.radio(key=f"play.mode.{CALLBACK}").set_value("assessment").run()
    assessed.press("start").choose()
    assert "rt-note" not in assessed.html
    assessed.finish().open("play.py", scenario=CALLBACK)
    assert assessed.app.radio(key=f"play.mode.{CALLBACK}").value == "assessment"


def test_a_reload_goes_on_at_the_same_turn(visit):
    """A new session of the same device finds the attempt where it stood, by either address and from Home."""
    first = visit().open("play.py", scenario=CALLBACK).press("start").choose().choose()
    again = visit()
    again.press("continue")
    assert again.choices == first.choices
    attempt = first.choices[0].split("-")[1]
    assert visit().open("play.py", attempt=attempt).choices == first.choices
    assert visit().open("play.py", scenario=CALLBACK).choices == first.choices


def test_a_second_tab_cannot_answer_twice(visit):
    """A click in a tab that shows an older turn changes nothing and shows the present one."""
    one = visit().open("play.py", scenario=CALLBACK).press("start")
    two = visit().open("play.py", scenario=CALLBACK)
    one.choose(0)
    two.choose(-1)
    assert two.choices == one.choices
    assert all("-2-" in key for key in two.choices)


def test_nobody_sees_somebody_elses_attempt(visit):
    """Another device is told that the attempt is not here, on Play and on the debrief."""
    attempt = visit().open("play.py", scenario=CALLBACK).press("start").choices[0].split("-")[1]
    stranger = visit(stranger=True)
    for page in ("play.py", "debrief.py"):
        stranger.open(page, attempt=attempt)
        assert "This attempt is not here" in stranger.html
        assert not stranger.choices


def test_a_full_store_keeps_the_choices_and_offers_a_retry(visit, monkeypatch):
    """When a choice cannot be kept the trainee reads a sentence, loses nothing, and one press tries again."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start")
    before = trainee.choices
    decide = practice.decide

    def full(*_given, **_named):
        raise TryAgain("We could not save this.")

    monkeypatch.setattr(practice, "decide", full)
    trainee.choose(1)
    assert "We could not save this." in trainee.html
    assert trainee.choices == before
    retry = next(key for key in trainee.keys if key.startswith("play.retry."))
    trainee.press(retry)
    assert trainee.choices == before
    assert retry in trainee.keys
    monkeypatch.setattr(practice, "decide", decide)
    trainee.press(retry)
    assert "We could not save this." not in trainee.html
    assert all("-2-" in key for key in trainee.choices)


def test_another_choice_can_follow_a_failed_one(visit, monkeypatch):
    """After a choice that could not be kept, another one can be taken instead."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start")
    tried = []
    decide = practice.decide

    def once(house, person, attempt, turn, response, **named):
        tried.append(response)
        if len(tried) == 1:
            raise TryAgain("We could not save this.")
        return decide(house, person, attempt, turn, response, **named)

    monkeypatch.setattr(practice, "decide", once)
    trainee.choose(0).choose(1)
    assert len(set(tried)) == 2
    assert all("-2-" in key for key in trainee.choices)


def test_a_start_that_cannot_be_kept_can_be_repeated(visit, monkeypatch):
    """When an attempt cannot be stored the briefing stays with a sentence, and the same button tries again."""
    trainee = visit().open("play.py", scenario=CALLBACK)
    start = practice.start

    def busy(*_given, **_named):
        raise TryAgain("We are very busy.")

    monkeypatch.setattr(practice, "start", busy)
    trainee.press("start")
    assert "We are very busy." in trainee.html
    monkeypatch.setattr(practice, "start", start)
    assert trainee.press("start").choices


def test_a_page_that_cannot_be_read_says_so(visit, monkeypatch):
    """When the records are away a page says so in a sentence with a way to try again."""

    def away(*_given, **_named):
        raise TryAgain("We cannot reach our records.")

    monkeypatch.setattr(overview, "progress", away)
    page = visit().open("progress.py")
    assert "We cannot reach our records." in page.html
    assert "Try again" in page.links


@pytest.mark.parametrize(
    ("page", "query", "said", "way_on"),
    [
        ("play.py", {}, "Which exercise?", "See all exercises"),
        ("play.py", {"scenario": "nope"}, "This exercise is not here", "See all exercises"),
        ("play.py", {"attempt": "nope"}, "This attempt is not here", "See your progress"),
        ("debrief.py", {}, "Which attempt?", "See your progress"),
        ("debrief.py", {"attempt": "'; DROP TABLE"}, "This attempt is not here", "See your progress"),
        ("watch.py", {}, "Which exercise?", "See all exercises"),
        ("watch.py", {"scenario": "../../etc/passwd"}, "This exercise is not here", "See all exercises"),
    ],
)
def test_an_unknown_address_is_friendly(visit, page, query, said, way_on):
    """Whatever an address names, there is a sentence and a way on, never a stack trace."""
    seen = visit().open(page, **query)
    assert said in seen.html
    assert way_on in seen.links


def test_the_debrief_of_an_open_attempt_leads_back(visit):
    """Who asks for the debrief too early is led back into the conversation."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start")
    attempt = trainee.choices[0].split("-")[1]
    trainee.open("debrief.py", attempt=attempt)
    assert trainee.links["Go on playing"] == f"play?attempt={attempt}"


def test_start_over_begins_a_new_attempt(visit):
    """Starting over leaves the old attempt in the history and begins at the first turn."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start").choose()
    old = trainee.choices[0].split("-")[1]
    trainee.press("play.start-over")
    new = trainee.choices[0].split("-")[1]
    assert new != old
    assert all("-1-" in key for key in trainee.choices)
    assert "Ended early, after turn 1" in trainee.open("progress.py").html


def test_an_attempt_that_was_ended_elsewhere_offers_a_new_one(visit):
    """A tab whose attempt was ended in another tab says so and offers to begin anew."""
    one = visit().open("play.py", scenario=CALLBACK).press("start").choose()
    two = visit().open("play.py", attempt=one.choices[0].split("-")[1])
    one.press("play.start-over")
    two.choose()
    assert practice.CLOSED in two.html
    assert not two.choices
    assert two.press("start").choices == one.choices


def test_play_on_from_a_turn_and_compare(visit):
    """A what-if is an attempt of its own; its debrief stands beside the first, whose score stays."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start").finish(0)
    first = trainee.query["attempt"]
    trainee.open("debrief.py", attempt=first)
    score = trainee.score
    trainee.press("what-if-2")
    other = trainee.query["attempt"]
    assert other != first
    assert "What if?" in trainee.html
    assert "play.start-over" not in trainee.keys
    trainee.open("play.py", attempt=other).finish(-1)
    trainee.open("debrief.py", attempt=other)
    assert "The first time and this time" in trainee.html
    assert trainee.links["Back to the first debrief"] == f"debrief?attempt={first}"
    trainee.open("debrief.py", attempt=first)
    assert trainee.score == score
    assert "What if: from turn 2" in trainee.html


def test_more_time_is_a_wish_that_is_kept(visit):
    """The time limit is offered where turns are timed, holds from the next start on, and outlives the visit."""
    trainee = visit().open("play.py", scenario=TIMED)
    assert "Some turns are timed" in trainee.html
    trainee.app.radio(key="play.time-limit").set_value("none").run()
    trainee.checked()
    again = visit().open("play.py", scenario=TIMED)
    assert again.app.radio(key="play.time-limit").value == "none"
    again.press("start")
    assert "rt-timer" not in again.html


def test_a_timed_turn_has_its_hidden_button(visit):
    """A timed turn carries the countdown and the real button that it presses."""
    trainee = visit().open("play.py", scenario=TIMED).press("start")
    (silence,) = [key for key in trainee.keys if key.endswith("-silence")]
    assert f'data-expire-key="{silence}"' in trainee.html
    trainee.press(silence)
    assert silence in trainee.keys, "too early: the server's clock decides, and no key is drawn twice"


def test_the_curriculum_lists_all_units(visit, home_of):
    """Every unit is there."""
    page = visit().open("curriculum.py")
    for unit in home_of.library.sheets.units:
        assert unit.title in page.html.replace("&#39;", "'").replace("&amp;", "&")


def test_today_says_what_to_do_and_why(visit):
    """Who has played reads Today instead of the newcomer's start: the open attempt first, then the next lesson."""
    home = visit().open("play.py", scenario=CALLBACK).press("start").choose().open("home.py")
    assert "<h1>Today</h1>" in home.html
    assert "You are in the middle of it, at turn 2." in home.html
    assert "Next in the curriculum" in home.html
    assert home.keys == ["continue"]
    assert "What is next" not in home.html
    assert len([way for way in home.links.values() if way.startswith("play?scenario=")]) == 1


def test_today_leads_on_when_nothing_is_open(visit):
    """With everything finished the first thing to do is a link that looks like the button."""
    home = visit().open("play.py", scenario=CALLBACK).press("start").finish().open("home.py")
    assert "<h1>Today</h1>" in home.html
    assert "continue" not in home.keys
    assert home.links["Start"].startswith("play?scenario=")


def test_progress_begins_empty(visit):
    """Who has not played yet reads what this page will tell."""
    page = visit().open("progress.py")
    assert "Nothing here yet" in page.html
    assert "Start with the first exercise" in page.links


def test_progress_lists_what_was_played(visit):
    """After an exercise the history leads to its debrief, and thin evidence is called so."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start").finish()
    trainee.open("progress.py")
    debriefs = [way for label, way in trainee.links.items() if label.startswith("`Debrief: ")]
    assert debriefs[0].startswith("debrief?attempt=")
    assert "not enough information yet" in trainee.html
    assert "To master it:" in trainee.html
    assert "raises the rating" in trainee.html
    assert f'href="{debriefs[0]}"' in trainee.html, "a skill leads to the attempts behind it"


def test_watch_shows_both_walks(visit):
    """The poor and the model walk stand side by side with their scores."""
    page = visit().open("watch.py", scenario=CALLBACK)
    assert "100 of 100" in page.html
    assert page.html.count("rt-watch-poor") > 3


def test_wishes_are_kept_and_only_looking_keeps_nothing(visit):
    """How somebody likes to practise can be said on Progress, and holds on Play."""
    page = visit().open("progress.py")
    page.app.radio(key="wishes.mode").set_value("assessment").run()
    page.checked().open("play.py", scenario=CALLBACK)
    assert page.app.radio(key=f"play.mode.{CALLBACK}").value == "assessment"


def test_ones_own_data_can_be_taken_and_deleted(visit):
    """Progress offers the file, and the deletion says what happens; then the same device is a newcomer."""
    trainee = visit().open("play.py", scenario=CALLBACK).press("start").finish().open("progress.py")
    assert 'href="my-data.json"' in trainee.html
    assert "There is no way back" in trainee.html
    trainee.press("own-data.forget")
    again = visit()
    assert "Practise receiving customers" in again.html
    assert "Nothing here yet" in again.open("progress.py").html


def test_a_newcomer_has_no_data_to_delete(visit):
    """Before anything was played there is nothing to take or delete."""
    page = visit().open("progress.py")
    assert "own-data.forget" not in page.keys
    assert "my-data.json" not in page.html


def test_a_deletion_that_fails_deletes_nothing(visit, monkeypatch):
    """When the store cannot be changed the trainee stays, with everything."""

    def busy(*_given, **_named):
        raise TryAgain("We are very busy.")

    trainee = visit().open("play.py", scenario=CALLBACK).press("start").finish().open("progress.py")
    monkeypatch.setattr(own_data, "forget", busy)
    trainee.press("own-data.forget")
    assert "own-data.forget" in trainee.keys
    assert trainee.app.toast[0].value == "`We are very busy.`"

"""The debrief's words, its comparison, its map; the walks side by side; the radar."""

from dataclasses import replace
from urllib.parse import unquote

import pytest

from tests.ui import samples
from trainer.service.debrief_views import ScenarioMap
from trainer.ui.draw.charts import radar
from trainer.ui.draw.debrief import arrivals, compare, verdict
from trainer.ui.draw.map import lay_out, path_labels
from trainer.ui.draw.watch import rows


def test_every_score_has_a_sentence():
    """From 0 to 1 there is a kind and plain sentence, and it gets better with the score."""
    said = [verdict(points / 100) for points in range(101)]
    assert len(dict.fromkeys(said)) == 5
    assert said[0] != said[49] != said[100]


def test_turns_about_one_visitor_stand_together():
    """Of a desk each visitor is a group with its result; the turns of other exercises are one group without a name."""
    first, second, third, *_ = (replace(turn, lost=0) for turn in samples.TURNS)
    named = (replace(first, arrival="9:05, Ms Coll"), replace(second, arrival="9:05, Ms Coll", lost=2),
             replace(third, arrival="9:40, Dr Rhee"))
    assert [(group.name, group.result, len(group.turns)) for group in arrivals(named)] == [
        ("9:05, Ms Coll", "1 of 2 right", 2), ("9:40, Dr Rhee", "all right", 1)]
    assert [(group.name, group.turns) for group in arrivals(samples.TURNS)] == [("", samples.TURNS)]
    assert verdict(1.0, "day") == "As good as this day could go."


def test_a_comparison_begins_where_the_plays_part():
    """Turns before the fork are the same and are not repeated; a play that was over first leaves a gap."""
    found = compare(samples.ORIGINAL, samples.WHAT_IF, fork=4)
    assert [row.turn for row in found] == [4, 5, 6]
    assert found[0].first.text == samples.SAID_4.text
    assert found[0].second.text == samples.BETTER_4.text


def test_layers_are_centred():
    """A scene alone in its layer stands in the middle; two stand left and right of it."""
    spots = {spot.node.id: spot for spot in lay_out(samples.MAP).spots}
    assert spots["pick-up"].x == 50
    assert (spots["who-is-it"].x, spots["who-curt"].x) == (25, 75)
    assert spots["answers"].y == 8


def test_every_way_is_drawn_in_its_mask():
    """Ways taken, ways of the model and the others are three drawings; a way may be in two."""
    sheet = lay_out(samples.MAP)
    counts = [unquote(mask).count("<path") for mask in (sheet.taken, sheet.model, sheet.ways)]
    edges = samples.MAP.edges
    assert counts == [
        sum(edge.taken for edge in edges),
        sum(edge.model for edge in edges),
        sum(not edge.taken and not edge.model for edge in edges),
    ]


def test_an_empty_map_can_be_laid_out():
    """A map without scenes is an empty sheet, not an error."""
    assert lay_out(ScenarioMap((), ())).spots == ()


def test_the_path_is_told_in_words():
    """The text alternative of the map names the scenes from first to last."""
    assert path_labels(samples.MAP)[0] == "He picks up"
    assert path_labels(samples.MAP)[-1] == "He takes your call"


def test_walks_are_put_side_by_side():
    """One row a turn; each walk closes in the row after its last turn."""
    found = rows(samples.WATCH)
    assert len(found) == 6
    assert found[4].cells[0].closing
    assert found[5].cells[1].closing
    assert found[5].cells[0].step is None
    assert found[5].cells[0].closing is None


THIN = tuple(replace(skill, mastery=None, lower=None, upper=None) for skill in samples.PROGRESS.skills)


@pytest.mark.parametrize("skills", [samples.PROGRESS.skills, THIN, samples.EMPTY_PROGRESS.skills])
def test_the_radar_needs_three_skills(skills, monkeypatch):
    """With fewer than three skills met nothing is drawn; else all have names and the certain ones an area."""
    drawn = []
    monkeypatch.setattr("trainer.ui.draw.html.show", lambda name, **values: drawn.append(values))
    radar(skills)
    seen = [skill for skill in skills if skill.place is not None]
    known = sum(skill.mastery is not None for skill in seen)
    assert len(drawn) == (1 if len(seen) >= 3 else 0)
    if drawn:
        assert (drawn[0]["known"], drawn[0]["thin"]) == (known, len(seen) - known)
        assert bool(drawn[0]["area"]) == (known >= 3)
        assert [label.text for label in drawn[0]["labels"]] == [skill.title for skill in skills]
        assert all(0 <= label.x <= 100 and 0 <= label.y <= 100 for label in drawn[0]["labels"])

"""The board of the turn-order desk as it is drawn."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.ui import samples
from trainer.service.desk_views import DeskView, SeatView
from trainer.service.views import PlayView, Response
from trainer.ui.draw.conversation import conversation
from trainer.ui.draw.desk import in_pairs, seats

BOARD = DeskView("10:40", (
    SeatView("Ms Orme", "busy", "with Dr Fallon; Mr Kestle steps in", 0, ("Dr Fallon", "Mr <Coll>")),
    SeatView("Mr Kestle", "free", "", 1, ()),
    SeatView("Ms Sefton", "away", "at the dentist's", 0, ("Ms Vance",)),
))
NAMES = tuple(Response(name.lower(), name, act=True) for name in ("Ms Orme", "Mr Kestle", "Ms Sefton"))
PLAY: PlayView = replace(samples.PLAY, kind="desk", desk=BOARD, question="Who receives Dr Rhee?", responses=NAMES)


def test_the_board_is_put_into_words() -> None:
    """The next one first, with where they are, what is owed, and whose customers they have."""
    assert [(seat.place, seat.name, seat.words, seat.owed, seat.customers) for seat in seats(BOARD)] == [
        (1, "Ms Orme", "busy with Dr Fallon; Mr Kestle steps in", "", "Dr Fallon, Mr <Coll>"),
        (2, "Mr Kestle", "free", "owed 1", ""),
        (3, "Ms Sefton", "away, at the dentist's", "", "Ms Vance"),
    ]


def test_a_screen_reader_hears_a_list_in_the_order_of_turns() -> None:
    """The board is a labelled list in a labelled region that the keyboard can reach; all it says is text."""
    drawn = conversation(PLAY)
    assert '<div class="rt-desk" role="region" aria-label="The desk at 10:40" tabindex="0">' in drawn
    assert 'aria-label="Turn order, the next one first"' in drawn
    entries = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", entry)).strip()
               for entry in re.findall(r"<li.*?</li>", drawn, re.DOTALL)]
    assert entries == [
        "1 Ms Orme : busy with Dr Fallon; Mr Kestle steps in . Register: Dr Fallon, Mr &lt;Coll&gt;",
        "2 Mr Kestle : free , owed 1",
        "3 Ms Sefton : away, at the dentist&#39;s . Register: Ms Vance",
    ]


def test_the_question_of_the_moment_stands_above_the_answers() -> None:
    """A desk asks something else at every turn."""
    assert "Who receives Dr Rhee?" in conversation(PLAY)
    assert "Keep the turn order" in conversation(PLAY)


def test_names_stand_in_pairs_and_sentences_do_not() -> None:
    """Only short answers share a line."""
    assert in_pairs(NAMES)
    assert not in_pairs((*NAMES, Response("counts", "It counts, and the order goes on", act=True)))
    assert not in_pairs(())
    assert "rt-pairs" in conversation(PLAY)
    assert "rt-pairs" not in conversation(samples.PLAY)


def test_other_exercises_have_no_board() -> None:
    """Without a desk nothing of it is drawn."""
    assert "rt-desk" not in conversation(samples.PLAY)

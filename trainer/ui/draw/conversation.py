"""The conversation as one piece of HTML: header with the customer's patience, bubbles, notes, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from trainer.service.views import Bubble, Mood, Note, PlayView
from trainer.ui.draw import html, text
from trainer.ui.draw.desk import in_pairs, seats

CHANNEL_WORDS: dict[str, str] = {
    "phone": "Call in progress",
    "chat": "Chat",
    "in-person": "In front of you",
}
DRILL_WORDS: dict[str, str] = {"sort": "Sort the cards", "spot": "Spot the faults", "order": "Put in order",
                               "desk": "Keep the turn order"}
"""What is done in each kind of drill."""
_ENDED_WORDS: dict[str, str] = {"phone": "Call ended", "chat": "Chat closed", "in-person": "The visit is over"}
_FACES = len(text.PATIENCE_WORDS)


@dataclass(frozen=True, slots=True)
class Line:
    """A bubble as drawn. `first` opens a run of one speaker, `new` came with the last decision."""

    bubble: Bubble
    first: bool
    new: bool
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Face:
    """The customer's patience as drawn: a face of 0 (gone) to 5 (delighted), a bar of 0 to 100, and words for both."""

    state: int
    bar: int
    word: str
    spoken: str


def conversation(view: PlayView, *, hitch: str | None = None) -> str:
    """
    Draw all lines of an attempt so far, newest last, with what the trainee is asked now.

    Args:
        view: The moment to draw.
        hitch: Why the last choice could not be kept, in a sentence.
    """
    return html.fill(
        "conversation",
        view=view,
        hitch=hitch,
        lines=[_drawn(line) for line in lines(view.bubbles, dict(view.notes), since=view.turn - 1)],
        customer=view.customer or customer_name(view.bubbles),
        face=face(view.mood) if view.mood else None,
        drill=DRILL_WORDS.get(view.kind),
        desk=seats(view.desk) if view.desk else (),
        pairs=view.desk is not None and in_pairs(view.responses),
        status=(_ENDED_WORDS if view.finish else CHANNEL_WORDS).get(view.card.place.channel, ""),
    )


def lines(bubbles: tuple[Bubble, ...], notes: dict[int, Note], *, since: int | None = None) -> tuple[Line, ...]:
    """
    Prepare bubbles for drawing.

    Args:
        bubbles: Lines in order.
        notes: The word after a choice, by its turn.
        since: The turn whose decision brought the newest lines; None or 0 for no newest lines.
    """
    drawn: list[Line] = []
    previous: Bubble | None = None
    new = False
    for bubble in bubbles:
        new = new or (bool(since) and bubble.turn == since)
        first = previous is None or (previous.kind, previous.name) != (bubble.kind, bubble.name)
        note = notes.get(bubble.turn) if bubble.kind == "you" and bubble.turn is not None else None
        drawn.append(Line(bubble, first, new, note))
        previous = bubble
    return tuple(drawn)


@lru_cache(maxsize=2048)
def _drawn(line: Line) -> Markup:
    """Draw a line once: all but the newest lines of a turn were drawn before, for this trainee or for another."""
    return Markup(html.fill("line", line=line))  # noqa: S704  # the template escaped every value


def customer_name(bubbles: tuple[Bubble, ...]) -> str:
    """Find out what the customer is called; "Customer" until the customer has spoken."""
    return next((bubble.name for bubble in bubbles if bubble.kind == "customer" and bubble.name), "Customer")


def face(mood: Mood) -> Face:
    """Turn patience into one of six faces and a bar."""
    width = max(1, mood.high - mood.low)
    share = min(1.0, max(0.0, (mood.value - mood.low) / width))
    state = round(share * (_FACES - 1))
    word = text.PATIENCE_WORDS[state]
    return Face(state, round(share * 100), word, f"{word}. Patience {mood.value - mood.low} of {width}.")

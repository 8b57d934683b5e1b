"""The answers at the turn-order desk: who receives, what is written down, and why, each with what it is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from trainer.play.turn_order.day import Arrival
from trainer.play.turn_order.dice import Dice
from trainer.play.turn_order.state import Reason
from trainer.play.turn_order.words import REASONS, both

OFFERED = 4
"""How many answers a question about the book or the rule has."""
Grade = Literal["poor", "fair", "good"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its id and text, what it is worth, and what somebody felt."""

    id: str
    text: str
    grade: Grade
    felt: str


# What can be written down, by level: everything that can be right there is among it.
_BOOKS: Mapping[int, tuple[str, ...]] = MappingProxyType({
    1: ("counts", "counts-lost", "counts-owed", "make-up"),
    2: ("counts", "counts-lost", "uncounted", "make-up"),
    3: ("counts", "counts-lost", "uncounted", "kept"),
    4: ("counts", "counts-lost", "counts-owed", "uncounted", "kept", "make-up"),
})
# Half right: (what is right, what was written).
_HALF = frozenset({
    ("counts-lost", "counts"), ("counts-owed", "counts"), ("make-up", "uncounted"), ("kept", "uncounted"),
    ("uncounted", "kept"),
})
_WHY: Mapping[int, tuple[Reason, ...]] = MappingProxyType({
    1: ("in-order", "not-made-up", "made-up-later", "make-up"),
    2: ("in-order", "not-made-up", "named", "no-surname", "asked-away", "by-phone", "entry", "no-entry"),
    3: ("in-order", "asked-away", "referral", "asks-for-nobody", "handed-over", "favour", "stand-in", "given-up"),
    4: ("in-order", "not-made-up", "made-up-later", "make-up", "entry", "no-entry", "handed-over", "stand-in",
        "given-up", "insisted", "no-interruption"),
})
# What is easily taken for a reason.
_NEAR: Mapping[Reason, tuple[Reason, ...]] = MappingProxyType({
    "in-order": ("not-made-up", "named", "handed-over"), "not-made-up": ("made-up-later", "in-order"),
    "made-up-later": ("not-made-up", "make-up"), "make-up": ("made-up-later", "in-order"),
    "named": ("by-phone", "no-surname"), "no-surname": ("named", "in-order"), "asked-away": ("named", "referral"),
    "by-phone": ("named", "in-order"), "entry": ("no-entry", "named", "no-interruption"),
    "no-entry": ("entry", "no-interruption"), "referral": ("asks-for-nobody", "handed-over"),
    "asks-for-nobody": ("referral", "in-order"), "handed-over": ("favour", "entry"),
    "favour": ("handed-over", "stand-in"), "stand-in": ("given-up", "favour"),
    "given-up": ("stand-in", "made-up-later"),
    "insisted": ("no-interruption", "no-entry"), "no-interruption": ("insisted", "in-order"),
})
_RECEIVED: Mapping[Reason, tuple[str, ...]] = MappingProxyType({
    "named": ("Glad to sit with the person I had asked for.",),
    "referral": ("Trusted, because a friend was looked after well here.",),
    "entry": ("They knew whose customer I was. I needn't tell it all again.",),
    "handed-over": ("I could go on where I had stopped last time.",),
    "favour": ("My own salesperson was not there, and still I was looked after.",),
    "stand-in": ("I didn't have to wait until somebody else's papers were done.",),
    "insisted": ("I was allowed to choose, and nobody was cross.",),
    "no-interruption": ("A pity. But I saw that nobody will be called away from me either.",),
})
_ANYBODY = ("Received at once, and like anybody else.", "Nobody hesitated. It felt like a well-run house.",
            "Somebody got up for me before I had to ask.")
_CLEAR = ("Everybody at the desk can read how things stand.", "{0} reads it in the book and has nothing to ask.",
          "A clear line in the book, and nobody had to argue.")
_AGREED = ("The colleagues nod: that is the rule.", "Whoever asks gets a reason, and nobody argues.",
           "{0} hears the reason and goes on in peace.")
_ASTRAY = ("The colleagues look at each other. That rule is for another case.", "{0} nods, and goes on wondering.",
           "Somebody turns over the rules and stops at another page.")
_SAT_DOWN = ("{0} watched {1} get up, and said nothing.", "{0} had already stood up, and sat down again.",
             '"I thought that this one was mine," {0} said afterwards.')


def who(arrival: Arrival, staff: tuple[str, ...], dice: Dice) -> tuple[Answer, ...]:
    """Who receives: everybody in the morning's order; one of them is right."""
    right = arrival.ruling.receiver
    well = dice.pick(_RECEIVED.get(arrival.ruling.reason, _ANYBODY))
    return tuple(Answer(slug(name), name, "good" if name == right else "poor",
                        well if name == right else _passed_by(arrival, name, dice)) for name in staff)


def book(arrival: Arrival, level: int, dice: Dice) -> tuple[Answer, ...]:
    """What is written down: at most four answers, in an order that never changes."""
    right = book_of(arrival)
    others = [kind for kind in _BOOKS[level] if kind != right]
    near = [kind for kind in others if kind != "counts" and kind in ("kept", "uncounted")]
    first = ["counts"] if "counts" in others else []
    rest = dice.shuffled([kind for kind in others if kind not in first])
    if level == max(_BOOKS) and near:  # where there is most to choose from, one that is easily mixed up comes first
        rest.sort(key=lambda kind: kind not in near)
    offered = {right, *[*first, *rest][:OFFERED - 1]}
    return tuple(_written(arrival, kind, right, dice) for kind in _BOOKS[level] if kind in offered)


def why(arrival: Arrival, level: int, dice: Dice) -> tuple[Answer, ...]:
    """The rule: at most four reasons in an order that never changes; what is true as well is worth half."""
    ruling = arrival.ruling
    pool = _WHY[level]
    near = [reason for reason in _NEAR[ruling.reason] if reason in pool][:2]
    rest = dice.shuffled([reason for reason in pool if reason not in near and reason != ruling.reason])
    offered = {ruling.reason, *[*near, *rest][:OFFERED - 1]}
    found = []
    for reason, text in REASONS.items():
        if reason in offered:
            grade: Grade = "good" if reason == ruling.reason else "fair" if reason in ruling.also else "poor"
            felt = {"good": dice.pick(_AGREED), "fair": "True as well, but somebody asks what decided it.",
                    "poor": dice.pick(_ASTRAY)}[grade].format(ruling.receiver)
            found.append(Answer(reason, text.removesuffix("."), grade, felt))
    return tuple(found)


def slug(name: str) -> str:
    """A name as an id: "Ms Hurrell" is ms-hurrell."""
    return name.lower().replace(" ", "-")


def book_of(arrival: Arrival) -> str:
    """Which of the answers about the book is right."""
    ruling = arrival.ruling
    if ruling.counts:
        return "counts-lost" if ruling.lost else "counts-owed" if ruling.credited else "counts"
    return "make-up" if ruling.made_up else "kept" if ruling.keeps else "uncounted"


def label(arrival: Arrival, kind: str) -> str:
    """An answer about the book, with the names of the moment."""
    ruling, before = arrival.ruling, arrival.before
    receiver = ruling.receiver
    missed = [*ruling.lost, *ruling.credited] or [
        next((name for name in before.order if name != receiver and before.status[name] != "free"),
             next(name for name in before.order if name != receiver))]
    one = len(missed) == 1
    return {
        "counts": f"It counts for {receiver}; nothing else to note",
        "counts-lost": f"It counts for {receiver}, and {both(missed)} {'has' if one else 'have'} lost a turn",
        "counts-owed": f"It counts for {receiver}, and {both(missed)} {'is' if one else 'are each'} owed one",
        "uncounted": "It does not count; nothing else to note",
        "kept": f"It does not count; {_keeper(arrival)} keeps the turn",
        "make-up": f"It is the turn that {receiver} was owed, used up now",
    }[kind]


def _keeper(arrival: Arrival) -> str:
    """Who keeps a turn and why, or who might seem to: the first one here besides the receiver."""
    before, receiver = arrival.before, arrival.ruling.receiver
    others = sorted((name for name in before.order if name != receiver),
                    key=lambda name: before.status[name] not in ("free", "busy-delegated"))
    keeper = arrival.ruling.keeps or others[0]
    reason = "arranged it" if before.status[keeper] == "busy-delegated" else "begun"
    return f"{keeper}, who had {reason},"


def _written(arrival: Arrival, kind: str, right: str, dice: Dice) -> Answer:
    grade: Grade = "good" if kind == right else "fair" if (right, kind) in _HALF else "poor"
    felt = (dice.pick(_CLEAR).format(arrival.ruling.receiver) if grade == "good" else _mistaken(arrival, right, kind))
    return Answer(kind, label(arrival, kind), grade, felt)


def _passed_by(arrival: Arrival, name: str, dice: Dice) -> str:
    """What came of sending for somebody who should not receive."""
    status = arrival.before.status[name]
    if status.startswith("away"):
        return f"{arrival.visitor.name} stood and waited: {name} is not here."
    if status != "free":
        return f"{name}'s customer was left sitting in the middle of a sentence."
    right, starter = arrival.ruling.receiver, arrival.before.starter
    if arrival.ruling.reason == "insisted" and name == starter:
        return "I had said clearly enough what I wished."
    if right == starter and (arrival.visitor.claimed_by or arrival.visitor.insists_on):
        return f"{right} had begun, and had to stop in the middle of a sentence."
    return dice.pick(_SAT_DOWN).format(right, name)


def _mistaken(arrival: Arrival, right: str, kind: str) -> str:
    """What somebody felt who reads a wrong line in the book."""
    ruling = arrival.ruling
    if right == "counts-owed":
        return f"{both(ruling.credited)} felt punished for an errand of the company's."
    if right == "counts-lost":
        return (f"{both(ruling.lost)} got what nobody else gets for such an absence." if kind == "counts-owed"
                else f"The others asked what had become of {both(ruling.lost)}'s turn.")
    if right == "counts":
        return ("Somebody who was not passed over found a note about a turn." if kind.startswith("counts")
                else f"The others wondered why {ruling.receiver} had not moved in the order.")
    if kind.startswith("counts"):
        return f"{ruling.receiver} has lost a place in the order, for nothing."
    if kind == "make-up":
        return "A turn was ticked off as owed, and nobody had been owed one."
    if right == "make-up":
        return f"The others still saw a turn owed to {ruling.receiver}, though it had been used up."
    return f"{ruling.keeps or ruling.receiver} was not sure whose turn came next."

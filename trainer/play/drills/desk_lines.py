"""What is seen and heard when somebody comes to the turn-order desk: lines for each situation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from trainer.play.turn_order.day import Arrival
from trainer.play.turn_order.dice import Dice

Line = tuple[str, str]
"""Who speaks (a name, or "narrator") and what."""

_COMES = (
    "{v} comes in for the first time.", "{v} comes up the steps. The register has no entry.",
    "A car stops, and {v}, a new face, comes in.", "{v} looks round the door. It is a first visit.",
)
_WISHES = (
    "Hello. I saw the sign down on the coast road.", "Is this where the houses with the sea view are?",
    "I've read about the houses and thought I'd come by.", "May I have a look at the scale model?",
    "I'd like to know what you are building here.", "Could I see the plans? And perhaps a price list.",
    "I'm thinking of moving here. Where do I begin?", "I had half an hour, and the door was open.",
    "Which of the houses are still free?",
)
# For each situation: what the narrator tells, then who says what; of several one is thrown.
_NEW: tuple[tuple[Line, ...], ...] = tuple((("narrator", comes), ("{v}", "{wish}")) for comes in _COMES)
_CLAIM = "{v} comes in, and {s} begins at the scale model."
_LINES: Mapping[str, tuple[tuple[Line, ...], ...]] = MappingProxyType({
    "named": (
        (("narrator", "{v} comes in."), ("{v}", "I'd like to see {a}, please.")),
        (("narrator", "{v} stops at the desk."), ("{v}", "Is {a} in? I was told to ask for nobody else.")),
    ),
    "no-surname": (
        (("narrator", "{v} comes in. The register has no entry."),
         ("{v}", "Somebody from here had the plans at the market. I've forgotten the name, I'm afraid.")),
        (("narrator", "{v} comes in. The register has no entry."),
         ("{v}", "I'm looking for the salesperson with the sketchbook. I never heard a name.")),
    ),
    "asked-away": (
        (("narrator", "{v} comes in. The register has no entry."), ("{v}", "I'd like to see {a}, please.")),
        (("narrator", "{v} stops at the desk. The register has no entry."), ("{v}", "Is {a} here today?")),
    ),
    "by-phone": (
        (("narrator", "{v} comes in for the first time."),
         ("{v}", "{a} and I have only talked on the telephone. Now I'd like to see it all.")),
        (("narrator", "{v} comes up the steps."), ("{v}", "I rang on Tuesday and got {a}. I was never here before.")),
    ),
    "recognised": (
        (("narrator", "Somebody crosses the yard. {a}, who is waiting, looks up."),
         ("{a}", "That is {v}, my customer. Look in the register."), ("{v}", "Hello. What a view today.")),
        (("narrator", "A car stops. {a}, who is waiting, gets up before the door opens."),
         ("{a}", "{v} was with me last time."), ("{v}", "Hello. I hope I'm not too early.")),
    ),
    "referral": (
        (("narrator", "{v} comes in for the first time."), ("{v}", "{b} sent me. I'd like the same salesperson.")),
        (("narrator", "{v} looks round the door."), ("{v}", "Who looked after {b}? I'd like the same person.")),
    ),
    "asks-for-nobody": (
        (("narrator", "{v} comes in for the first time."), ("{v}", "{b} keeps talking of your houses. May I look?")),
        (("narrator", "{v} looks round the door."), ("{v}", "{b} sent me. I'd just like to see the scale model.")),
    ),
    "handed-over": (
        (("narrator", "{s} gets up and asks {v} in passing how the road was this time."),
         ("{v}", "Better than in spring. I got stuck at the bend then.")),
        (("narrator", "{s} gets up and asks {v} in passing whether the scale model looks familiar."),
         ("{v}", "It does. Only the pool is new.")),
    ),
    "claim": (
        (("narrator", _CLAIM), ("{c}", "One moment, {s}. {v} is my customer.")),
        (("narrator", _CLAIM), ("{c}", "Excuse me, {s}. {v} was here with me. Look in the register.")),
    ),
    "claims": (
        (("narrator", _CLAIM), ("{c}", "One moment, {s}. {v} is my customer."),
         ("{d}", "No, mine. I remember it well.")),
        (("narrator", _CLAIM), ("{c}", "{s}, {v} was here with me."), ("{d}", "With me. Look in the register.")),
    ),
    "insists": (
        (("narrator", "{v} comes in for the first time, and {s} begins at the scale model. A little later:"),
         ("{v}", "I'm sorry, but I'd like to go on with {i}, and with nobody else.")),
        (("narrator", "{s} has sat down with {v}, who is new. After the first plan:"),
         ("{v}", "No offence. I came for {i}, and I will only go on with {i}.")),
    ),
    "plea": (
        (("narrator", "{v} comes in for the first time."),
         ("{p}", "I missed one while I was out. So this one is mine.")),
        (("narrator", "{v}, a new face, comes up the steps."),
         ("{p}", "My turn went by before. Let me have this one for it.")),
    ),
})
_SAME = MappingProxyType({
    "no-entry": "recognised", "referral-away": "referral", "favour": "handed-over", "claim-proved": "claim",
    "claim-empty": "claim", "claim-of-another": "claim", "insists-on-busy": "insists",
})


def names_in(arrival: Arrival) -> dict[str, str]:
    """The people of an arrival by their letter in the lines: visitor, starter, asked for, claimant and so on."""
    visitor = arrival.visitor
    claims = visitor.claimed_by
    found = {
        "v": visitor.name, "s": arrival.before.starter, "a": visitor.asks_for or visitor.seen_by,
        "b": visitor.brought_by, "c": claims[0] if claims else None, "d": claims[1] if len(claims) > 1 else None,
        "i": visitor.insists_on, "p": visitor.pleaded_by, "r": arrival.ruling.receiver,
        "l": next((name for name in claims if name != arrival.ruling.receiver), None),
    }
    return {letter: name for letter, name in found.items() if name is not None}


def clock(minutes: int) -> str:
    """A time of day: 9:05."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def lines_of(arrival: Arrival, dice: Dice) -> Iterator[Line]:
    """The lines of an arrival: the time and what has changed, then who comes in and what is said."""
    kind = _SAME.get(arrival.situation, arrival.situation)
    (_, first), *said = dice.pick(_LINES.get(kind, _NEW))
    words = {**names_in(arrival), "wish": dice.pick(_WISHES)}
    told = " ".join((*arrival.told, first.format(**words)))
    yield "narrator", f"{clock(arrival.clock)}. {told}"
    for who, what in said:
        yield who.format(**words), what.format(**words)

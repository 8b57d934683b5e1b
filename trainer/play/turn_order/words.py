"""Sentences that several rulings share, and each reason in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from trainer.play.turn_order.state import Desk, Reason, Visitor

REASONS: Mapping[Reason, str] = MappingProxyType({
    "in-order": "Whoever is next in the order receives.",
    "not-made-up": "A turn missed for private reasons is not made up.",
    "made-up-later": "A turn missed for the company is made up later.",
    "make-up": "A turn that is owed comes before the order.",
    "named": "Asked for by surname, and free: out of order.",
    "no-surname": "Asked for without a surname: the order applies.",
    "asked-away": "The one asked for is away: the order applies.",
    "by-phone": "Only telephoned so far: the order applies.",
    "entry": "Recognised at once, and the register proves it.",
    "no-entry": "A claim without an entry does not count.",
    "referral": "Sent by a customer, and asks for the same salesperson.",
    "asks-for-nobody": "Sent by a customer, but asks for nobody: the order applies.",
    "handed-over": "Was here before, and that colleague is free: hand over.",
    "favour": "Was here before, but that colleague cannot come: a favour.",
    "stand-in": "Arranged beforehand: a colleague steps in, the turn is kept.",
    "given-up": "With a customer and nothing arranged: the turn is given up.",
    "insisted": "The visitor may change, and the new colleague gets the result.",
    "no-interruption": "Nobody breaks into a reception that is going on.",
})
"""The reasons as a trainee reads them, in the order in which they are offered."""


def both(names: Sequence[str]) -> str:
    """Names in a row: "A", "A and B", "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def unheard(desk: Desk, visitor: Visitor) -> Reason:
    """Why a salesperson who is asked for does not receive out of order."""
    if visitor.rang_before:
        return "by-phone"
    return "asked-away" if visitor.knows_name and not desk.free(visitor.asks_for) else "no-surname"


def ordinary(desk: Desk, visitor: Visitor, receiver: str) -> str:
    """Why what was said changes nothing: the turn goes as it would have gone."""
    name = visitor.name
    if visitor.insists_on is not None and not desk.free(visitor.insists_on):
        return f"{visitor.insists_on} is not free, and nobody breaks into a reception for {name}."
    if visitor.pleaded_by is not None:
        return f"{visitor.pleaded_by} missed a turn for private reasons, and such a turn is not made up."
    claims = visitor.claimed_by or ((visitor.seen_by,) if visitor.seen_by is not None else ())
    if claims and name not in desk.register:
        verb = "says" if len(claims) == 1 else "say"
        return f"{both(claims)} {verb} that {name} was here before, but the register has no entry."
    if visitor.asks_for is not None:
        return {
            "by-phone": f"{name} has only telephoned, and telephone enquirers come in by the ordinary order.",
            "asked-away": f"{name} asks for {visitor.asks_for}, who cannot come, and has no entry in the register.",
            "no-surname": f"{name} cannot give a surname and has no entry in the register.",
        }[unheard(desk, visitor)]
    owner = desk.register.get(visitor.brought_by or "")
    if owner is not None and visitor.asks_for_original:
        return f"{visitor.brought_by}'s salesperson is {owner}, who cannot come now."
    if owner is not None:
        return f"{visitor.brought_by} is {owner}'s customer, but {name} asks for nobody."
    return f"{name} is new and asks for nobody." if receiver == desk.order[0] else f"{name} is new."


def passed(desk: Desk, names: Sequence[str]) -> str:
    """Why those before the receiver are passed over."""
    told = {
        "away-own": "{} is away for private reasons.",
        "away-company": "{} is away for the company.",
        "busy": "{} is with a customer and has asked nobody to step in.",
    }
    return " ".join(told[desk.status[name]].format(name) for name in names)


def counted(receiver: str, lost: Sequence[str], credited: Sequence[str]) -> str:
    """What an ordinary turn does to the book."""
    said = [f"It counts: {receiver} goes to the end of the order."]
    if lost:
        said.append(f"{both(lost)} {'has' if len(lost) == 1 else 'have'} missed a turn for good.")
    if credited:
        said.append(f"{both(credited)} {'is' if len(credited) == 1 else 'are each'} owed one new visitor.")
    return " ".join(said)

"""Invented people of a day at the sales office, and what takes salespeople away from it."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.play.turn_order.dice import Dice

STAFF = (
    "Amaro", "Belling", "Corwen", "Delacre", "Elstow", "Garrick", "Hurrell", "Ingram", "Kestle", "Lomax", "Mundy",
    "Navarre", "Orme", "Prewitt", "Sefton", "Tovey",
)
VISITORS = (
    "Abrol", "Arden", "Banfi", "Caddick", "Coll", "Dorval", "Eskola", "Ewart", "Fallon", "Grieve", "Hosking", "Ibarra",
    "Jarosz", "Keane", "Leclair", "Marchetti", "Niemi", "Obuya", "Pascoe", "Quarrie", "Rhee", "Solheim", "Tandy",
    "Umeh", "Vance", "Wexley", "Yarrow", "Zabel",
)
SIZE = 4
"""How many salespeople stand in the order."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What takes somebody away: what is told when they go, what the board says, and what is told when they are back."""

    goes: str
    note: str
    back: str


OWN = (
    Errand("{0} is at the dentist's and has arranged nothing.", "at the dentist's", "{0} is back from the dentist's."),
    Errand("{0} has gone outside for a private telephone call.", "on a private call", "{0} is back from the call."),
    Errand("{0} has gone out to buy shoes.", "out buying shoes", "{0} is back, with a shoe box."),
    Errand("{0} has gone to fetch a car from the garage.", "fetching a car", "{0} is back with the car."),
    Errand("{0} is taking a rest in the garden.", "resting in the garden", "{0} is back from the garden."),
    Errand("{0} has gone to the post with a private parcel.", "at the post, private", "{0} is back from the post."),
)
"""Private reasons, rest, and one's own fault."""
COMPANY = (
    Errand("The director sends {0} to the notary.", "sent to the notary", "{0} is back from the notary."),
    Errand("The supervisor sends {0} to the bank with the office's papers.", "sent to the bank",
           "{0} is back from the bank."),
    Errand("The director asks {0} to drive the architect to the site.", "sent to the site",
           "{0} is back from the site."),
    Errand("The company needs {0} at its stand at the property fair.", "sent to the fair",
           "{0} is back from the fair."),
)
"""Sent away by the company or a leader."""


def staff_of(dice: Dice) -> tuple[str, ...]:
    """The salespeople of a day, in their order; two of each title, so that a title alone names nobody."""
    names = dice.shuffled(STAFF)[:SIZE]
    titles = dice.shuffled(("Ms", "Mr") * (SIZE // 2))
    return tuple(f"{title} {name}" for title, name in zip(titles, names, strict=True))


def visitors_of(dice: Dice) -> list[str]:
    """Names of visitors, more than a day can need."""
    return [f"{dice.pick(('Ms', 'Mr', 'Dr'))} {name}" for name in dice.shuffled(VISITORS)]

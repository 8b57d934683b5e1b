"""The office while a day is made: the desk, why somebody is not free, and what has just changed. Nothing else moves."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from trainer.play.turn_order.dice import Dice
from trainer.play.turn_order.people import COMPANY, OWN, Errand, staff_of, visitors_of
from trainer.play.turn_order.state import Desk, Ruling, Status, Visitor
from trainer.play.turn_order.words import both

LONG_MIN = 45
"""A reception or an errand as long as this is over when the next visitor comes."""


class Impossible(Exception):
    """What was planned cannot happen as the office stands; another day is tried."""


class Office:
    """A sales office in the course of a day."""

    def __init__(self, dice: Dice, customers: int) -> None:
        """Open the office with everybody present and some customers in the register."""
        self.dice = dice
        self.clock = 9 * 60 + 5 * dice.below(7)
        self.staff = staff_of(dice)
        self.names = visitors_of(dice)
        self.old = [self.names.pop() for _ in range(customers)]
        shift = dice.below(len(self.staff))
        register = {name: self.staff[(place + shift) % len(self.staff)] for place, name in enumerate(self.old)}
        self.desk = Desk(self.staff, MappingProxyType(dict.fromkeys(self.staff, "free")),
                         register=MappingProxyType(register))
        self.notes: dict[str, str] = {}
        self.since: dict[str, int] = {}
        self.errands: dict[str, Errand] = {}
        self.told: list[str] = []
        self.own = dice.shuffled(OWN)
        self.company = dice.shuffled(COMPANY)

    @property
    def head(self) -> str:
        """Whose turn is next."""
        return self.desk.order[0]

    @property
    def others(self) -> list[str]:
        """All but the head of the order, in any order."""
        return self.dice.shuffled(self.desk.order[1:])

    def later(self) -> None:
        """Let time pass until somebody comes; receptions and errands that are long enough end."""
        self.told = []
        self.clock += 5 * self.dice.between(4, 9)
        seen_out = []
        for name in self.desk.order:
            status = self.desk.status[name]
            over = self.clock - self.since.get(name, self.clock) >= LONG_MIN or self.dice.below(3) == 0
            if status in ("busy", "busy-delegated") and over:
                self.set(name, "free")
                seen_out.append(name)
            elif status == "away-own" and over:
                self.back(name)
        if seen_out:
            whom = "has seen a visitor" if len(seen_out) == 1 else "have seen visitors"
            self.told.insert(0, f"{both(seen_out)} {whom} out.")

    def set(self, name: str, status: Status, note: str = "") -> None:
        """Change somebody's status; nobody steps in any longer for who is free."""
        stand_ins = {who: agreed for who, agreed in self.desk.stand_ins.items() if who != name}
        self.desk = replace(self.desk, status=MappingProxyType({**self.desk.status, name: status}),
                            stand_ins=MappingProxyType(stand_ins))
        self.notes[name] = note
        self.since[name] = self.clock

    def back(self, name: str) -> None:
        """Somebody comes back from an errand."""
        self.told.append(self.errands.pop(name).back.format(name))
        self.set(name, "free")

    def ready(self, name: str) -> None:
        """See to it that somebody is present and free."""
        status = self.desk.status[name]
        if status in ("busy", "busy-delegated"):
            if self.since[name] == self.clock:
                raise Impossible(name)
            self.told.append(f"{name} has seen a visitor out.")
            self.set(name, "free")
        elif status != "free":
            self.back(name)

    def send(self, name: str, status: Status) -> None:
        """Somebody who is free goes away on an errand of the given kind."""
        kind = self.company if status == "away-company" else self.own
        if not self.desk.free(name) or not kind or self._just_came(name):
            raise Impossible(name)
        errand = kind.pop()
        self.told.append(errand.goes.format(name))
        self.set(name, status, errand.note)
        self.errands[name] = errand

    def _just_came(self, name: str) -> bool:
        """Who was told of in this moment does not leave in the same."""
        return any(name in told for told in self.told)

    def new(self) -> str:
        """The name of somebody who was never here."""
        return self.names.pop()

    def old_of(self, owner: str) -> str:
        """A customer of somebody's who has not come today, and comes now."""
        found = self.customer_of(owner)
        self.old.remove(found)
        return found

    def customer_of(self, owner: str) -> str:
        """A customer of somebody's who has not come today."""
        found = next((name for name in self.old if self.desk.register[name] == owner), None)
        if found is None:
            raise Impossible(owner)
        return found

    def free_other(self) -> str:
        """Somebody who is free and not next."""
        found = [name for name in self.others if self.desk.free(name)]
        if not found:
            raise Impossible("nobody else is free")
        return found[0]

    def apply(self, visitor: Visitor, ruling: Ruling) -> None:
        """Go on from the ruling: the receiver sits down with the visitor."""
        self.desk = ruling.desk
        self.set(ruling.receiver, "busy", f"with {visitor.name}")

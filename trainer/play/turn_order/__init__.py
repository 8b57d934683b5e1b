"""The turn-order desk: who receives which visitor at a sales office, by exact rules. Pure."""

from trainer.play.turn_order.rules import Desk, Ruling, Status, Visitor, rule

__all__ = ["Desk", "Ruling", "Status", "Visitor", "rule"]

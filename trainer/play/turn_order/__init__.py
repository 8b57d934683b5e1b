"""The turn-order desk: who receives which visitor at a sales office by exact rules, and days to practise on. Pure."""

from trainer.play.turn_order.rules import rule
from trainer.play.turn_order.state import Desk, NobodyFree, Reason, Ruling, Status, Visitor

__all__ = ["Desk", "NobodyFree", "Reason", "Ruling", "Status", "Visitor", "rule"]

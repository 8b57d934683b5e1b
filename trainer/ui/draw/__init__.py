"""Drawers: each takes frozen values and draws; one that offers choices returns the one taken."""

from trainer.ui.draw import curriculum, debrief, home, play, progress, watch

__all__ = ["curriculum", "debrief", "home", "play", "progress", "watch"]

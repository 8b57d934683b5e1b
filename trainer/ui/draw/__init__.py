"""Drawers: each takes frozen values and draws; one that offers choices returns the one taken."""

from trainer.ui.draw import classroom, curriculum, debrief, home, join, mystery, play, progress, signin, watch

__all__ = ["classroom", "curriculum", "debrief", "home", "join", "mystery", "play", "progress", "signin", "watch"]

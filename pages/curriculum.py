"""Curriculum: units and lessons with what is done."""

from trainer.ui import draw, session

draw.curriculum.page(session.current_curriculum())

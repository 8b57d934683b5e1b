"""Progress: the history, and the skills with how much evidence there is."""

from trainer.ui import draw, session

draw.progress.page(session.current_progress(), when=session.when)

"""Progress: how the skills stand and why, the history, and how the trainee likes to practise."""

from trainer.ui import draw, session

session.wish(draw.progress.page(session.current_progress(), session.wishes(), when=session.when, on=session.on))

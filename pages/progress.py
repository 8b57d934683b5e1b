"""Progress: the skills with how much evidence there is, the history, and how the trainee likes to practise."""

from trainer.ui import draw, session

session.wish(draw.progress.page(session.current_progress(), session.wishes(), when=session.when))

"""Progress: how the skills stand and why, the history, how the trainee likes to practise, and their data."""

from trainer.ui import draw, session

doing = draw.progress.page(session.current_progress(), session.wishes(), when=session.when, on=session.on)
session.wish(doing.wishes)
session.forget(doing.forget)

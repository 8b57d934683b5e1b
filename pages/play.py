"""Play: /play?scenario=ID goes on with the open attempt or offers to start one; /play?attempt=ID is that attempt."""

from trainer.ui import draw, session

draw.play.page(session.current_play())

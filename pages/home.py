"""Home: go on where you were, start here, what is next."""

from trainer.ui import draw, session

draw.home.page(session.current_home(), when=session.when)

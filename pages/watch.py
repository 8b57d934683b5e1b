"""Watch: /watch?scenario=ID shows the poor and the model play side by side."""

from trainer.ui import draw, session

draw.watch.page(session.current_watch())

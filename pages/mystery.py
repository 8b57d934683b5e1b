"""Mystery shopper: /mystery offers a series or goes on with it; /mystery?series=ID is the result of that one."""

from trainer.ui import draw, session, shopper

draw.mystery.page(shopper.current_mystery(), do=shopper.do, when=session.when)

"""Sign in: forms that our own routes take, since only they can set a cookie that no script reads."""

from __future__ import annotations

import streamlit as st

from trainer.service.class_views import SignInView
from trainer.ui.draw import html
from trainer.ui.draw.trouble import Trouble, draw_trouble


def page(view: SignInView | Trouble) -> None:
    """Draw what fits: the account of whoever is signed in, a new account for a guest, or the way in."""
    if isinstance(view, Trouble):
        draw_trouble(view)
    elif view.login:
        html.show("account", view=view)
        with st.container(key="rt-way-on"):
            st.page_link("class.py", label="Your classes", width="stretch")
    elif view.invited is not None:
        html.show("begin", view=view)
    else:
        html.show("signin", view=view)

"""Your data: take it away as a file, or have it deleted after a second thought."""

from __future__ import annotations

import streamlit as st

from trainer.ui.draw import html


def draw_own_data() -> bool:
    """Draw the part on the trainee's own data; True when everything is to be deleted, asked for and confirmed."""
    html.show("section", title="Your data", text="")
    with st.container(key="rt-own-data"):
        html.show("own_data")
        with st.popover("Delete your data", type="tertiary"):
            html.show("forget")
            return st.button("Delete everything for good", key="own-data.forget")

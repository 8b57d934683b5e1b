"""A Streamlit script that draws the texts of a JSON file (TRAINER_TEST_LABELS) as buttons, actions and links."""

import json
import os
from pathlib import Path

import streamlit as st

from trainer.ui.draw import text

for number, said in enumerate(json.loads(Path(os.environ["TRAINER_TEST_LABELS"]).read_text("utf-8"))):
    st.button(text.choice_label(said, act=False), key=f"said-{number}", width="stretch", wrap=True)
    st.button(text.choice_label(said, act=True), key=f"done-{number}", width="stretch", wrap=True)
    with st.container(key=f"link-{number}"):
        st.page_link("https://example.invalid", label=text.plain_label(said))

"""Streamlit's script: every run of every page begins here."""

import streamlit as st

from trainer.ui import nav

st.set_page_config(layout="centered", initial_sidebar_state="collapsed")
nav.run_page()

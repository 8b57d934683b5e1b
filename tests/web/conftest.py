"""The real front door on a free port: Streamlit's App with our routes and middleware, and a fresh house."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.runtime import Runtime

from tests.web.client import Visitor, serving
from trainer.settings import ROOT, Settings
from trainer.web.front import build_front


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    data = tmp_path_factory.mktemp("data")
    return Settings(
        data_dir=data,
        database_url=f"sqlite:///{data}/trainer.db",
        public_url=None,
        port=8501,
        secret="a key for tests only, long enough",
        content=ROOT / "scenarios",
    )


@pytest.fixture(scope="session")
def door(settings: Settings) -> Iterator[Visitor]:
    """One door for the whole session: Streamlit allows one app a process."""
    front = build_front(settings)
    script = ROOT / "pages" / "router.py"
    app = st.App(script, routes=front.routes, middleware=front.middleware, lifespan=front.lifespan)
    before = Runtime._instance
    with serving(app) as visitor:
        yield visitor
    Runtime._instance = before

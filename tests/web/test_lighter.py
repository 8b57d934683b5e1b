"""What is done once instead of at every script run comes out the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from tests.web.test_frame import SHIPPED
from trainer.web import lighter

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar")


@pytest.fixture
def theme() -> Iterator[None]:
    """The shipped theme, in Streamlit's settings."""
    wanted = {f"theme.{name}": value for name, value in SHIPPED["theme"].items() if not isinstance(value, dict)}
    wanted |= {f"theme.{mode}.{name}": value for mode in ("light", "dark")
               for name, value in SHIPPED["theme"][mode].items()}
    before = {name: config.get_option(name) for name in wanted}
    for name, value in wanted.items():
        config.set_option(name, value)
    yield
    for name, value in before.items():
        config.set_option(name, value)


def test_the_theme_is_told_as_streamlit_tells_it(theme: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every section of the theme reaches the browser unchanged, at the first run and at later ones."""
    write = app_session._populate_theme_msg
    original = getattr(write, "__wrapped__", write)
    expected = {}
    for section in SECTIONS:
        expected[section] = CustomThemeConfig()
        original(expected[section], section)
    assert expected["theme.dark"].primary_color == SHIPPED["theme"]["dark"]["primaryColor"]
    monkeypatch.setattr(app_session, "_populate_theme_msg", original)
    lighter.keep_theme()
    assert app_session._populate_theme_msg is not original
    for _ in range(2):
        for section in SECTIONS:
            told = CustomThemeConfig()
            app_session._populate_theme_msg(told, section)
            assert told == expected[section]


def test_twice_is_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second start in one process wraps nothing a second time."""
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    lighter.keep_theme()
    once = app_session._populate_theme_msg
    lighter.keep_theme()
    assert app_session._populate_theme_msg is once

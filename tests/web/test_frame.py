"""Streamlit's settings are asserted, and the file that ships holds them."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from streamlit import config

from trainer.settings import ROOT
from trainer.web.frame import NEEDED, FrameError, check_frame, prelude

SHIPPED = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def default(name: str) -> object:
    return config._config_options_template[name].value


def shipped(name: str) -> object:
    section, _, key = name.partition(".")
    return SHIPPED.get(section, {}).get(key, default(name))


def test_the_file_that_ships_is_right() -> None:
    """The settings in .streamlit/config.toml pass."""
    check_frame(shipped)


def test_every_needed_setting_is_streamlits() -> None:
    """A setting that Streamlit renames is noticed."""
    assert {one.name for one in NEEDED} <= set(config._config_options_template)


def test_streamlits_own_defaults_are_refused() -> None:
    """Without the file every wrong setting is named, with the line that mends it."""
    with pytest.raises(FrameError) as caught:
        check_frame(default)
    assert str(caught.value) == (
        "7 of Streamlit's settings would harm the trainer.\n"
        "browser.gatherUsageStats is true: the page would talk to an outside host\n"
        "    mend: in .streamlit/config.toml, under [browser], write: gatherUsageStats = false\n"
        'client.toolbarMode is "auto": the page would show "Deploy" and a developer menu\n'
        '    mend: in .streamlit/config.toml, under [client], write: toolbarMode = "minimal"\n'
        'client.showErrorDetails is "full": tracebacks would reach the browser\n'
        '    mend: in .streamlit/config.toml, under [client], write: showErrorDetails = "none"\n'
        'client.showErrorLinks is "auto": errors would link to outside hosts\n'
        "    mend: in .streamlit/config.toml, under [client], write: showErrorLinks = false\n"
        "logger.hideWelcomeMessage is false: Streamlit would ask an outside host for this machine's address\n"
        "    mend: in .streamlit/config.toml, under [logger], write: hideWelcomeMessage = true\n"
        "runner.postScriptGC is true: a collection after every script run is nine tenths of a turn's cost\n"
        "    mend: in .streamlit/config.toml, under [runner], write: postScriptGC = false\n"
        'server.fileWatcherType is "auto": every session would watch the source files\n'
        '    mend: in .streamlit/config.toml, under [server], write: fileWatcherType = "none"\n'
        ".streamlit/config.toml is read from the folder in which the command is given and from that of "
        "streamlit_app.py; the command line and STREAMLIT_... variables outrank it."
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("server.enableXsrfProtection", False),
        ("server.enableCORS", False),
        ("server.enableAgentApi", True),
        ("server.enableStaticServing", True),
        ("server.baseUrlPath", "desk"),
        ("global.developmentMode", True),
    ],
)
def test_one_wrong_setting_is_enough(name: str, value: object) -> None:
    """Each guard alone stops the start."""
    with pytest.raises(FrameError, match=rf"^1 of Streamlit's settings would harm the trainer\.\n{name} is "):
        check_frame(lambda asked: value if asked == name else shipped(asked))


def test_the_browser_is_told_the_themes() -> None:
    """Both themes reach the browser before the server has spoken, under the browser's names."""
    told: Any = prelude(SHIPPED["theme"])
    assert told["LIGHT_THEME"]["base"] == 0
    assert told["DARK_THEME"]["base"] == 1
    assert told["LIGHT_THEME"]["bodyFont"].startswith("system-ui")
    assert told["DARK_THEME"]["backgroundColor"] == "#1c1b1a"


def test_the_browser_shows_no_dialogs_of_streamlits() -> None:
    """The trainer has its own notice, and no measurements leave the page."""
    assert prelude(SHIPPED["theme"])["HOST_CONFIG"] == {
        "useExternalAuthToken": False,
        "blockErrorDialogs": True,
        "metricsUrl": "off",
    }

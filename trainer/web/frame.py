"""Streamlit's settings that the trainer cannot do without, asserted at start; and what the browser is told early."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

FILE = ".streamlit/config.toml"
_SPOKEN = {"font": "bodyFont"}
"""Where the browser's name for a theme option (CustomThemeConfig) is not the file's."""


@dataclass(frozen=True, slots=True)
class Needed:
    """One setting of Streamlit: its dotted name, the value that it must have, and why."""

    name: str
    value: object
    why: str


NEEDED = (
    Needed("browser.gatherUsageStats", False, "the page would talk to an outside host"),
    Needed("client.toolbarMode", "minimal", 'the page would show "Deploy" and a developer menu'),
    Needed("client.showErrorDetails", "none", "tracebacks would reach the browser"),
    Needed("client.showErrorLinks", False, "errors would link to outside hosts"),
    Needed("global.developmentMode", False, "browsers could stop the server"),
    Needed("logger.hideWelcomeMessage", True, "Streamlit would ask an outside host for this machine's address"),
    Needed("runner.postScriptGC", False, "a collection after every script run is nine tenths of a turn's cost"),
    Needed("server.baseUrlPath", "", "the pages' addresses begin at the root"),
    Needed("server.enableXsrfProtection", True, "other sites could send requests in a visitor's name"),
    Needed("server.enableCORS", True, "other sites could open a socket in a visitor's name"),
    Needed("server.enableAgentApi", False, "programs could drive the pages past the browser's rules"),
    Needed("server.enableStaticServing", False, "files beside the pages would be served"),
    Needed("server.fileWatcherType", "none", "every session would watch the source files"),
)
"""What must hold, whatever the folder, the command line or the environment say."""


class FrameError(RuntimeError):
    """Raised at start when Streamlit is set otherwise. The message gives the lines for .streamlit/config.toml."""


def check_frame(get_option: Callable[[str], object], needed: tuple[Needed, ...] = NEEDED) -> None:
    """
    Check Streamlit's settings.

    Args:
        get_option: streamlit.config.get_option.
        needed: What must hold.

    Raises:
        FrameError: At least one setting differs; all that do are named with the line that mends them.
    """
    wrong = [one for one in needed if get_option(one.name) != one.value]
    if wrong:
        lines = [f"{len(wrong)} of Streamlit's settings would harm the trainer."]
        for one in wrong:
            section, _, key = one.name.partition(".")
            lines += [
                f"{one.name} is {_toml(get_option(one.name))}: {one.why}",
                f"    mend: in {FILE}, under [{section}], write: {key} = {_toml(one.value)}",
            ]
        lines.append(
            f"{FILE} is read from the folder in which the command is given and from that of streamlit_app.py; "
            "the command line and STREAMLIT_... variables outrank it."
        )
        raise FrameError("\n".join(lines))


def prelude(theme: Mapping[str, Any]) -> Mapping[str, object]:
    """
    Build what the browser is told before Streamlit's bundle runs.

    The colours, so that nothing flashes in Streamlit's own before the server has spoken; and no error dialogs, since
    the trainer has its own notice. The script adds the page's origin.

    Args:
        theme: The [theme] table of .streamlit/config.toml.
    """
    shared = {_SPOKEN.get(name, name): value for name, value in theme.items() if not isinstance(value, dict)}
    return {
        "LIGHT_THEME": {"base": 0, **shared, **theme["light"]},
        "DARK_THEME": {"base": 1, **shared, **theme["dark"]},
        "HOST_CONFIG": {"useExternalAuthToken": False, "blockErrorDialogs": True, "metricsUrl": "off"},
    }


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)

"""What Streamlit does anew at every script run although nothing has changed, done once."""

from __future__ import annotations

import gc
from functools import wraps

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

YOUNG = 20_000
"""Objects made before the young ones are looked through; Python's 700 would do it several times a turn."""


def keep_theme() -> None:
    """
    Tell the browser of the theme as it was written out once.

    Streamlit goes through all its settings six times a script run to tell a theme that cannot change while the server
    runs; that was a tenth of a turn's cost. A Streamlit that does it elsewhere goes on as it would.
    """
    write = getattr(app_session, "_populate_theme_msg", None)
    if write is None or hasattr(write, "__wrapped__"):
        return
    kept: dict[str, CustomThemeConfig] = {}

    @wraps(write)
    def tell(message: CustomThemeConfig, section: str = "theme") -> None:
        if section not in kept:
            kept[section] = CustomThemeConfig()
            write(kept[section], section)
        message.MergeFrom(kept[section])

    # Streamlit offers no other way.
    app_session._populate_theme_msg = tell  # type: ignore[assignment]  # noqa: SLF001


def collect_seldom() -> None:
    """
    Set start-up's objects aside from Python's garbage collection, and let it look at young ones in larger heaps.

    streamlit_app.py switches the collection off while they are made, since nearly all of them stay.
    """
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)
    gc.enable()

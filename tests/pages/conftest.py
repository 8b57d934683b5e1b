"""Pages without a browser: Streamlit's AppTest on the router, in a house of the test's own."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from trainer.service import house as houses
from trainer.service.house import House
from trainer.settings import ROOT, read_settings

CALLBACK = "satisfaction-callback"
TIMED = "six-metres-and-hello"
_STATE = "session.device"


class Visitor:
    """Somebody with a browser: opens pages by their address, reads them, presses buttons."""

    def __init__(self, device: str) -> None:
        self.app = AppTest.from_file(str(ROOT / "pages" / "router.py"), default_timeout=30)
        self.app.session_state[_STATE] = device
        self.app.run()

    def open(self, page: str, **query: str) -> Visitor:
        """Open a page with the query of its address."""
        self.app.query_params.clear()
        for name, value in query.items():
            self.app.query_params[name] = value
        self.app.switch_page(page).run()
        return self.checked()

    def press(self, key: str) -> Visitor:
        """Press the button with a key."""
        self.app.button(key=key).click().run()
        return self.checked()

    def choose(self, place: int = 0) -> Visitor:
        """Take the choice at a place, counted from 0; negative from the end."""
        return self.press(self.choices[place])

    def finish(self, place: int = 0) -> Visitor:
        """Take choices until there are none."""
        while self.choices:
            self.choose(place)
        return self

    def checked(self) -> Visitor:
        """Fail when the page broke."""
        assert not self.app.exception, self.app.exception
        return self

    @property
    def html(self) -> str:
        """All HTML of the page."""
        return "\n".join(element.proto.body for element in self.app.get("html"))

    @property
    def keys(self) -> list[str]:
        """The keys of all buttons, in order."""
        return [button.key for button in self.app.button]

    @property
    def choices(self) -> list[str]:
        """The keys of the choices that can be seen."""
        return [key for key in self.keys if key.startswith("choice-") and not key.endswith("-silence")]

    @property
    def query(self) -> dict[str, str]:
        """The query of the address."""
        return dict(self.app.query_params)

    @property
    def score(self) -> str:
        """The score of a debrief, in points of 100."""
        return self.html.split('aria-label="Score: ')[1].split(" ")[0]

    @property
    def links(self) -> dict[str, str]:
        """Links by their label: page and query. (AppTest forgets a switch of pages at the next run; open it anew.)"""
        found = self.app.get("page_link")
        return {link.proto.label: f"{link.proto.page}?{link.proto.query_string}" for link in found}


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One house for all tests: each comes with a device of its own."""
    settings = read_settings({"TRAINER_DATA_DIR": str(tmp_path_factory.mktemp("house"))})
    opened = houses.build_house(settings)
    yield opened
    opened.store.close()


@pytest.fixture
def home_of(shared: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """The house that the pages work with."""
    monkeypatch.setattr(houses, "_OPEN", [shared])
    return shared


@pytest.fixture
def visit(home_of: House) -> Callable[..., Visitor]:
    """Come to the house with a browser; the same device in one test, unless a stranger comes."""
    own = secrets.token_urlsafe(16)

    def come(*, stranger: bool = False) -> Visitor:
        return Visitor(secrets.token_urlsafe(16) if stranger else own).checked()

    return come

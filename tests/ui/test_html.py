"""Templates: nothing that an author or a trainee writes becomes HTML."""

from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from tests.ui import samples
from trainer.ui.draw import html, reasons
from trainer.ui.draw.conversation import conversation, lines
from trainer.ui.draw.course import chart
from trainer.ui.draw.map import lay_out
from trainer.ui.draw.sure import chance
from trainer.ui.draw.watch import rows

HOSTILE = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>{{ 7*7 }}&amp;"
ALLOWED = {
    *("a", "article", "details", "div", "dl", "dt", "dd", "em", "figure", "h1", "h2", "h3", "header", "img", "li"),
    *("ol", "p", "q", "section", "small", "span", "strong", "summary", "ul"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}


class Reader(HTMLParser):
    """Collects what a browser would make of a piece of HTML."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text, self.open = [], [], "", []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data):
        self.text += data


def read(source):
    """Read HTML; every tag must be closed."""
    reader = Reader()
    reader.feed(source)
    reader.close()
    assert not reader.open
    return reader


def poison(value, with_text=HOSTILE):
    """Replace every text in a view by a hostile one; ids, kinds, marks and pictures are the house's own words."""
    own = {
        "id",
        "kind",
        "mark",
        "outcome",
        "channel",
        "picture",
        "mode",
        "state",
        "source",
        "target",
        "attempt",
        "scene",
    }
    if is_dataclass(value):
        changed = {f.name: poison(getattr(value, f.name), with_text) for f in fields(value) if f.name not in own}
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(poison(item, with_text) for item in value)
    return with_text if isinstance(value, str) else value


def everything(with_text=HOSTILE):
    """Draw every template that shows authored texts."""
    play, finished = poison(samples.TIMED, with_text), poison(samples.FINISHED, with_text)
    debrief, watch = poison(samples.DEBRIEF, with_text), poison(samples.WATCH, with_text)
    yield conversation(replace(play, notice=with_text), hitch=None)
    yield conversation(finished, hitch=with_text)
    yield html.fill("briefing", card=play.card, hitch=with_text)
    yield html.fill("play_head", card=play.card)
    yield html.fill("card", card=play.card, placed=True, kind=with_text, why=with_text)
    yield html.fill("home_today", offer=poison(samples.TODAY[0], with_text), kind=with_text, when=with_text)
    yield html.fill("home_first", card=play.card)
    yield html.fill("home_start", card=play.card)
    yield html.fill("debrief_head", view=debrief, verdict=with_text, decisive=debrief.turns[3],
                    how=with_text, what=with_text)
    for turn in debrief.turns:
        yield html.fill("debrief_turn", turn=turn, lines=lines((*turn.before, turn.taken), {}))
    yield html.fill("debrief_end", finish=debrief.finish, lines=lines(debrief.closing, {}))
    yield html.fill("skills", skills=debrief.skills)
    yield html.fill("map", map=lay_out(debrief.map), path=(with_text, with_text))
    yield html.fill("watch_head", view=watch)
    yield html.fill("watch", view=watch, rows=rows(watch))
    yield html.fill("history_row", row=poison(samples.HISTORY[0], with_text), when=with_text)
    yield html.fill(
        "evidence",
        skills=poison(samples.PROGRESS.skills, with_text),
        when=lambda _: with_text,
        on=lambda _: with_text,
        why=reasons.why,
        play_words=reasons.play_words,
    )
    progress = poison(samples.PROGRESS, with_text)
    yield html.fill("courses", charts=[chart(course) for course in progress.courses], gate="")
    yield html.fill(
        "calibration",
        levels=progress.calibration,
        chance=chance,
        said=reasons.sure_words,
        verdict=reasons.sure_verdict,
    )
    yield html.fill("practised", numbers=((with_text, with_text),), run=with_text)
    yield html.fill("early", view=poison(samples.EARLY, with_text), when=with_text)
    for unit in poison(samples.UNITS, with_text):
        yield html.fill("unit", unit=unit)
        yield html.fill("lessons", lessons=unit.lessons)
        yield html.fill("unwritten", lessons=unit.lessons)
    yield html.fill("trouble", trouble=html_trouble(with_text))


def html_trouble(words):
    """A trouble with hostile words."""
    from trainer.ui.draw.trouble import Trouble

    return Trouble(words, words)


def test_a_hostile_text_stays_a_text():
    """A text with tags, quotes and braces is shown letter by letter on every page."""
    for source in everything():
        found = read(source)
        assert set(found.tags) <= ALLOWED
        assert not [name for _tag, name, _value in found.attributes if name.startswith("on")]
        assert HOSTILE in found.text or HOSTILE in str(found.attributes)
        for _tag, name, value in found.attributes:
            if name in ("src", "href"):
                assert value.startswith(("/pictures/", "debrief?attempt="))


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet="<>\"'&{}%#abc/= ", max_size=24))
def test_no_text_changes_the_shape_of_a_page(words):
    """Tags and attributes are the same whatever the texts say."""
    plain = [read(source).tags for source in everything("word")]
    assert [read(source).tags for source in everything(words or "x")] == plain


def test_a_missing_value_is_an_error():
    """A template never shows an empty place where a value was forgotten."""
    with pytest.raises(UndefinedError):
        html.fill("trouble")


def test_a_picture_cannot_leave_its_attribute():
    """A drawing as an address holds nothing that could end a style attribute or a url(...)."""
    address = html.picture("radar", filled=False, width=1, shapes=['M0 0"/><script>'], dots=())
    assert not set(address) & set("\"'()<> \n;")
    assert unquote(address).startswith("data:image/svg+xml,<svg")
    assert "<script>" not in unquote(address)


def test_every_template_is_closed_html():
    """Templates are drawn by at least one of the tests here or of the pages."""
    assert {path.suffix for path in Path(html.TEMPLATES).iterdir()} <= {".html", ".svg"}
    for source in everything("word"):
        read(source)

"""The session's part about the mystery shopper: what its page shows, and what is done on it."""

from __future__ import annotations

import streamlit as st

from trainer.service import certificates, series, series_result
from trainer.service.errors import ServiceError
from trainer.service.house import house
from trainer.service.series_views import SeriesOffer, SeriesResult, SeriesRun
from trainer.ui import session
from trainer.ui.draw.mystery import PAGE, Begin, Certify, End, Leave, Move
from trainer.ui.draw.trouble import Trouble
from trainer.ui.troubles import trouble_of


def current_mystery() -> SeriesOffer | SeriesRun | SeriesResult | Trouble:
    """The series under way; else the result of the one that the address names; else the offer of a new one."""
    here, person, now = house(), session.caller().person_id, session.now()
    named = st.query_params.get("series", "")
    try:
        run = series.current(here, person)
        if run is not None and named in ("", run.id):
            return run
        if named:
            return series_result.result(here, person, named, now=now)
        return series_result.offer(here, person, now=now)
    except ServiceError as error:
        return trouble_of(error, PAGE, {"series": named})


def do(move: Move) -> str:
    """Carry out what the trainee wants and show what came of it; returns only when it could not, with the reason."""
    here, now = house(), session.now()
    try:
        person = session.meet().person_id
        if isinstance(move, Certify):
            certificates.give(here, person, move.series, move.name, now=now)
        elif isinstance(move, Begin):
            series.begin(here, person, now=now)
        elif isinstance(move, Leave):
            series.leave_part(here, person, now=now)
        elif isinstance(move, End):
            ended = series.end(here, person, now=now)
            if ended:
                st.query_params["series"] = ended
        else:
            found = series.go_on(here, person, now=now)
            if found is not None:
                st.switch_page("play.py", query_params={"scenario": found[0], "attempt": found[1]})
    except ServiceError as error:
        return str(error)
    return _anew()


def _anew() -> str:
    """Run the page anew; what comes after this is never reached."""
    st.rerun()

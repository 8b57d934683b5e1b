"""195 workers die by SIGKILL at random moments: no acknowledged decision is lost, none is doubled."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.service.conftest import settings_for
from trainer import store
from trainer.play.replay import replay
from trainer.service.house import build_house
from trainer.service.live import read_live

KILLS = 195


@pytest.mark.timeout(300)
def test_no_acknowledged_decision_is_lost_or_doubled(tmp_path: Path) -> None:
    """After 195 kills every acknowledged decision is in the log once, and every attempt replays without a gap."""
    command = [sys.executable, "-m", "tests.service.killing", str(tmp_path), str(KILLS), "7"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    assert done.stdout.strip() == f"killed {KILLS}", done.stderr
    acknowledged = [tuple(line.split(" ")) for line in (tmp_path / "acknowledged.txt").read_text().splitlines()]
    assert len(acknowledged) > KILLS  # they did play
    house = build_house(settings_for(tmp_path))
    try:
        attempts = {attempt for attempt, _, _ in acknowledged}
        log = Counter()
        for attempt in attempts:
            decisions = store.decisions_of(house.store, attempt_id=attempt)
            assert [d.turn for d in decisions] == list(range(1, len(decisions) + 1))
            log.update((d.attempt_id, str(d.turn), d.response) for d in decisions)
            person = store.attempt(house.store, attempt_id=attempt).person_id
            live = read_live(house, person, attempt)
            assert replay(live.playable.program, [d.response for d in decisions]).state == live.played.state
            assert (live.closed == "finished") == live.over
            assert (store.scores_of(house.store, attempt_id=attempt) is not None) == live.over
        assert max(log.values()) == 1
        assert set(acknowledged) <= set(log)
        unacknowledged = sum(log.values()) - len(set(acknowledged))
        assert unacknowledged <= KILLS
    finally:
        house.store.close()

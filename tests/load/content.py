"""
Reading content: a generated file of 3,000 scenes loaded and checked, and `python -m trainer check` on what ships.

Each in a fresh process, five times, the median counts. Loading is timed by CPU, once with the interpreter's start and
the imports, once without; the command by the clock, as who waits for it has it, its CPU beside it. The command keeps
what it found of a file until the file changes; it is measured with that and without.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.load.clone import ROOT, clone
from tests.load.generated import generate
from tests.load.rows import Row, at_most, middle, note
from trainer.scenario.document import MAX_BYTES

TIMES = 5
SCENES = 3_000
LOAD_BAR_S = 2.0
CHECK_BAR_S = 1.5
COLD_BAR_S = 3.0
_LOAD = """
import json, sys, time
from pathlib import Path
from trainer.analysis.checks import judge
from trainer.scenario.library import load_file
from trainer.scenario.sheets import SHIPPED, load_sheets
sheets, _ = load_sheets(SHIPPED)
began = time.process_time()
loaded = load_file(Path(sys.argv[1]), sheets)
read = time.process_time()
verdict = judge(loaded, sheets)
ended = time.process_time()
assert verdict.solution is not None, verdict.problems[:3]
print(json.dumps({"read": read - began, "judged": ended - read, "all": ended}))
"""


def measure() -> list[Row]:
    """All rows of content."""
    return [*_generated(), *_shipped()]


def _generated() -> list[Row]:
    scenario = generate(SCENES)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{scenario.id}.yaml")
        path.write_text(scenario.yaml, "utf-8")
        told = [json.loads(_python("-c", _LOAD, str(path))) for _ in range(TIMES)]
        size = path.stat().st_size
    read, judged = middle(t["read"] for t in told), middle(t["judged"] for t in told)
    both = middle(t["read"] + t["judged"] for t in told)
    return [
        at_most(f"load and check of {SCENES:,} scenes, CPU", both, LOAD_BAR_S, "s"),
        at_most("  the same with Python's start, imports and sheets", middle(t["all"] for t in told), LOAD_BAR_S, "s"),
        note(f"  {size / MAX_BYTES:.0%} of the largest file: load, check", f"{read:.2f}, {judged:.2f} s"),
    ]


def _shipped() -> list[Row]:
    files = len(list((ROOT / "scenarios" / "exercises").rglob("*.yaml")))
    with tempfile.TemporaryDirectory() as folder:
        root = clone(Path(folder))
        first = _check(root)
        fresh = []
        for _ in range(TIMES):
            shutil.rmtree(root / ".cache", ignore_errors=True)
            fresh.append(_check(root))
        again = [_check(root) for _ in range(TIMES)]
    return [
        at_most(f"trainer check scenarios/, {files} exercises", middle(w for w, _ in again), CHECK_BAR_S, "s"),
        at_most("  the same when nothing is known of any file", middle(w for w, _ in fresh), COLD_BAR_S, "s"),
        note("  fastest: known, not known; CPU", f"{min(again)[0]:.2f}, {min(fresh)[0]:.2f}; "
             f"{middle(c for _, c in again):.2f}, {middle(c for _, c in fresh):.2f} s"),
        note("  the very first of a clone (compiles the program)", f"{first[0]:.2f} s"),
    ]


def _check(root: Path) -> tuple[float, float]:
    """Seconds by the clock and of CPU."""
    before, began = os.times(), time.perf_counter()
    _python("-m", "trainer", "check", "scenarios/", cwd=root)
    wall, after = time.perf_counter() - began, os.times()
    return wall, after.children_user + after.children_system - before.children_user - before.children_system


def _python(*arguments: str, cwd: Path = ROOT) -> str:
    done = subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # 1: faults in the content, which take no less time
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout

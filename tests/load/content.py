"""
Reading content: a generated file of 3,000 scenes loaded and checked, and `python -m trainer check` on what ships.

Each in a fresh process, five times, the median counts. Loading is timed by CPU, once with the interpreter's start and
the imports, once without; the command by the clock, as who waits for it has it, its CPU beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.load.generated import generate
from tests.load.rows import Row, at_most, middle, note
from trainer.scenario.document import MAX_BYTES

ROOT = Path(__file__).resolve().parents[2]
TIMES = 5
SCENES = 3_000
LOAD_BAR_S = 2.0
CHECK_BAR_S = 1.5
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
    walls, cpus = [], []
    for _ in range(TIMES):
        before, began = os.times(), time.perf_counter()
        _python("-m", "trainer", "check", "scenarios/")
        walls.append(time.perf_counter() - began)
        after = os.times()
        cpus.append(after.children_user + after.children_system - before.children_user - before.children_system)
    files = len(list((ROOT / "scenarios" / "exercises").rglob("*.yaml")))
    return [
        at_most(f"python -m trainer check scenarios/, {files} exercises", middle(walls), CHECK_BAR_S, "s"),
        note("  fastest of five; CPU", f"{min(walls):.2f}; {middle(cpus):.2f} s"),
    ]


def _python(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # 1: faults in the content, which take no less time
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout

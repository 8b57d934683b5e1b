"""
Lets the attacks loose, each in a process of its own with little memory and little time. Run as a program.

Prints one JSON line an attack: how the process ended, its seconds of CPU, and the problems that were found.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

from tests.made import SHEETS
from tests.scenario.attacks import Attack, attacks
from trainer.analysis.checks import judge
from trainer.analysis.report import report
from trainer.assess.scoring import score_attempt
from trainer.play.replay import replay, transcript
from trainer.scenario.library import load_file

MEMORY_BYTES = 1_500_000_000
CPU_S = 10


def suffer(path: Path) -> list[str]:
    """Do with a file all that the trainer does with one: read, check, solve, play, render. Returns the problems."""
    verdict = judge(load_file(path, SHEETS), SHEETS)
    shown = [str(problem) for problem in verdict.problems]
    if verdict.solution is not None and verdict.give_aways is not None:
        program = verdict.solution.program
        found = report(verdict.solution, verdict.give_aways)
        json.dumps(found.as_dict())
        played = replay(program, found.best_walk)
        score_attempt(verdict.solution, played)
        for case in program.cases:
            transcript(program, played, case)
    return shown


def let_loose(attack: Attack, folder: Path) -> dict[str, object]:
    """One attack in a forked process of its own."""
    path = folder / "made.yaml"
    path.write_bytes(attack.content)
    answer = folder / "answer.json"
    answer.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            answer.write_text(json.dumps(suffer(path)))
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test must hear of it
            answer.write_text(json.dumps(f"{type(error).__name__}: {error}"[:300]))
            os._exit(1)
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    problems = json.loads(answer.read_text()) if answer.exists() and answer.stat().st_size else "killed"
    return {"name": attack.name, "ended": os.waitstatus_to_exitcode(status), "cpu_s": used.ru_utime + used.ru_stime,
            "problems": problems}


def main() -> None:
    """Run all attacks (or those whose name holds the second argument) within the folder named first."""
    folder = Path(sys.argv[1])
    os.chdir(folder)
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    for attack in attacks():
        if wanted in attack.name:
            sys.stdout.write(json.dumps(let_loose(attack, folder)) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

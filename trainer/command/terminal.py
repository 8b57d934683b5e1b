"""Playing in the terminal, with the same debrief as on the page. Leaves no record."""

from __future__ import annotations

import secrets
import textwrap
from collections.abc import Callable
from pathlib import Path

from trainer.assess.debrief import CLOSED, CRITICAL, Review, TurnReview, review
from trainer.command import OK
from trainer.command.content import form_of, judged
from trainer.play import engine
from trainer.play.deal import MAX_SEED, deal_case
from trainer.play.drills import arranged
from trainer.play.drills.desk_board import told
from trainer.play.engine import State
from trainer.play.program import Option, Program
from trainer.play.replay import Played
from trainer.play.variants import draw, variants
from trainer.scenario.model import Board
from trainer.scenario.template import Case

WIDTH = 88


def play(content: Path, exercise_id: str, seed: int | None, ask: Callable[[str], str] = input, *,
         persona: str | None = None) -> int:
    """
    Play an exercise; an end of input (Ctrl-D) or Ctrl-C leaves it.

    Args:
        content: The content folder.
        exercise_id: Which exercise.
        seed: Decides the case, the persona and the order of choices; None draws one and prints it.
        ask: Reads one answer.
        persona: Which of the exercise's personas comes, whatever the seed; None lets the seed decide.
    """
    loaded, sheets, forms = judged(content, exercise_id)
    seed = secrets.randbelow(MAX_SEED) if seed is None else seed
    if persona is None and loaded.exercise is not None:
        persona = draw(seed, variants(loaded.exercise, sheets.personas)).name
    solution = (form_of(exercise_id, forms, persona) if persona else forms[0]).solution
    program = solution.program
    kind = loaded.exercise.kind if loaded.exercise else program.exercise.kind
    case = program.cases[deal_case(seed, len(program.cases)) - 1]
    setting = sheets.settings[program.exercise.setting]
    print(f"{program.exercise.title} (seed {seed})\n{setting.place}. You: {setting.you}\n")
    _say(program.brief.render(case, program.first))
    state = engine.start(program)
    decisions = []
    try:
        while not engine.finished(program, state):
            _scene(program, state, case)
            option = _ask(kind, program, state, case, seed, ask)
            state, decision = engine.answer(program, state, option.id)
            decisions.append(decision)
    except (EOFError, KeyboardInterrupt):
        print("\nLeft before the end. Nothing is kept of a play in the terminal.")
        return OK
    _scene(program, state, case)
    played = Played(tuple(decisions), state)
    _debrief(program, played, case, review(solution, played), {s.id: s.title for s in sheets.skills.values()})
    if program.persona:
        print()
        _say(f"What kind of contact this was: {sheets.personas[program.persona].description}")
    return OK


def _say(text: str, lead: str = "") -> None:
    print(textwrap.fill(text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead)))


def _scene(program: Program, state: State, case: Case) -> None:
    print()
    for line in engine.lines(program, state, case):
        if line.speaker == "narrator":
            _say(line.text, "    ")
        else:
            shown = program.names.get(line.speaker)
            name = shown.render(case, state.values) if shown else line.speaker.capitalize()
            _say(line.text, f"{name}: ")
    stage = program.stages[state.scene]
    if stage.closing is not None:
        _say(stage.closing.render(case, state.values), "    ")


def _ask(kind: str, program: Program, state: State, case: Case, seed: int, ask: Callable[[str], str]) -> Option:
    options = engine.offered(program, state)
    shown = arranged(kind, tuple(o for o in options if not o.silence), seed, state.turn)
    silence = next((o for o in options if o.silence), None)
    print()
    _board(program.stages[state.scene].model.board)
    for number, option in enumerate(shown, start=1):
        text = option.text.render(case, state.values)
        _say(f"* {text}" if option.act else f"“{text}”", f"  {number}  ")
    if silence:
        limit = program.stages[state.scene].model.respond_within_s
        _say(f"(say nothing: on the page there are {limit} seconds)", "  0  ")
    numbers = [str(number) for number in range(1, len(shown) + 1)]
    while True:
        given = ask("> ").strip()
        if given == "0" and silence:
            return silence
        if given in numbers:
            return shown[numbers.index(given)]
        print(f"Please type a number from {0 if silence else 1} to {len(shown)}.")


def _board(board: Board | None) -> None:
    """Draw the desk as it stands, and what is asked."""
    if board is None:
        return
    for line in told(board):
        _say(line, "    ")
    if board.question:
        print(f"\n{board.question}")


def _debrief(program: Program, played: Played, case: Case, looked_back: Review, titles: dict[str, str]) -> None:
    score = looked_back.score
    stage = program.stages[played.state.scene]
    title = stage.title.render(case, played.state.values) if stage.title else stage.id
    print(f"\n{'-' * WIDTH}\n{title}\nScore {score.score:.0%}" + (
        f" (without the critical choice {score.raw:.0%})" if score.critical else ""))
    for turn in looked_back.turns:
        _turn(turn, case)
    turning = looked_back.turning
    if turning is not None:
        reason = {CRITICAL: "it holds a critical choice", CLOSED: "after it the best ending was out of reach"}
        print(f"\nTurn {turning.turn} decided it: {reason.get(turning.reason, 'it cost the most')}.")
    print()
    for skill, value in score.skills.items():
        print(f"  {titles.get(skill, skill):<28} {'not assessed' if value is None else f'{value:.0%}'}")


def _turn(turn: TurnReview, case: Case) -> None:
    option, values = turn.decision.option, turn.decision.state.values
    mark = turn.scored.mark or "no difference"
    print(f"\n{turn.scored.turn}. {mark}" + (f", {turn.scored.regret} of {turn.scored.span} points lost"
                                             if turn.scored.regret else ""))
    _say(option.text.render(case, values), "   You: ")
    _say(option.aside["felt"].render(case, values), "   Felt: ")
    _say(option.aside["feedback"].render(case, values), "   ")
    if turn.better:
        _say(turn.better.option.text.render(case, values), "   Better: ")

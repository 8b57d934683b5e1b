"""Checks that need the play: what can be reached, walks, worth of choices, give-aways, consequence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from trainer.analysis.consequence import consequential_scenes
from trainer.analysis.space import (
    DeadEnd,
    Layout,
    Loop,
    NotSolvable,
    Reached,
    RedirectLoop,
    Repeated,
    Space,
    dead_ends,
    lay_out,
    order,
    passed_scenes,
    reach,
)
from trainer.analysis.strategies import NAMES, GiveAways, give_aways, highest
from trainer.analysis.values import Solution, solve_space, sweep
from trainer.play import engine
from trainer.play.program import Program, compile_program
from trainer.play.variants import as_played, variants, walk_as_written
from trainer.scenario.document import Document
from trainer.scenario.library import Loaded
from trainer.scenario.model import Exercise, RolePlay
from trainer.scenario.problem import ERROR, Problem, has_errors
from trainer.scenario.sheets import Sheets

GIVE_AWAY_LIMIT = 0.75
GIVE_AWAY_MEAN_LIMIT = 0.55
# A scene or choice that only some personas open up, say by their impatience, is no fault.
OPEN_TO_SOME = ("TR013", "TR014")
# Of a long circle only its beginning is named.
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Judged:
    """One form of an exercise, solved; a form of a drill has no give-away scores."""

    variant: str
    solution: Solution
    give_aways: GiveAways | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks found: all problems of a file, and, when all its forms can be valued, each form solved."""

    problems: tuple[Problem, ...]
    forms: tuple[Judged, ...] = ()

    @property
    def solution(self) -> Solution | None:
        """The solution of the first form."""
        return self.forms[0].solution if self.forms else None

    @property
    def give_aways(self) -> GiveAways | None:
        """For each give-away player the highest score that any form allows."""
        return highest(form.give_aways for form in self.forms if form.give_aways is not None)


def judge(loaded: Loaded, sheets: Sheets) -> Verdict:
    """Check one loaded exercise all the way, in all its forms; with errors of shape or meaning it keeps just those."""
    exercise, document = loaded.exercise, loaded.document
    if exercise is None or document is None or has_errors(loaded.problems):
        return Verdict(loaded.problems)
    titles = {row.id: row.title for row in sheets.rows.values()}
    forms: list[Judged] = []
    found: dict[str, list[Problem]] = {}
    for variant in variants(exercise, sheets.personas):
        played, persona = as_played(exercise, titles, sheets.personas, variant.name)
        place = _Place(exercise, played, document, compile_program(played, persona))
        problems, solution, scores = _judge_form(place, sheets)
        found[variant.name] = problems
        if solution is not None:
            forms.append(Judged(variant.name, solution, scores))
    told = set(_told(exercise, found))
    if len(forms) < len(found) or has_errors(told):
        return Verdict(tuple(sorted({*loaded.problems, *(p for p in told if p.severity == ERROR)})))
    return Verdict(tuple(sorted({*loaded.problems, *told})), tuple(forms))


def _judge_form(place: _Place, sheets: Sheets) -> tuple[list[Problem], Solution | None, GiveAways | None]:
    """Check one form; its solution when it can be valued, its give-away scores when they mean something."""
    space, found = _space(place)
    found += _walks(place)
    if space is None or has_errors(p for p in found if p.code not in OPEN_TO_SOME):
        return found, None, None
    solution = solve_space(space)
    found += _assessed(place, space)
    if not isinstance(place.authored, RolePlay):  # labels of groups and steps give nothing away
        return found, solution, None
    scores = give_aways(solution, sheets.polite)
    for check in (_lead(place, solution), _critical(place, solution), _given_away(place, scores),
                  _consequence(place, space)):
        found += check
    return found, solution, scores


def _told(exercise: Exercise, found: Mapping[str, list[Problem]]) -> Iterator[Problem]:
    """Every problem once; one that not all forms have names those that have it, or is none (OPEN_TO_SOME)."""
    having: dict[Problem, list[str]] = {}
    for form, problems in found.items():
        for problem in dict.fromkeys(problems):
            having.setdefault(problem, []).append(form)
    for problem, forms in having.items():
        if len(forms) == len(found):
            yield problem
            continue
        if problem.code in OPEN_TO_SOME:
            continue
        kind = "persona" if exercise.personas else "form"
        names = " and ".join(f"'{form}'" for form in forms)
        yield replace(problem, message=f"{kind}{'s' if len(forms) > 1 else ''} {names}: {problem.message}")


@dataclass(frozen=True, slots=True)
class _Place:
    """An exercise as authored and as played in one form, with its file, to say where a problem stands."""

    authored: Exercise
    exercise: RolePlay
    document: Document
    program: Program

    def scene(self, number: int, code: str, message: str, mend: str) -> Problem:
        path = ("scenes", self.program.stages[number].id)
        return self.document.problem(path, code, message, mend, key=True)

    def option(self, number: int, code: str, message: str, mend: str) -> Problem:
        option = self.program.options[number]
        stage = self.program.stages[option.scene]
        if option.silence:
            return self.document.problem(("scenes", stage.id, "silence"), code, message, mend, key=True)
        index = [o.number for o in stage.options].index(number)
        return self.document.problem(("scenes", stage.id, "choices", index), code, message, mend)

    def id(self, scene: int) -> str:
        return self.program.stages[scene].id

    def state(self, values: tuple[int, ...]) -> str:
        pairs = ", ".join(f"{name} {value}" for name, value in zip(self.program.variables, values, strict=True))
        return f" (with {pairs})" if pairs else ""


def _space(place: _Place) -> tuple[Space | None, list[Problem]]:
    """The state space, or the faults that keep it from being valued; unreachable parts are named in any case."""
    layout = lay_out(place.program)
    try:
        reached = reach(layout)
    except NotSolvable as error:
        return None, [_fault(place, error.fault)]
    found = list(_unreached(place, layout, reached))
    ends = dead_ends(layout, reached)
    found += [_fault(place, end) for end in ends]
    if ends:
        return None, found
    try:
        space = order(layout, reached)
    except NotSolvable as error:
        return None, [*found, _fault(place, error.fault)]
    found += _repeated(place, space)
    return space, found


def _fault(place: _Place, fault: DeadEnd | Loop | RedirectLoop | Repeated) -> Problem:
    if isinstance(fault, DeadEnd):
        message = f"scene '{place.id(fault.scene)}' has no ending and offers nothing{place.state(fault.values)}"
        return place.scene(fault.scene, "TR015", message, "add a choice without 'if', or an ending")
    if isinstance(fault, Repeated):
        return _taken_twice(place, fault.option)
    around = [f"'{place.id(scene)}'" for scene in (*fault.scenes, fault.scenes[0])]
    names = " -> ".join(around if len(around) <= MOST_NAMED else [*around[:MOST_NAMED - 2], "...", around[-1]])
    if isinstance(fault, RedirectLoop):
        message = f"redirects go round in a circle{place.state(fault.values)}: {names}"
        return place.scene(fault.scenes[0], "TR016", message, "break the circle")
    message = f"the play can go round for ever: {names}"
    return place.scene(fault.scenes[0], "TR016", message, "lead forward, or let a variable change on the way round")


def _unreached(place: _Place, layout: Layout, reached: Reached) -> Iterator[Problem]:
    here = set((reached.states // layout.size).tolist())
    used = set(reached.option.tolist())
    passed = passed_scenes(layout, reached)
    for stage in place.program.stages:
        if stage.number not in passed:
            yield place.scene(stage.number, "TR013", f"no play reaches scene '{stage.id}'",
                              "lead a choice or a redirect to it, or delete it")
            continue
        why = "its 'if' holds in no state that a play reaches" if stage.number in here else (
            f"a redirect always leads on from scene '{stage.id}'")
        for option in stage.options:
            if option.number not in used:
                yield place.option(option.number, "TR014", f"choice '{option.id}' can never be offered: {why}",
                                   "correct the condition or delete it")


def _repeated(place: _Place, space: Space) -> list[Problem]:
    """Choices that one play can take twice; only scenes that a play can enter twice are looked at."""
    targets, first = space.edge_target.tolist(), space.first_edge.tolist()
    taken = space.edge_option.tolist()
    later: list[int] = [0] * space.states
    if not _revisits(space):
        return []
    found = set()
    for state in range(space.states - 1, -1, -1):
        mask = 0
        for edge in range(first[state], first[state + 1]):
            after = later[targets[edge]]
            if after >> taken[edge] & 1:
                found.add(taken[edge])
            mask |= after | 1 << taken[edge]
        later[state] = mask
    return [_taken_twice(place, number) for number in sorted(found)]


def _taken_twice(place: _Place, number: int) -> Problem:
    option = place.program.options[number]
    message = f"choice '{option.id}' can be taken twice in one play, in scene '{place.id(option.scene)}'"
    return place.option(number, "TR017", message,
                        "lead forward to another scene, or set a variable that closes it")


def _revisits(space: Space) -> bool:
    """True when the scenes as such (variables aside) can go round: only then can a choice come twice."""
    follow: dict[int, set[int]] = {}
    scenes = len(space.program.stages)
    pairs = np.unique(space.scene[space.edge_source] * scenes + space.scene[space.edge_target])
    for source, target in zip((pairs // scenes).tolist(), (pairs % scenes).tolist(), strict=True):
        follow.setdefault(source, set()).add(target)
    waiting = dict.fromkeys(set(space.scene.tolist()), 0)
    for nexts in follow.values():
        for scene in nexts:
            waiting[scene] += 1
    free = [scene for scene, count in waiting.items() if count == 0]
    done = 0
    while free:
        done += 1
        for scene in follow.get(free.pop(), ()):
            waiting[scene] -= 1
            if waiting[scene] == 0:
                free.append(scene)
    return done < len(waiting)


def _walks(place: _Place) -> Iterator[Problem]:
    program = place.program
    for walk, steps in place.exercise.walks.items():
        name = walk_as_written(place.authored.walks, walk, program.persona)
        try:
            state = engine.start(program)
        except engine.EndlessRedirect:
            return
        for index, step in enumerate(steps):
            stage = program.stages[state.scene]
            try:
                state, _ = engine.answer(program, state, step)
            except engine.PlayFinished:
                message = f"walk '{name}' goes on with '{step}' after the ending '{stage.id}'"
                yield place.document.problem(("walks", name, index), "TR024", message, "end the walk before it")
                break
            except engine.UnknownResponse:
                message = f"walk '{name}' takes '{step}', which scene '{stage.id}' does not offer"
                known = [option.id for option in engine.offered(program, state)]
                mend = f"use one of: {', '.join(known)}"
                yield place.document.problem(("walks", name, index), "TR024", message, mend)
                break
            except engine.EndlessRedirect:
                return
        else:
            if not engine.finished(program, state):
                message = f"walk '{name}' stops in scene '{place.id(state.scene)}', before an ending"
                yield place.document.problem(("walks", name), "TR024", message, "add the choices up to an ending")


def _lead(place: _Place, solution: Solution) -> Iterator[Problem]:
    space, worth = solution.space, solution.edge_worth
    first = space.first_edge
    busy = np.nonzero(first[1:] - first[:-1] > 1)[0]
    best = np.full(space.states, np.iinfo(np.int64).min)
    np.maximum.at(best, space.edge_source, worth)
    ties = np.bincount(space.edge_source, worth == best[space.edge_source], space.states)
    told = set()
    for state in busy[ties[busy] > 1].tolist():
        scene = int(space.scene[state])
        if scene in told:
            continue
        told.add(scene)
        lo, hi = int(first[state]), int(first[state + 1])
        top = np.nonzero(worth[lo:hi] == best[state])[0]
        names = " and ".join(f"'{place.program.options[int(space.edge_option[lo + e])].id}'" for e in top[:2])
        message = (f"in scene '{place.id(scene)}'{place.state(space.values(state))} the choices {names} are "
                   "worth the same, and nothing is worth more")
        yield place.scene(scene, "TR030", message, "let the best choice lead by at least one point")


def _critical(place: _Place, solution: Solution) -> Iterator[Problem]:
    space, regret = solution.space, solution.regret
    on_path = np.zeros(space.states, np.bool_)
    on_path[0] = True
    told: set[int] = set()
    for edge, (source, target, option) in enumerate(
            zip(space.edge_source.tolist(), space.edge_target.tolist(), space.edge_option.tolist(), strict=True)):
        if not on_path[source] or regret[edge]:
            continue
        on_path[target] = True
        if place.program.options[option].critical and option not in told:
            told.add(option)
            name = place.program.options[option].id
            yield place.option(option, "TR031", f"the critical choice '{name}' lies on a best path",
                               "give another choice more points, or drop 'critical'")


def _assessed(place: _Place, space: Space) -> Iterator[Problem]:
    options = place.program.options
    for index, skill in enumerate(place.exercise.assesses):
        tagged = np.fromiter((any(s == skill for s, _ in o.skills) for o in options), np.int64, len(options))
        fewest = sweep(space, tagged[space.edge_option], np.minimum)
        if fewest[0] == 0:
            message = f"a complete play can miss the skill '{skill}', which this exercise says it assesses"
            yield place.document.problem(("assesses", index), "TR032", message,
                                         "tag it on every way through, or take it out of 'assesses'")


def _given_away(place: _Place, scores: GiveAways) -> Iterator[Problem]:
    words = {"longest": "the longest", "shortest": "the shortest", "most_polite": "the most polite",
             "least_polite": "the least polite"}
    for name in NAMES:
        score = getattr(scores, name)
        if score > GIVE_AWAY_LIMIT:
            message = f"always taking {words[name]} choice scores {score:.2f}"
            yield place.document.problem(("scenes",), "TR034", message,
                                         f"vary length and wording; at most {GIVE_AWAY_LIMIT} is allowed", key=True)


def _consequence(place: _Place, space: Space) -> Iterator[Problem]:
    decisions, felt = consequential_scenes(space)
    if 3 * len(felt) < len(decisions):
        message = f"{len(felt)} of {len(decisions)} decisions change what is said or offered later"
        mend = "let at least a third of them be felt again"
        yield place.document.problem(("scenes",), "TR035", message, mend, key=True)

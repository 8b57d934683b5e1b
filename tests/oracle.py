"""
A second, naive reading of design.md 3 and assessment.md 1: every complete play of a small role-play, one by one.

Nothing of play, analysis or assess is used: only the models, Jinja itself, fractions and plain recursion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import jinja2

from trainer.scenario.model import Choice, Persona, RolePlay, Silence

Values = tuple[tuple[str, int], ...]
State = tuple[str, Values]
Response = Choice | Silence
LEAST = -1_000_000
WORTH = {"poor": 0, "fair": 1, "good": 2}
JINJA = jinja2.Environment(autoescape=False, keep_trailing_newline=True)  # noqa: S701 - plain texts, no page

expression = lru_cache(JINJA.compile_expression)
template = lru_cache(JINJA.from_string)


@dataclass(frozen=True)
class Play:
    """One complete play: the states with what was taken in them, and the ending."""

    steps: tuple[tuple[State, Response], ...]
    end: State

    @property
    def walk(self) -> tuple[str, ...]:
        return tuple(response.id for _, response in self.steps)

    def earned(self, since: int = 0) -> int:
        return sum(points(response) for _, response in self.steps[since:])


def points(response: Response) -> int:
    """What a response earns: the points of all its skills, or the worth of a step of an order."""
    worth: int | None = getattr(response, "worth", None)
    return worth if worth is not None else sum(WORTH[grade] for grade in response.skills.values())


class Oracle:
    """All plays of a role-play, and what follows from them."""

    def __init__(self, exercise: RolePlay, persona: Persona | None = None) -> None:
        self.exercise = exercise
        self.falling = persona.falling if persona else 1
        starts = persona.starts if persona else {}
        self.first = tuple((name, min(max(starts.get(name, v.start), v.min), v.max))
                           for name, v in exercise.variables.items())
        self.passed: set[str] = set()
        self.start = self.enter(exercise.start, self.first)
        self.plays = tuple(self.complete(self.start))
        self.later: dict[State, int] = {}
        for play in self.plays:
            self.later[play.end] = 0
            for place, (state, _) in enumerate(play.steps):
                self.later[state] = max(self.later.get(state, LEAST), play.earned(place))

    def holds(self, condition: str | None, values: Values) -> bool:
        """True when the condition holds, as Jinja itself decides it."""
        return condition is None or bool(expression(condition)(**dict(values)))

    def enter(self, scene: str, values: Values) -> State:
        """The state after entering a scene: the first redirect that holds leads on."""
        self.passed.add(scene)
        for rule in self.exercise.scenes[scene].redirect:
            if self.holds(rule.if_, values):
                return self.enter(rule.next, values)
        return scene, values

    def offered(self, state: State) -> list[Response]:
        """The choices whose condition holds; on a timed scene also the silence."""
        scene = self.exercise.scenes[state[0]]
        found: list[Response] = [c for c in scene.choices if self.holds(c.if_, state[1])]
        return [*found, scene.silence] if scene.silence else found

    def spoken(self, state: State) -> list[Response]:
        """What a player who never keeps silent can take."""
        return [response for response in self.offered(state) if not isinstance(response, Silence)]

    def after(self, state: State, response: Response) -> State:
        """The state after a response: effects, each within its range, then the next scene."""
        values = dict(state[1])
        for name, change in response.effects.items():
            limits = self.exercise.variables[name]
            moved = values[name] + (change * self.falling if change < 0 else change)
            values[name] = sorted([limits.min, moved, limits.max])[1]
        return self.enter(response.next, tuple(values.items()))

    def complete(self, state: State) -> Iterator[Play]:
        """Every complete play from a state."""
        if self.exercise.scenes[state[0]].ending:
            yield Play((), state)
            return
        for response in self.offered(state):
            for rest in self.complete(self.after(state, response)):
                yield Play(((state, response), *rest.steps), rest.end)

    # What analyse must say.

    @property
    def states(self) -> set[State]:
        return set(self.later)

    @property
    def best(self) -> int:
        return max(play.earned() for play in self.plays)

    @property
    def worst(self) -> int:
        return min(play.earned() for play in self.plays)

    def share(self, earned: Fraction | int) -> Fraction:
        """Points as a score: 1 where every play earns the same."""
        return Fraction(earned - self.worst) / (self.best - self.worst) if self.best > self.worst else Fraction(1)

    def chance(self, play: Play) -> Fraction:
        """The probability of a play under random play."""
        product = Fraction(1)
        for state, response in play.steps:
            product *= Fraction(0) if isinstance(response, Silence) else Fraction(1, len(self.spoken(state)))
        return product

    def expected_random(self) -> Fraction:
        return sum((self.chance(play) * play.earned() for play in self.plays), Fraction(0))

    def endings(self) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        for play in self.plays:
            found[play.end[0]] = found.get(play.end[0], Fraction(0)) + self.chance(play)
        return found

    def skills(self) -> dict[str, tuple[int, int]]:
        """Least and most points of each tagged skill over complete plays."""
        tagged = {skill for scene in self.exercise.scenes.values() for r in scene.responses for skill in r.skills}
        sums = {skill: [sum(WORTH[r.skills[skill]] for _, r in play.steps if skill in r.skills) for play in self.plays]
                for skill in tagged}
        return {skill: (min(found), max(found)) for skill, found in sums.items()}

    def choices(self) -> dict[tuple[str, str], tuple[int, int, int]]:
        """For each choice that can be taken: its value, least regret, greatest regret."""
        worth: dict[tuple[State, str], int] = {}
        for play in self.plays:
            for place, (state, response) in enumerate(play.steps):
                key = state, response.id
                worth[key] = max(worth.get(key, LEAST), play.earned(place))
        found: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for (state, name), value in worth.items():
            found.setdefault((state[0], name), []).append((value, self.later[state] - value))
        return {key: (max(v for v, _ in pairs), min(r for _, r in pairs), max(r for _, r in pairs))
                for key, pairs in found.items()}

    def strategy(self, name: str, polite: tuple[str, ...]) -> Fraction:
        """The score of a give-away player, ties shared equally, averaged over the cases."""
        total = Fraction(0)
        for case in self.exercise.cases:
            for play in self.plays:
                total += self._followed(play, name, case, polite) * play.earned()
        return self.share(total / len(self.exercise.cases))

    def _followed(self, play: Play, name: str, case: dict[str, str], polite: tuple[str, ...]) -> Fraction:
        product = Fraction(1)
        for state, response in play.steps:
            if isinstance(response, Silence):
                return Fraction(0)
            texts = {r.id: template(r.text).render({**case, **dict(state[1])}) for r in self.spoken(state)}
            sizes = {r: politeness(t, polite) if "polite" in name else len(t) for r, t in texts.items()}
            wanted = min(sizes.values()) if name in ("shortest", "least_polite") else max(sizes.values())
            tied = [r for r, size in sizes.items() if size == wanted]
            if response.id not in tied:
                return Fraction(0)
            product /= len(tied)
        return product

    # What the checks must say.

    def taken_twice(self) -> set[tuple[str, str]]:
        """Scene and id of every response that some play takes twice."""
        found = set()
        for play in self.plays:
            taken = [(state[0], response.id) for state, response in play.steps]
            found |= {pair for pair in taken if taken.count(pair) > 1}
        return found

    def without_a_lead(self) -> set[str]:
        """Scenes in which, in some state, two responses are best."""
        found = set()
        for state in self.states:
            worths = sorted(self.worth(state, response) for response in self.choosable(state))
            if len(worths) > 1 and worths[-1] == worths[-2]:
                found.add(state[0])
        return found

    def choosable(self, state: State) -> list[Response]:
        """What is offered; nothing at an ending."""
        return [] if self.exercise.scenes[state[0]].ending else self.offered(state)

    def critical_on_best(self) -> set[tuple[str, str]]:
        """Scene and id of critical responses in plays that earn the most."""
        return {(state[0], response.id) for play in self.plays if play.earned() == self.best
                for state, response in play.steps if response.critical}

    def can_miss(self, skill: str) -> bool:
        """True when some complete play takes nothing that is tagged with the skill."""
        return any(all(skill not in response.skills for _, response in play.steps) for play in self.plays)

    def consequential(self) -> tuple[set[str], set[str]]:
        """Scenes with a decision, and those where two choices differ in what comes after the very next scene."""
        decisions, felt = set(), set()
        for state in self.states:
            spoken = [r for r in self.choosable(state) if not isinstance(r, Silence)]
            if len(spoken) > 1:
                decisions.add(state[0])
                if len({self._beyond(self.after(state, response)) for response in spoken}) > 1:
                    felt.add(state[0])
        return decisions, felt

    def _beyond(self, state: State) -> frozenset[Any]:
        return frozenset(self._shown(self.after(state, response)) for response in self.choosable(state))

    def _shown(self, state: State) -> Any:
        """All that is said and offered in a state, in every case, and all that can come after it."""
        scene = self.exercise.scenes[state[0]]
        offered = self.choosable(state)
        texts = [text for line in scene.lines for text in line.values()] + [r.text for r in offered]
        texts += [scene.ending.title, scene.ending.text or ""] if scene.ending else []
        said = tuple(template(text).render({**case, **dict(state[1])}) for text in texts
                     for case in self.exercise.cases)
        return state[0], tuple(r.id for r in offered), said, self._beyond(state)

    # What score must say.

    def scored(self, play: Play) -> dict[str, Any]:
        """The score of a play: assessment.md section 1, word for word."""
        raw = self.share(play.earned())
        critical = any(response.critical for _, response in play.steps)
        decisions = [self._decision(state, response) for state, response in play.steps]
        return {
            "score": min(raw, Fraction(49, 100)) if critical else raw, "raw": raw, "critical": critical,
            "earned": play.earned(), "decisions": decisions, "skills": self._per_skill(play), "ending": play.end[0],
        }

    def worth(self, state: State, response: Response) -> int:
        """Points now plus the best still to come."""
        return points(response) + self.later[self.after(state, response)]

    def _decision(self, state: State, response: Response) -> dict[str, Any]:
        worths = [self.worth(state, other) for other in self.offered(state)]
        regret = max(worths) - self.worth(state, response)
        span = max(worths) - min(worths)
        quality = None if span == 0 else 1 - Fraction(regret, span)
        if response.critical:
            quality = Fraction(0)
        if response.critical:
            mark = "critical"
        elif quality is None:
            mark = None
        elif regret == 0:
            mark = "best"
        else:
            mark = "good" if quality >= Fraction(3, 4) else "weak" if quality >= Fraction(2, 5) else "costly"
        return {"scene": state[0], "choice": response.id, "points": points(response), "regret": regret, "span": span,
                "quality": quality, "mark": mark}

    def _per_skill(self, play: Play) -> dict[str, Fraction | None]:
        found: dict[str, Fraction | None] = {}
        for skill in self.skills():
            evidence = []
            for state, response in play.steps:
                on_offer = [WORTH[r.skills[skill]] for r in self.offered(state) if skill in r.skills]
                if skill in response.skills and max(on_offer) > min(on_offer):
                    evidence.append((WORTH[response.skills[skill]] - min(on_offer), max(on_offer) - min(on_offer)))
            # Weight max - min times quality (p - min) / (max - min): the weights cancel.
            total = sum(weight for _, weight in evidence)
            found[skill] = Fraction(sum(gain for gain, _ in evidence), total) if len(evidence) >= 2 else None
        return found


def politeness(text: str, polite: tuple[str, ...]) -> int:
    """How many polite words and phrases a text holds, whole words, the longest phrase first, none counted twice."""
    words = re.findall(r"\w+", text.lower())
    phrases = sorted((re.findall(r"\w+", phrase.lower()) for phrase in polite), key=len, reverse=True)
    count = place = 0
    while place < len(words):
        width = next((len(p) for p in phrases if words[place:place + len(p)] == p), 0)
        count += width > 0
        place += width or 1
    return count

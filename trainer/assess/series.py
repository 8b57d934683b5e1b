"""The mystery shopper's series: which role-plays it holds and in which order. All of it follows from the seed."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from trainer.assess.scoring import MIN_SKILL_DECISIONS, SkillEvidence, weighted_quality
from trainer.scenario.model import RolePlay

LEAST, USUAL = 6, 7
"""Parts of a series: never fewer while there are so many exercises, and more than usual only to meet every skill."""
_DRAFTS = 24
SKILL_LEAST = 0.70
"""What a skill must score over a series for the certificate."""

KINDS: Mapping[str, frozenset[str]] = {
    "mall": frozenset({"mall-counter", "boutique", "jewellery-store", "photo-shop", "electronics-shop"}),
    "spa": frozenset({"ear-spa"}),
    "showroom": frozenset({"car-showroom", "villa-office"}),
}
"""The places of which each is visited once, by settings; `chat` and `call` go by the channel."""
VISITED = (*KINDS, "chat", "call")
_CHANNELS = {"chat": "chat", "phone": "call"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A role-play as the plan sees it.

    `assesses` are the skills that it is there for; `meets` says of each skill how many decisions every complete play
    has on it at least; `cases` is how many there are.
    """

    exercise: str
    setting: str
    channel: str
    assesses: frozenset[str]
    meets: Mapping[str, int]
    cases: int

    @property
    def visits(self) -> str:
        """Which of the places to visit this is; empty for none of them."""
        by_setting = (kind for kind, settings in KINDS.items() if self.setting in settings)
        return _CHANNELS.get(self.channel) or next(by_setting, "")


def plan_series(
    seed: int, catalogue: Iterable[Candidate], seen: Mapping[str, Collection[int]], skills: Collection[str]
) -> tuple[str, ...]:
    """
    Choose the exercises of a series and their order.

    Each place to visit is there once where the catalogue has it, and together the parts assess every skill and meet it
    in two decisions, as far as the catalogue can. An exercise of which all cases were seen comes only where no other
    can take its place. Within that, the seed draws.

    Args:
        seed: Decides everything that is open.
        catalogue: All role-plays that can be played; the order does not matter.
        seen: By exercise the numbers of the cases (from 1) that the trainee has played.
        skills: The skills that are to be assessed.

    Returns:
        Exercise ids in order, each once; empty for an empty catalogue.
    """
    known = sorted(catalogue, key=lambda one: one.exercise)
    fresh = frozenset(one.exercise for one in known if set(range(1, one.cases + 1)) - set(seen.get(one.exercise, ())))
    best: tuple[Candidate, ...] = ()
    least = (0, 0, 0)
    for number in range(_DRAFTS):
        draft = _Draft(_shuffled(known, seed, number), fresh, frozenset(skills)).made()
        stale = sum(one.exercise not in fresh for one in draft)
        cost = _Need.of(draft, frozenset(skills)).total, stale, max(USUAL, len(draft))
        if number == 0 or cost < least:
            best, least = draft, cost
        if least == (0, 0, USUAL):
            break
    return tuple(one.exercise for one in _shuffled(best, seed, _DRAFTS))


def least_met(exercise: RolePlay) -> dict[str, int]:
    """
    Count for each skill the decisions on it that no complete play can avoid.

    Conditions are not looked at, so it may be more; a decision counts when each choice of the scene is tagged with the
    skill and they are not all worth the same.
    """
    skills = {skill for scene in exercise.scenes.values() for choice in scene.choices for skill in choice.skills}
    counts = {skill: _shortest(exercise, skill) for skill in sorted(skills)}
    return {skill: count for skill, count in counts.items() if count}


def combined(evidence: Mapping[str, Sequence[SkillEvidence]]) -> dict[str, float | None]:
    """
    Score each skill over all decisions of a series, whatever part they were taken in.

    Args:
        evidence: By skill what each decision says of it.

    Returns:
        Sum of weight times quality over sum of weights, 0.0 to 1.0; None under two decisions.

    Source: assessment.md 1.4, the weights added over the attempts.
    """
    return {skill: weighted_quality(list(pieces)) if len(pieces) >= MIN_SKILL_DECISIONS else None
            for skill, pieces in evidence.items()}


def mean_score(scores: Iterable[float], planned: int) -> float:
    """The mean over all planned parts, 0.0 to 1.0; a part without a score counts as 0."""
    return sum(scores) / planned if planned else 0.0


@dataclass(frozen=True, slots=True)
class _Draft:
    """One way to put a series together: candidates in the order of a draw, those with a case not seen first."""

    order: tuple[Candidate, ...]
    fresh: frozenset[str]
    skills: frozenset[str]

    def made(self) -> tuple[Candidate, ...]:
        """Visit every place, meet every skill, drop what is not needed, fill up."""
        fresh = tuple(one for one in self.order if one.exercise in self.fresh)
        stale = tuple(one for one in self.order if one.exercise not in self.fresh)
        first = {one.visits: one for one in reversed((*fresh, *stale))}
        chosen = [first[place] for place in VISITED if place in first]
        need = _Need.of(chosen, self.skills)
        while (better := need.best_of(fresh, chosen) or need.best_of(stale, chosen)) is not None:
            chosen.append(better)
            need = _Need.of(chosen, self.skills)
        for one in sorted(chosen, key=lambda each: each.exercise in self.fresh):
            rest = [each for each in chosen if each is not one]
            if {each.visits for each in chosen} - {""} <= {each.visits for each in rest} and (
                _Need.of(rest, self.skills).total == need.total
            ):
                chosen = rest
        spare = [one for one in (*fresh, *stale) if one not in chosen]
        return (*chosen, *spare[: max(0, LEAST - len(chosen))])


@dataclass(frozen=True, slots=True)
class _Need:
    """What some parts leave open: the decisions that each skill still lacks, and the skills that no part assesses."""

    decisions: Mapping[str, int]
    unassessed: frozenset[str]

    @classmethod
    def of(cls, chosen: Iterable[Candidate], skills: frozenset[str]) -> _Need:
        """What these parts leave open."""
        left = dict.fromkeys(skills, MIN_SKILL_DECISIONS)
        unassessed = skills
        for one in chosen:
            unassessed -= one.assesses
            for skill, count in one.meets.items():
                if skill in left:
                    left[skill] = max(0, left[skill] - count)
        return cls(left, unassessed)

    @property
    def total(self) -> int:
        """How much is open."""
        return sum(self.decisions.values()) + len(self.unassessed)

    def best_of(self, candidates: Iterable[Candidate], chosen: Collection[Candidate]) -> Candidate | None:
        """The first of those that make up most and are not chosen yet; None when none makes up anything."""
        gains = ((self._gain(one), one) for one in candidates if one not in chosen)
        gain, best = max(gains, key=lambda found: found[0], default=(0, None))
        return best if gain else None

    def _gain(self, one: Candidate) -> int:
        met = sum(min(count, self.decisions.get(skill, 0)) for skill, count in one.meets.items())
        return met + len(self.unassessed & one.assesses)


def _shuffled(candidates: Iterable[Candidate], seed: int, number: int) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda one: sha256(f"{seed}:series:{number}:{one.exercise}".encode()).digest()))


def _shortest(exercise: RolePlay, skill: str) -> int:
    """The fewest decisions on a skill on any way from start to ending (Dijkstra 1959; all lengths are 0 or 1)."""
    reached: dict[str, int] = {}
    waiting = [(0, exercise.start)]
    while waiting:
        count, name = heapq.heappop(waiting)
        if name in reached:
            continue
        reached[name] = count
        scene = exercise.scenes[name]
        if scene.ending is not None:
            return count
        for redirect in scene.redirect:
            heapq.heappush(waiting, (count, redirect.next))
        replies = [*scene.choices, *([scene.silence] if scene.silence else [])]
        worth = {reply.skills.get(skill) for reply in replies}
        here = int(None not in worth and len(worth) > 1)
        for reply in replies:
            heapq.heappush(waiting, (count + here, reply.next))
    return 0

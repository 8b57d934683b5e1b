"""Looking back on a finished play: what each turn offered, what would have been better, and which turn decided it."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.analysis.space import offered_options
from trainer.analysis.values import Solution, reachable_endings
from trainer.assess.scoring import Score, ScoredDecision, score_attempt, score_decision
from trainer.play.engine import Decision
from trainer.play.program import Option
from trainer.play.replay import Played

CRITICAL = "critical"
CLOSED = "closed"
COSTLIEST = "costliest"


@dataclass(frozen=True, slots=True)
class Alternative:
    """An option that was offered and not taken, valued as if it had been."""

    option: Option
    worth: ScoredDecision


@dataclass(frozen=True, slots=True)
class TurnReview:
    """One decision with its alternatives; `better` is the best of them when the one taken cost something."""

    decision: Decision
    scored: ScoredDecision
    better: Alternative | None
    others: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Turning:
    """
    The turn that decided the outcome.

    `reason` is critical (a critical choice), closed (after it the best ending could not be reached any more) or
    costliest (the ending was still the best; this turn cost most points). `ending` is the ending that was closed off.
    """

    turn: int
    reason: str
    ending: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """A finished play, looked back on. `turning` is None when no turn cost anything."""

    score: Score
    turns: tuple[TurnReview, ...]
    turning: Turning | None


def review(solution: Solution, played: Played) -> Review:
    """Look back on a play."""
    score = score_attempt(solution, played)
    turns = tuple(_turn(solution, decision, scored)
                  for decision, scored in zip(played.decisions, score.decisions, strict=True))
    return Review(score, turns, turning(solution, played, score))


def turning(solution: Solution, played: Played, score: Score) -> Turning | None:
    """
    Name the turn that decided the outcome.

    A critical choice decides first. Else the turn after which the ending of the best play was out of reach. Else, when
    that ending was reached after all, the costliest turn (the first of equals). A play that lost nothing has none.
    """
    for scored in score.decisions:
        if scored.mark == "critical":
            return Turning(scored.turn, CRITICAL, None)
    costliest = max(score.decisions, key=lambda d: d.regret, default=None)
    if costliest is None or costliest.regret == 0:
        return None
    space = solution.space
    goal = best_ending(solution)
    if score.ending != goal and goal is not None:
        wanted = 1 << space.program.scene_number(goal)
        masks = reachable_endings(space)
        states = [*(d.state for d in played.decisions[1:]), played.state]
        for decision, after in zip(played.decisions, states, strict=True):
            if not masks[space.state_number(after.scene, after.values)] & wanted:
                return Turning(decision.turn, CLOSED, goal)
    return Turning(costliest.turn, COSTLIEST, None)


def best_ending(solution: Solution) -> str | None:
    """The scene in which the best play ends."""
    space, worth = solution.space, solution.edge_worth
    state = 0
    while not space.ending[state]:
        lo, hi = int(space.first_edge[state]), int(space.first_edge[state + 1])
        state = int(space.edge_target[lo + int(worth[lo:hi].argmax())])
    return space.program.stages[int(space.scene[state])].id


def _turn(solution: Solution, decision: Decision, scored: ScoredDecision) -> TurnReview:
    state = solution.space.state_number(decision.state.scene, decision.state.values)
    others = tuple(
        Alternative(option, score_decision(solution, Decision(decision.turn, decision.state, option)))
        for option in offered_options(solution.space, state)
        if option.number != decision.option.number and not option.silence
    )
    critical = scored.mark == "critical"
    # Where silence would have been best, not every other choice is better than the one taken.
    better = min((other for other in others if critical or other.worth.regret < scored.regret),
                 key=lambda other: other.worth.regret, default=None)
    return TurnReview(decision, scored, better, others)

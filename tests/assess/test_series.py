"""The mystery shopper's plan: complete, fresh, drawn by the seed alone; and the scores over a whole series."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made import choice, ending, exercise, model, scene, silence
from trainer.assess.scoring import MIN_SKILL_DECISIONS, SkillEvidence
from trainer.assess.series import (
    LEAST,
    USUAL,
    VISITED,
    Candidate,
    combined,
    least_met,
    mean_score,
    plan_series,
)

SKILLS = ("welcome", "reading", "probing", "clarity", "empathy")
PLACES = (
    ("mall-counter", "in-person"), ("ear-spa", "in-person"), ("car-showroom", "in-person"), ("online-shop", "chat"),
    ("helpline-phone", "phone"), ("office-tower-desk", "in-person"), ("boutique-phone", "phone"),
)
Seen = dict[str, set[int]]


@st.composite
def catalogues(draw: st.DrawFn) -> tuple[Candidate, ...]:
    """Up to 16 role-plays at all kinds of places, on a few skills each."""
    found = []
    for number in range(draw(st.integers(0, 16))):
        setting, channel = draw(st.sampled_from(PLACES))
        meets = draw(st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 4), min_size=1, max_size=3))
        assesses = draw(st.sets(st.sampled_from(sorted(meets)), min_size=1))
        found.append(Candidate(f"play-{number}", setting, channel, frozenset(assesses), meets, draw(st.integers(1, 4))))
    return tuple(found)


@st.composite
def situations(draw: st.DrawFn) -> tuple[tuple[Candidate, ...], Seen]:
    """A catalogue, and the cases that somebody has seen of it."""
    catalogue = draw(catalogues())
    seen = {one.exercise: draw(st.sets(st.integers(1, one.cases))) for one in catalogue}
    return catalogue, seen


def parts_of(plan: tuple[str, ...], catalogue: tuple[Candidate, ...]) -> list[Candidate]:
    """The candidates of a plan, in its order."""
    known = {one.exercise: one for one in catalogue}
    return [known[exercise] for exercise in plan]


def lacking(parts: list[Candidate]) -> int:
    """What a series leaves open: decisions under two for each skill, and skills that no part assesses."""
    met = {skill: sum(one.meets.get(skill, 0) for one in parts) for skill in SKILLS}
    assessed = {skill for one in parts for skill in one.assesses}
    return sum(max(0, MIN_SKILL_DECISIONS - met[skill]) + (skill not in assessed) for skill in SKILLS)


def is_fresh(one: Candidate, seen: Seen) -> bool:
    """Whether a case is left that was not seen."""
    return bool(set(range(1, one.cases + 1)) - seen.get(one.exercise, set()))


@settings(max_examples=60, deadline=None)
@given(situations(), st.integers(0, 2**63 - 1))
def test_a_plan_visits_every_place_and_meets_every_skill(
    situation: tuple[tuple[Candidate, ...], Seen], seed: int
) -> None:
    """No exercise comes twice; what the catalogue has of places and skills is in the series; it is not too short."""
    catalogue, seen = situation
    plan = plan_series(seed, catalogue, seen, SKILLS)
    parts = parts_of(plan, catalogue)
    assert len(set(plan)) == len(plan) >= min(LEAST, len(catalogue))
    assert {one.visits for one in parts} >= {one.visits for one in catalogue} & set(VISITED)
    assert lacking(parts) == lacking(list(catalogue))


@settings(max_examples=60, deadline=None)
@given(situations(), st.integers(0, 2**63 - 1))
def test_what_was_played_through_comes_only_where_it_must(
    situation: tuple[tuple[Candidate, ...], Seen], seed: int
) -> None:
    """An exercise without an unseen case is there for its place, for a skill, or because nothing unseen is left."""
    catalogue, seen = situation
    parts = parts_of(plan_series(seed, catalogue, seen, SKILLS), catalogue)
    left_out = [one for one in catalogue if one not in parts and is_fresh(one, seen)]
    for stale in (one for one in parts if not is_fresh(one, seen)):
        rest = [one for one in parts if one is not stale]
        alone = stale.visits != "" and stale.visits not in {one.visits for one in rest}
        assert alone or lacking(rest) > lacking(parts) or not left_out
        if alone and lacking(rest) == lacking(parts):
            assert not [one for one in left_out if one.visits == stale.visits]


@settings(max_examples=40, deadline=None)
@given(situations(), st.integers(0, 2**63 - 1), st.randoms(use_true_random=False))
def test_the_seed_decides_everything(
    situation: tuple[tuple[Candidate, ...], Seen], seed: int, shuffler: object
) -> None:
    """The same seed gives the same plan, in whatever order the catalogue comes."""
    catalogue, seen = situation
    mixed = list(catalogue)
    shuffler.shuffle(mixed)  # type: ignore[attr-defined]
    assert plan_series(seed, mixed, seen, SKILLS) == plan_series(seed, catalogue, seen, SKILLS)


def test_series_are_drawn() -> None:
    """With choice enough, other seeds bring other exercises and other orders, and no more parts than usual."""
    catalogue = tuple(
        Candidate(f"{setting}-{number}", setting, channel, frozenset(SKILLS), dict.fromkeys(SKILLS, 1), 3)
        for setting, channel in PLACES for number in range(3)
    )
    plans = {plan_series(seed, catalogue, {}, SKILLS) for seed in range(30)}
    assert len(plans) == 30
    assert {len(plan) for plan in plans} <= {LEAST, USUAL}
    assert len({plan[0] for plan in plans}) > 8
    assert len({frozenset(plan) for plan in plans}) > 20


def test_nothing_to_play_is_no_series() -> None:
    """An empty catalogue has an empty plan."""
    assert plan_series(1, (), {}, SKILLS) == ()


def test_decisions_that_cannot_be_avoided_are_counted() -> None:
    """On each way to an end: a scene counts for a skill when every reply is tagged with it and they differ in worth."""
    both = {"welcome": 2, "reading": 0}
    raw = exercise({
        "start": scene(choice("a", "long", both), choice("b", "short", {"welcome": 0, "reading": 0})),
        "long": scene(choice("c", "short", {"reading": 2}), choice("d", "short", {"reading": 0})),
        "short": scene(choice("e", "end", {"welcome": 2}), choice("f", "end", {"reading": 0})),
        "end": ending(),
    })
    # 'reading' is worth the same on both replies of the start, and 'short' tags each reply with another skill.
    assert least_met(model(raw)) == {"welcome": 1}


def test_silence_and_redirects_are_ways_too() -> None:
    """A timed scene counts only when silence is tagged too; a redirect may pass a scene by."""
    timed = scene(choice("a", "next", {"reading": 2}), choice("b", "next", {"reading": 0}), **silence("next"))
    passed = scene(choice("c", "end", 2), choice("d", "end", 0), redirect=[{"if": "mood == 0", "next": "end"}])
    mood = {"mood": {"start": 1, "min": 0, "max": 1}}
    raw = exercise({"start": timed, "next": passed, "end": ending()}, variables=mood)
    assert least_met(model(raw)) == {}


def test_scores_over_a_series_add_the_weights() -> None:
    """A skill's score is weighted over all its decisions; one decision alone says nothing."""
    three = [SkillEvidence("empathy", quality, weight) for quality, weight in ((1.0, 2), (0.0, 1), (0.5, 2))]
    found = combined({"empathy": three, "reading": [SkillEvidence("reading", 1.0, 2)]})
    assert found == {"empathy": pytest.approx(0.6), "reading": None}


def test_a_part_without_a_score_counts_as_nothing() -> None:
    """The mean is over all planned parts."""
    assert mean_score([1.0, 0.5], 3) == pytest.approx(0.5)
    assert mean_score([], 0) == 0.0

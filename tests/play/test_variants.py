"""Which form of an exercise an attempt gets: in proportion to the shares, by the seed alone."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.made import Raw, choice, ending, exercise, model, scene
from tests.strategies import thorough
from trainer.play.deal import MAX_SEED, deal_case, seed_of
from trainer.play.variants import Variant, as_played, draw, next_form, variants, walk_as_written
from trainer.scenario.model import Persona, RolePlay, Sort

SHARES = {"stubborn": 36, "nagger": 17, "arrogant": 34, "your-boss": 11, "accident": 2}
SHEETS = {name: Persona(id=name, name=name, share=share, description=f"The {name}.") for name, share in SHARES.items()}
FIVE = tuple(Variant(name, share) for name, share in SHARES.items())


def played(**changes: object) -> Raw:
    """A role-play of one turn with two walks."""
    scenes = {"door": scene(choice("greet", "bye", 2), choice("nod", "bye", 0)), "bye": ending()}
    return exercise(scenes, **{"walks": {"model": ["greet"], "poor": ["nod"]}, **changes})


def test_an_exercise_without_a_persona_has_one_form() -> None:
    """Its form has no name, and it is played as it is authored."""
    plain = model(played())
    assert variants(plain, SHEETS) == (Variant("", 1),)
    assert as_played(plain, {}, SHEETS, "") == (plain, None)


def test_a_persona_alone_is_the_only_form() -> None:
    """One persona comes every time, also when its sheet gives no share."""
    alone = model(played(persona="nagger"))
    assert alone.personas == ("nagger",)
    assert variants(alone, SHEETS) == (Variant("nagger", 17),)
    rare = {"nagger": Persona(id="nagger", name="n", description="d")}
    assert variants(alone, rare) == (Variant("nagger", 1),)


def test_each_persona_is_a_form_with_its_sheets_share() -> None:
    """In the author's order; sheets without any share weigh the same."""
    both = model(played(persona=["accident", "stubborn"]))
    assert variants(both, SHEETS) == (Variant("accident", 2), Variant("stubborn", 36))
    bare = {name: Persona(id=name, name=name, description="d") for name in SHARES}
    assert variants(both, bare) == (Variant("accident", 1), Variant("stubborn", 1))


def test_drills_have_personas_too() -> None:
    """The rule is the same for every kind that has no forms of its own."""
    card = {"text": "A card.", "group": "one", "felt": "F.", "feedback": "B.", "principle": "greeting"}
    drill = Sort.model_validate({
        **{k: v for k, v in played().items() if k not in ("scenes", "start", "walks")},
        "covers": ("greeting",), "assesses": ("welcome",), "cases": ({},),
        "kind": "sort", "skill": "welcome", "question": "Which?",
        "groups": ({"id": "one", "label": "One"}, {"id": "two", "label": "Two"}),
        "cards": tuple({"id": f"card-{n}", **card} for n in range(3)), "persona": ("nagger", "accident")})
    assert variants(drill, SHEETS) == (Variant("nagger", 17), Variant("accident", 2))
    written, persona = as_played(drill, {}, SHEETS, "accident")
    assert (written.personas, persona) == (("accident",), SHEETS["accident"])


@thorough(200)
@given(shares=st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any), seed=st.integers(0, MAX_SEED))
def test_a_draw_is_one_of_the_forms(shares: list[int], seed: int) -> None:
    """The same seed draws the same form, one that has a share."""
    among = tuple(Variant(f"v{n}", share) for n, share in enumerate(shares))
    drawn = draw(seed, among)
    assert drawn in among
    assert drawn.share > 0
    assert draw(seed, among) == drawn


@given(seeds=st.lists(st.integers(0, MAX_SEED), min_size=3, max_size=20), count=st.integers(1, 6))
def test_forms_in_turn_all_come_before_one_comes_again(seeds: list[int], count: int) -> None:
    """A form comes again only when every other has come since; a name that is gone stands in nobody's way."""
    among = tuple(Variant(f"day-{n}", 1, in_turn=True) for n in range(count))
    seen = ["day-gone"]
    for seed in seeds:
        came = next_form(seed, among, seen).name
        assert came not in seen[:count - 1]
        seen.insert(0, came)


@given(seed=st.integers(0, MAX_SEED))
def test_personas_are_drawn_whoever_was_met(seed: int) -> None:
    """What was seen changes nothing where forms come by their share."""
    assert next_form(seed, FIVE, ["stubborn", "arrogant"]) == draw(seed, FIVE)


@thorough(10)
@given(shares=st.lists(st.integers(0, 40), min_size=2, max_size=6).filter(lambda s: sum(s) > 0), salt=st.integers(0))
def test_draws_keep_to_the_shares(shares: list[int], salt: int) -> None:
    """Over 4,000 seeds each form comes in proportion to its share (chi-square, one in a million or rarer)."""
    among = tuple(Variant(f"v{n}", share) for n, share in enumerate(shares))
    tally = Counter(draw(seed_of("somebody", salt, n), among).name for n in range(4_000))
    expected = {v.name: 4_000 * v.share / sum(shares) for v in among}
    assert all(tally[name] == 0 for name, often in expected.items() if often == 0)
    assert sum((tally[name] - often) ** 2 / often for name, often in expected.items() if often) < 38


def test_the_five_kinds_come_as_the_training_material_reports() -> None:
    """Over 20,000 attempts 36, 17, 34, 11 and 2 of 100 (chi-square with 4 degrees, one in a million: 33.4)."""
    tally = Counter(draw(seed_of("anybody", n), FIVE).name for n in range(20_000))
    assert sum((tally[v.name] - 200 * v.share) ** 2 / (200 * v.share) for v in FIVE) < 33.4


def test_the_form_says_nothing_of_the_case() -> None:
    """Form and case of one seed are independent: all pairs come as often as their shares multiply to."""
    seeds = [seed_of("pairs", n) for n in range(20_000)]
    tally = Counter((draw(seed, FIVE).name, deal_case(seed, 3)) for seed in seeds)
    expected = {(v.name, case): 200 * v.share / 3 for v in FIVE for case in (1, 2, 3)}
    assert sum((tally[pair] - often) ** 2 / often for pair, often in expected.items()) < 58


def test_a_form_names_only_its_own_persona() -> None:
    """What is kept of an attempt says who was met; nothing else of the exercise changes."""
    many = model(played(persona=["stubborn", "nagger"]))
    written, persona = as_played(many, {}, SHEETS, "nagger")
    assert persona is SHEETS["nagger"]
    assert written == model(played(persona="nagger"))
    assert written.model_dump(by_alias=True, exclude_defaults=True)["persona"] == "nagger"


def test_a_walk_of_one_persona_takes_the_place_of_the_common_one() -> None:
    """`poor-your-boss` is the poor walk of that persona's form and of no other, also when one id ends in another."""
    sheets = {**SHEETS, "boss": Persona(id="boss", name="b", description="d")}
    walks = {"model": ["greet"], "poor": ["nod"], "poor-your-boss": ["greet"], "all-nagger-ish": ["nod"]}
    raw = model(played(persona=["stubborn", "boss", "your-boss"], walks=walks))
    own, _ = as_played(raw, {}, sheets, "your-boss")
    assert own.walks == {"model": ("greet",), "poor": ("greet",), "all-nagger-ish": ("nod",)}
    for name in ("stubborn", "boss"):
        assert as_played(raw, {}, sheets, name)[0].walks == {"model": ("greet",), "poor": ("nod",),
                                                             "all-nagger-ish": ("nod",)}
    assert walk_as_written(raw.walks, "poor", "your-boss") == "poor-your-boss"
    assert walk_as_written(raw.walks, "poor", "stubborn") == walk_as_written(raw.walks, "poor", None) == "poor"


def test_no_persona_is_none() -> None:
    """Nothing after `persona:` means that there is none, and nothing is kept of it."""
    raw = {**model(played()).model_dump(by_alias=True), "persona": None}
    read = RolePlay.model_validate(raw)
    assert read.personas == ()
    assert "persona" not in read.model_dump(by_alias=True, exclude_defaults=True)

"""Checks that need the play, on the smallest exercises that show them, and on random ones against enumeration."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from tests.made import Raw, choice, codes, ending, exercise, load, model, scene, silence, verdict
from tests.oracle import Oracle
from tests.strategies import role_plays, sound_role_plays, thorough
from trainer.scenario.problem import ERROR, WARNING, Problem

PATIENCE = {"patience": {"start": 2, "min": 0, "max": 5}}


def errors(raw: Raw) -> list[tuple[str, str]]:
    """Code and message of the errors."""
    return [(p.code, p.message) for p in verdict(raw).problems if p.severity == ERROR]


def named(problems: tuple[Problem, ...], code: str, pattern: str) -> list[tuple[str, ...]]:
    """What the messages of one code name."""
    found = [re.search(pattern, p.message) for p in problems if p.code == code]
    assert all(found), [p.message for p in problems if p.code == code]
    return [match.groups() for match in found if match]


# TR013 and TR014: what no play reaches.


def test_a_scene_that_is_only_passed_is_reached() -> None:
    """A router that always redirects is no unreachable scene, even where only another redirect leads to it."""
    assert errors(exercise({
        "a": scene(choice("go", "b"), choice("stay", "b", 1, effects={"patience": -2})),
        "b": {"redirect": [{"if": "patience == 0", "next": "router"}], **ending()},
        "router": {"redirect": [{"if": "patience < 9", "next": "c"}]}, "c": ending()}, variables=PATIENCE)) == []


def test_a_scene_behind_a_redirect_that_never_holds_is_unreached() -> None:
    """Only redirects that some play follows reach a scene, also behind a router."""
    assert errors(exercise({
        "a": scene(choice("go", "router")),
        "router": {"redirect": [{"if": "patience == 2", "next": "b"}, {"if": "patience == 1", "next": "c"}]},
        "b": ending(), "c": ending()}, variables=PATIENCE)) == [("TR013", "no play reaches scene 'c'")]


def test_the_start_is_reached_though_it_is_left_at_once() -> None:
    """A start that redirects is passed; its choices, if it has any, are what is never offered."""
    raw = exercise({"a": {"redirect": [{"if": "1", "next": "b"}], **scene(choice("go", "b"))}, "b": ending()})
    assert [code for code, _ in errors(raw)] == ["TR014"]
    del raw["scenes"]["a"]["choices"]
    assert errors(raw) == []


def test_a_choice_that_only_unreached_values_would_offer() -> None:
    """A condition that could hold, but in no value that a play reaches, is found by playing, not by its form."""
    raw = exercise({"a": scene(choice("up", "b", 1, effects={"patience": 1}), choice("down", "b")),
                    "b": scene(choice("any", "c"), choice("happy", "c", 1, **{"if": "patience > 3"})), "c": ending()},
                   variables=PATIENCE)
    assert [code for code, _ in errors(raw)] == ["TR014"]
    raw["scenes"]["a"]["choices"][0]["effects"] = {"patience": 2}
    assert errors(raw) == []


def test_silence_alone_can_open_a_way() -> None:
    """What only a silence leads to is reached."""
    raw = exercise({"a": {**scene(choice("go", "b")), **silence("c")}, "b": ending(), "c": ending()})
    assert errors(raw) == []


# TR015: dead ends.


STUCK = "scene 'b' has no ending and offers nothing (with patience 0)"


@pytest.mark.parametrize(("least", "stuck"), [(0, []), (1, [STUCK])])
def test_a_dead_end_in_one_state_only(least: int, stuck: list[str]) -> None:
    """A scene that offers nothing in one reachable state is a dead end, and the state is named."""
    raw = exercise({"a": scene(choice("down", "b", effects={"patience": -2}), choice("up", "b", 1)),
                    "b": scene(choice("go", "c", **{"if": f"patience >= {least}"})), "c": ending()}, variables=PATIENCE)
    assert [message for code, message in errors(raw) if code == "TR015"] == stuck


def test_a_dead_end_in_a_state_that_is_not_reached_is_none() -> None:
    """A scene may rely on what cannot happen."""
    raw = exercise({"a": scene(choice("go", "b")), "b": scene(choice("on", "c", **{"if": "patience == 2"})),
                    "c": ending()}, variables=PATIENCE)
    assert errors(raw) == []


def test_each_dead_end_is_named_once() -> None:
    """Two scenes that are stuck are two problems, however many states they are stuck in."""
    raw = exercise({"a": scene(choice("x", "b", effects={"patience": -1}), choice("y", "b"), choice("z", "c")),
                    "b": scene(), "c": scene()}, variables=PATIENCE)
    assert [code for code, _ in errors(raw)] == ["TR015", "TR015"]


# TR016 and TR017: round and round.


def test_a_loop_through_redirects() -> None:
    """A choice that a router leads back to where the play was is a loop, and the scenes stood in are named."""
    raw = exercise({"a": scene(choice("go", "router"), choice("leave", "end")),
                    "router": {"redirect": [{"if": "patience > 0", "next": "a"}], **ending()},
                    "end": ending()}, variables=PATIENCE)
    assert ("TR016", "the play can go round for ever: 'a' -> 'a'") in errors(raw)


def test_a_loop_over_several_scenes_is_named_in_order() -> None:
    """The way round is told in the order of play, without the ways in and out."""
    raw = exercise({"in": scene(choice("i", "a")), "a": scene(choice("x", "b")), "b": scene(choice("y", "c")),
                    "c": scene(choice("z", "a"), choice("out", "tail")), "tail": scene(choice("t", "end")),
                    "end": ending()})
    found = dict(errors(raw))["TR016"].removeprefix("the play can go round for ever: ").split(" -> ")
    assert found[0] == found[-1]
    assert "".join(found[:-1]).replace("'", "") in ("abc", "bca", "cab")


def test_a_way_back_that_a_variable_changes_is_no_loop() -> None:
    """Coming back with other values is not for ever; the choice that is taken again is the fault."""
    raw = exercise({"a": scene(choice("again", "a", effects={"patience": -1}, **{"if": "patience > 0"}),
                               choice("leave", "end", 1)), "end": ending()}, variables=PATIENCE)
    assert [code for code, _ in errors(raw)] == ["TR017"]


def test_a_way_back_that_closes_itself_is_sound() -> None:
    """Coming back once, with the way back closed and the rest not yet taken, has no error."""
    ask = choice("ask", "a", 1, effects={"asked": 1}, **{"if": "asked == 0"})
    raw = exercise({"a": scene(ask, choice("leave", "end")), "end": ending()},
                   variables={"asked": {"start": 0, "max": 1}})
    assert errors(raw) == []


def test_a_choice_taken_again_through_a_cycle_of_scenes() -> None:
    """Coming back by another scene, with other values, offers a choice that was taken: it is named, others are not."""
    raw = exercise({
        "a": scene(choice("go", "b"), choice("leave", "end", 1)),
        "b": scene(choice("back", "a", effects={"patience": -2}, **{"if": "patience == 2"}), choice("out", "end", 1)),
        "end": ending()}, variables=PATIENCE)
    assert errors(raw) == [("TR017", "choice 'go' can be taken twice in one play, in scene 'a'")]


def test_the_same_id_in_two_scenes_is_not_the_same_choice() -> None:
    """Ids are a scene's own."""
    raw = exercise({"a": scene(choice("go", "b")), "b": scene(choice("go", "c")), "c": ending()})
    assert errors(raw) == []


def test_a_silence_that_comes_again_is_found() -> None:
    """Silence counts as a choice here as well."""
    raw = exercise({"a": {**scene(choice("leave", "end", 1)), **silence("b", effects={"patience": -1})},
                    "b": {"redirect": [{"if": "patience > 0", "next": "a"}], **ending()}, "end": ending()},
                   variables=PATIENCE)
    assert [code for code, _ in errors(raw)] == ["TR017"]


@pytest.mark.parametrize("counted", [3, 4, 50, 4_000])
def test_long_counters_are_answered_as_short_ones(counted: int) -> None:
    """However far a choice can be repeated, it is named, and quickly."""
    more = choice("more", "a", effects={"n": 1}, **{"if": f"n < {counted}"})
    raw = exercise({"a": scene(more, choice("leave", "end", 1)), "end": ending()},
                   variables={"n": {"start": 0, "max": counted}})
    assert errors(raw) == [("TR017", "choice 'more' can be taken twice in one play, in scene 'a'")]


def test_a_long_way_beside_short_ones_is_found() -> None:
    """A choice that only the longest plays repeat is found where short plays reach every state."""
    steps = [choice(f"s{n}", "a", effects={"n": 2**n}, **{"if": f"n + {2**n} < 256"}) for n in range(8)]
    raw = exercise({"a": scene(*steps, choice("leave", "end", 1)), "end": ending()},
                   variables={"n": {"start": 0, "max": 255}})
    assert {code for code, _ in errors(raw)} == {"TR017"}


def test_redirects_in_a_circle_count_only_where_a_play_gets_there() -> None:
    """A circle of redirects for values that no play reaches is harmless; for a value that one does it is named."""
    raw = exercise({"a": scene(choice("go", "b")), "b": {"redirect": [{"if": "patience < 2", "next": "c"}], **ending()},
                    "c": {"redirect": [{"if": "patience < 2", "next": "b"}], **ending()}}, variables=PATIENCE)
    assert errors(raw) == [("TR013", "no play reaches scene 'c'")]
    raw["scenes"]["a"]["choices"][0]["effects"] = {"patience": -1}
    assert errors(raw) == [("TR016", "redirects go round in a circle (with patience 1): 'b' -> 'c' -> 'b'")]


# TR024: walks.


@pytest.mark.parametrize(("walk", "sound"), [
    (["go"], True), (["silence"], True), (["nod", "on"], True), ([], False), (["go", "go"], False), (["nod"], False),
    (["nod", "shout"], False), (["nobody"], False), (["nod", "silence"], False)])
def test_walks_play_through_or_are_errors(walk: list[str], sound: bool) -> None:
    """A walk takes offered choices, or the silence, up to an ending and no further; redirects are followed."""
    raw = exercise({
        "a": {**scene(choice("go", "router", 2), choice("up", "b", effects={"patience": 1}), choice("nod", "b")),
              **silence("end")},
        "router": {"redirect": [{"if": "1", "next": "end"}]},
        "b": scene(choice("on", "end"), choice("shout", "end", **{"if": "patience > 2"})), "end": ending()},
        variables=PATIENCE, walks={"model": ["go"], "other": walk})
    assert [code for code, _ in errors(raw)] == ([] if sound else ["TR024"])


# TR030 to TR035: warnings.


def test_the_best_choice_must_lead_in_every_state() -> None:
    """A tie at the top of one reachable state is a warning that names scene, state and the two; a tie below is none."""
    raw = exercise({
        "a": scene(choice("good", "b", 2, effects={"patience": 1}), choice("fair", "b", 1), choice("also", "b", 1)),
        "b": scene(choice("one", "c", 2), choice("two", "c", 2, **{"if": "patience == 3"}), choice("poor", "c")),
        "c": ending()}, variables=PATIENCE)
    ties = [p.message for p in verdict(raw).problems if p.code == "TR030"]
    assert ties == [
        "in scene 'b' (with patience 3) the choices 'one' and 'two' are worth the same, and nothing is worth more"]


def test_what_is_worth_most_is_points_now_and_to_come() -> None:
    """A choice that earns less now and more later can lead, or tie."""
    raw = exercise({"a": scene(choice("soon", "b", 2), choice("later", "c", 1)), "b": scene(choice("x", "end", 0)),
                    "c": scene(choice("y", "end", 1)), "end": ending()})
    assert "TR030" in codes(raw)
    raw["scenes"]["c"]["choices"][0]["skills"]["welcome"] = "good"
    assert "TR030" not in codes(raw)


def test_a_silence_as_good_as_the_best_choice_is_a_tie() -> None:
    """Silence counts for best and worst."""
    raw = exercise({"a": {**scene(choice("go", "b", 2), choice("nod", "b")), **silence("b", 2)}, "b": ending()})
    assert "TR030" in codes(raw)


def test_a_critical_choice_is_judged_by_the_best_paths() -> None:
    """A critical choice that leads from a state which no best play reaches is no warning."""
    raw = exercise({"a": scene(choice("good", "end", 2), choice("poor", "b")),
                    "b": scene(choice("shout", "end", 1, critical="Never shout."), choice("sulk", "end")),
                    "end": ending()})
    assert "TR031" not in codes(raw)
    raw["scenes"]["b"]["choices"][0]["skills"] = {"welcome": "good", "reading": "fair"}
    assert "TR031" in codes(raw)


@pytest.mark.parametrize(("count", "warned"), [(1, True), (2, True), (3, False)])
def test_three_cases_are_asked_for(count: int, warned: bool) -> None:
    """Under three cases is a warning."""
    raw = exercise({"a": scene(choice("go", "b", 2), choice("nod", "b")), "b": ending()})
    raw["cases"] = raw["cases"][:count]
    assert ("TR033" in [p.code for p in load(raw).problems]) == warned


@pytest.mark.parametrize(("points", "warned"), [((2, 2, 0, 2), []), ((2, 2, 1, 2), ["0.88"])])
def test_a_give_away_is_above_three_quarters(points: tuple[int, ...], warned: list[str]) -> None:
    """A player who always takes the longest may score 0.75, and not more."""
    scenes = {f"s{n}": scene(choice(f"long-{n}", f"s{n + 1}", p, say="x" * 50),
                             choice(f"good-{n}", f"s{n + 1}", 2, say="x" * 10),
                             choice(f"poor-{n}", f"s{n + 1}", 0, say="x")) for n, p in enumerate(points)}
    found = verdict(exercise({**scenes, "s4": ending()})).problems
    assert [p.message for p in found if p.code == "TR034"] == [
        f"always taking the longest choice scores {score}" for score in warned]


def chain(reads: int, *, says: str = "{% if told == 1 %}As you said.{% else %}Hm.{% endif %}") -> Raw:
    """Six decisions in a row, the first of which sets a variable, and `reads` sets of the last line's words."""
    scenes = {f"s{n}": scene(choice(f"good-{n}", f"s{n + 1}", 2, effects={"told": 1} if n < reads else {}),
                             choice(f"poor-{n}", f"s{n + 1}", 0)) for n in range(6)}
    return exercise({**scenes, "s6": ending(says)}, variables={"told": {"start": 0, "max": 1}})


@pytest.mark.parametrize(("reads", "message"), [
    (0, "0 of 6 decisions change what is said or offered later"),
    (1, "1 of 6 decisions change what is said or offered later"), (2, None), (3, None)])
def test_a_third_of_the_decisions_must_be_felt_again(reads: int, message: str | None) -> None:
    """Exactly a third is enough."""
    found = [p.message for p in verdict(chain(reads)).problems if p.code == "TR035"]
    assert found == ([message] if message else [])


@pytest.mark.parametrize("says", ["Hm.", "{% if told == 1 or told == 0 %}Hm.{% endif %}"])
def test_a_variable_that_changes_no_word_is_not_felt(says: str) -> None:
    """Effects that nobody can see count for nothing."""
    assert "TR035" in codes(chain(6, says=says))


@pytest.mark.parametrize("key", ["title", "text"])
def test_an_ending_that_speaks_of_it_is_felt(key: str) -> None:
    """The headline and the closing words of an ending are said as well."""
    raw = chain(6, says="Hm.")
    raw["scenes"]["s6"]["ending"][key] = "{% if told == 1 %}Told{% else %}Untold{% endif %}"
    assert "TR035" not in codes(raw)


def test_words_that_only_one_case_hears_are_felt() -> None:
    """A difference that shows in the third case only is a difference."""
    raw = chain(6, says="{% if told == 1 and guest == 'Dr Wu' %}As you said.{% else %}Hm.{% endif %}")
    assert "TR035" not in codes(raw)


def test_words_of_a_choice_that_is_not_offered_are_not_felt() -> None:
    """A choice whose text would differ, but which is hidden in both states, makes no difference."""
    hidden = choice("hidden", "end", 1, say="{% if told == 1 %}So{% else %}No{% endif %}.", **{"if": "quick == 1"})
    raw = exercise({
        "start": scene(choice("short", "x", 1, effects={"quick": 1}), choice("long", "d")),
        "d": scene(choice("tell", "y", 2, effects={"told": 1}), choice("keep", "y")),
        "y": scene(choice("on", "x", 2), choice("off", "x")),
        "x": scene(choice("good", "end", 2), choice("poor", "end"), hidden), "end": ending()},
        variables={"told": {"start": 0, "max": 1}, "quick": {"start": 0, "max": 1}})
    assert [p.message for p in verdict(raw).problems if p.code == "TR035"] == [
        "1 of 4 decisions change what is said or offered later"]


def test_only_the_very_next_scene_is_not_later() -> None:
    """Two answers that meet again after one scene are not felt; ways that stay apart are."""
    def ways(meet: str) -> Raw:
        return exercise({
            "a": scene(choice("good", "b", 2), choice("poor", "c")), "b": scene(choice("x", "d", 1)),
            "c": scene(choice("y", meet, 1)), "d": scene(choice("z", "end", 1)), "e": scene(choice("w", "end", 1)),
            "end": ending()})
    assert "TR035" in codes({**ways("d"), "scenes": {k: v for k, v in ways("d")["scenes"].items() if k != "e"}})
    assert "TR035" not in codes(ways("e"))


# All of them on random exercises, against enumeration.


@thorough(70)
@given(raw=role_plays(repeats=True))
def test_unreached_and_repeated_agree_with_enumeration(raw: Raw) -> None:
    """TR013, TR014 and TR017 name just the scenes that no play passes and the choices that none or one takes twice."""
    oracle, found = Oracle(model(raw)), verdict(raw).problems
    unreached = {name for (name,) in named(found, "TR013", r"scene '(.+)'")}
    assert unreached == raw["scenes"].keys() - oracle.passed
    never = {name for name, _ in named(found, "TR014", r"choice '(.+?)'(.*)") if name != "silence"}
    taken = {name for _, name in oracle.choices()}
    assert never == {c["id"] for name, s in raw["scenes"].items() if name in oracle.passed
                     for c in s.get("choices", [])} - taken
    twice = {(place, name) for name, place in named(found, "TR017", r"choice '(.+)' can .* scene '(.+)'")}
    assert twice == oracle.taken_twice()
    assert not {p.code for p in found if p.severity == ERROR} - {"TR013", "TR014", "TR017"}


@thorough(70)
@given(raw=sound_role_plays())
def test_warnings_agree_with_enumeration(raw: Raw) -> None:
    """TR030 to TR032, TR034 and TR035 come just where the plays, all of them looked at, give reason."""
    oracle, judged = Oracle(model(raw)), verdict({**raw, "assesses": ["welcome", "reading"]})
    found = judged.problems
    assert {p.severity for p in found} <= {WARNING}
    assert {name for (name,) in named(found, "TR030", r"in scene '(.+?)'")} == oracle.without_a_lead()
    assert {name for (name,) in named(found, "TR031", r"choice '(.+?)'")} == {
        name for _, name in oracle.critical_on_best()}
    missed = {name for (name,) in named(found, "TR032", r"skill '(.+?)'")}
    assert missed == {skill for skill in ("welcome", "reading") if oracle.can_miss(skill)}
    decisions, felt = oracle.consequential()
    assert named(found, "TR035", r"(\d+) of (\d+)") == (
        [(str(len(felt)), str(len(decisions)))] if 3 * len(felt) < len(decisions) else [])
    polite = ("please", "thank you", "sir", "good morning")
    given_away = {name for (name,) in named(found, "TR034", r"taking the (.+) choice")}
    assert given_away == {name.replace("_", " ") for name in ("longest", "shortest", "most_polite", "least_polite")
                          if oracle.strategy(name, polite) > 0.75 + 1e-12}

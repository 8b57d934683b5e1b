"""What a hostile author might write: each attack is a file, with the code of the problem that must answer it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from tests.made import Raw, choice, ending, exercise, scene, silence

DIGITS = "9" * 9_000


@dataclass(frozen=True, slots=True)
class Attack:
    """A file, and the code of the problem that must answer it (None: it is harmless, and there is no error)."""

    name: str
    content: bytes
    code: str | None


def attacks() -> Iterator[Attack]:
    """All attacks."""
    yield from _texts()
    yield from _conditions()
    yield from _drills()
    yield from _yaml()
    yield from _sizes()


def _file(raw: Raw) -> bytes:
    return json.dumps(raw, ensure_ascii=False).encode()


def _door(says: str = "Hello.", **more: str) -> Raw:
    """A small sound exercise in which one line or one condition is the attacker's."""
    return exercise(
        {"door": scene(choice("greet", "bye", 2, **more), choice("nod", "bye", 0), says=says), "bye": ending()},
        variables={"patience": {"start": 2, "min": 0, "max": 5}},
    )


TEXTS: tuple[tuple[str, str, str], ...] = (
    ("class attribute", "{{ guest.__class__.__mro__ }}", "TR019"),
    ("class by index", "{{ guest['__class__'] }}", "TR019"),
    ("attribute by filter", "{{ guest|attr('__class__') }}", "TR019"),
    ("format", "{{ '{0.__class__}'.format(guest) }}", "TR019"),
    ("percent format", "{{ '%999999999d' % patience }}", "TR019"),
    ("call", "{{ guest() }}", "TR019"),
    ("global function", "{{ range(9) }}", "TR019"),
    ("jinja's self", "{{ self }}", "TR018"),
    ("jinja's cycler", "{{ cycler }}", "TR018"),
    ("config", "{{ config }}", "TR018"),
    ("dunder name", "{{ __builtins__ }}", "TR018"),
    ("loop", "{% for a in guest %}{{ a }}{% endfor %}", "TR019"),
    ("nested loops", "{% for a in 'xxxxxxxxx' %}{% for b in 'xxxxxxxxx' %}x{% endfor %}{% endfor %}", "TR019"),
    ("set", "{% set guest = 'x' %}{{ guest }}", "TR019"),
    ("set block", "{% set x %}y{% endset %}", "TR019"),
    ("macro", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "TR019"),
    ("include", "{% include '/etc/passwd' %}", "TR019"),
    ("import", "{% import 'os' as os %}", "TR019"),
    ("from import", "{% from 'os' import path %}", "TR019"),
    ("extends", "{% extends 'x' %}", "TR019"),
    ("block", "{% block x %}{% endblock %}", "TR019"),
    ("filter block", "{% filter upper %}x{% endfilter %}", "TR019"),
    ("call block", "{% call guest() %}x{% endcall %}", "TR019"),
    ("with", "{% with a = 1 %}x{% endwith %}", "TR019"),
    ("autoescape", "{% autoescape true %}x{% endautoescape %}", "TR019"),
    ("unknown statement", "{% debug %}", "TR019"),
    ("do", "{% do guest.clear() %}", "TR019"),
    ("trans", "{% trans %}x{% endtrans %}", "TR019"),
    ("repeated text", "{{ 'x' * 10**9 }}", "TR019"),
    ("power", "{{ 9**9**9**9 }}", "TR019"),
    ("product", "{{ patience * 1000000 }}", "TR019"),
    ("division by zero", "{{ 1 / 0 }}", "TR019"),
    ("floor division", "{{ 1 // 0 }}", "TR019"),
    ("modulo", "{{ 1 % 0 }}", "TR019"),
    ("tilde", "{{ guest ~ guest }}", "TR019"),
    ("in", "{% if 'a' in guest %}x{% endif %}", "TR019"),
    ("is", "{% if guest is defined %}x{% endif %}", "TR019"),
    ("list", "{{ [guest] }}", "TR019"),
    ("dict", "{{ {guest: 1} }}", "TR019"),
    ("tuple", "{{ (guest, guest) }}", "TR019"),
    ("slice", "{{ guest[0:9] }}", "TR019"),
    ("plus sign", "{{ +guest }}", "TR019"),
    ("minus before a text", "{{ -'x' }}", "TR019"),
    ("minus before a truth", "{{ 1 + -true }}", "TR019"),
    ("minus before a name", "{{ -guest }}", "TR019"),
    ("number plus text", "{{ patience + guest }}", "TR019"),
    ("number against text", "{% if patience < guest %}x{% endif %}", "TR019"),
    ("number against truth", "{% if patience == true %}x{% endif %}", "TR019"),
    ("truth against truth", "{% if (patience and 3) == (patience and 2) %}x{% endif %}", "TR019"),
    ("printed comparison", "{{ patience == 1 }}", "TR019"),
    ("printed none", "{{ none }}", "TR019"),
    ("float", "{{ 1.5 }}", "TR019"),
    ("infinite float", "{{ 1e999 }}", "TR019"),
    ("inline if without else", "{{ guest if patience }}", "TR019"),
    ("inline if of two kinds", "{{ guest if patience else 1 }}", "TR019"),
    ("long decimal number", "{{ " + DIGITS + " }}", "TR019"),
    ("long hexadecimal number", "{{ 0x" + DIGITS + " }}", "TR019"),
    ("long negative hexadecimal number", "{{ -0x" + DIGITS + " }}", "TR019"),
    ("long binary number", "{{ 0b" + "1" * 9_000 + " }}", "TR019"),
    ("number with underscores", "{{ 1" + "_0" * 4_000 + " }}", "TR019"),
    ("sum of long numbers", "{{ 0x" + DIGITS + " + 1 }}", "TR019"),
    ("open brackets", "{{ " + "(" * 9_000, "TR019"),
    ("closed brackets", "{{ " + "(" * 4_900 + "1" + ")" * 4_900 + " }}", "TR019"),
    ("some brackets", "{{ " + "(" * 60 + "guest" + ")" * 60 + " }}", None),
    ("open lists", "{{ " + "[" * 9_000, "TR019"),
    ("open dicts", "{{ " + "{" * 9_000, "TR019"),
    ("calls of calls", "{{ guest" + "()" * 4_000 + " }}", "TR019"),
    ("attributes of attributes", "{{ guest" + ".a" * 4_000 + " }}", "TR019"),
    ("filters of filters", "{{ guest" + "|e" * 4_000 + " }}", "TR019"),
    ("long sum", "{{ 1" + "+1" * 4_500 + " }}", "TR019"),
    ("sum that our compiler would climb", "{{ 1" + " + 1" * 300 + " }}", "TR019"),
    ("sum that rendering would climb", "{{ 1" + " + 1" * 150 + " }}", "TR019"),
    ("long difference", "{{ 1" + "-1" * 4_500 + " }}", "TR019"),
    ("many nots", "{% if " + "not " * 2_400 + "patience %}x{% endif %}", "TR019"),
    ("nots that only Jinja climbs", "{% if " + "not " * 400 + "patience %}x{% endif %}", "TR019"),
    ("many signs", "{{ " + "-" * 9_000 + "1 }}", "TR019"),
    ("many ands", "{% if patience" + " and 1" * 1_600 + " %}x{% endif %}", "TR019"),
    ("many ors", "{% if patience" + " or 1" * 1_600 + " %}x{% endif %}", "TR019"),
    ("many comparisons", "{% if patience" + " < 1" * 2_400 + " %}x{% endif %}", None),
    ("many elifs", "{% if patience %}a" + "{% elif 1 %}b" * 700 + "{% endif %}", None),
    ("some elifs", "{% if patience == 9 %}a" + "{% elif patience == 8 %}b" * 30 + "{% endif %}", None),
    ("deep ifs", "{% if 1 %}" * 450 + "x" + "{% endif %}" * 450, "TR019"),
    ("deep ifs that only Jinja climbs", "{% if 1 %}" * 80 + "x" + "{% endif %}" * 80, "TR019"),
    ("deep ifs without an end", "{% if 1 %}" * 900, "TR019"),
    ("deep else", "{% if patience %}a{% else %}" * 200 + "{% endif %}" * 200, "TR019"),
    ("deep inline ifs", "{{ " + "'a' if patience else " * 400 + "'b' }}", "TR019"),
    ("many outputs", "{{ guest }}" * 900, None),
    ("braces", "{{" * 4_999, "TR019"),
    ("percents", "{%" * 4_999, "TR019"),
    ("open comment", "{#" * 4_999, "TR019"),
    ("comments", "{# x #}" * 1_400, None),
    ("open text", "{{ '" + "x" * 9_000, "TR019"),
    ("backslashes", "{{ '" + "\\" * 9_000 + "' }}", None),
    ("escapes in a text", "{{ '\\x41\\u0041\\N{DIGIT ONE}' }}", None),
    ("broken escape in a text", "{{ '\\x4' }}", "TR019"),
    ("open raw", "{% raw %}" + "{{" * 4_000, "TR019"),
    ("raw", "{% raw %}{{ 'x' * 10**9 }}{% endraw %}", None),
    ("spaces in a statement", "{%" + " " * 9_900 + "%}", "TR019"),
    ("minus and spaces", "a" + " " * 9_000 + "{%- if 1 %}x{% endif %}", None),
    ("comments that never close", "{#-" * 3_000, "TR019"),
    ("a megabyte of braces", "{{" * 500_000, "TR008"),
    ("text of 200,000 characters", "x" * 200_000, "TR008"),
)


def _texts() -> Iterator[Attack]:
    for name, text, code in TEXTS:
        yield Attack(f"text: {name}", _file(_door(text)), code)
    raw = _door()
    raw["scenes"]["bye"]["ending"]["title"] = "{{ guest.__class__ }}"
    yield Attack("text: in a headline", _file(raw), "TR019")
    yield Attack("text: in the brief", _file({**_door(), "brief": "{{ guest.__class__ }}"}), "TR019")
    yield Attack("text: in the cast", _file({**_door(), "cast": {"you": "{{ guest.__class__ }}"}}), "TR019")
    cases = [{"guest": "{{ patience.__class__ }}{% for a in b %}"}] * 3
    yield Attack("text: in a case it stays a text", _file({**_door("{{ guest }}"), "cases": cases}), None)


CONDITIONS: tuple[tuple[str, str, str | None], ...] = (
    ("attribute", "patience.__class__", "TR019"),
    ("call", "patience.bit_length()", "TR019"),
    ("filter", "patience|abs", "TR019"),
    ("power", "9**9**9 > 1", "TR019"),
    ("shift", "1 << 9999999999", "TR019"),
    ("text", "patience == 'x'", "TR019"),
    ("key of the cases", "guest == 'x'", "TR018"),
    ("undefined", "patience > patienze", "TR018"),
    ("in", "patience in patience", "TR019"),
    ("two parts", "patience patience", "TR019"),
    ("closing brace", "patience }} {{ 1", "TR019"),
    ("statement", "patience %}{% for a in b", "TR019"),
    ("nothing but spaces", "   ", "TR019"),
    ("assignment", "patience = 1", "TR019"),
    ("long number", "patience < " + "9" * 980, "TR019"),
    ("long hexadecimal number", "patience < 0x" + "9" * 980, "TR019"),
    ("float", "patience < 1.5", "TR019"),
    ("none", "patience == none", "TR019"),
    ("brackets", "(" * 490 + "1" + ")" * 490, "TR019"),
    ("nots", "not " * 240 + "patience", "TR019"),
    ("sum", "patience" + "+1" * 490, "TR019"),
    ("ors", "patience" + " or 0" * 190, "TR019"),
    ("too long", "patience" + " or 0" * 400, "TR008"),
)


def _conditions() -> Iterator[Attack]:
    for name, condition, code in CONDITIONS:
        yield Attack(f"condition: {name}", _file(_door(**{"if": condition})), code)
    raw = _door()
    raw["scenes"]["bye"]["redirect"] = [{"if": "patience.__class__", "next": "door"}]
    yield Attack("condition: in a redirect", _file(raw), "TR019")


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
YAML: tuple[tuple[str, bytes, str | None], ...] = (
    ("python object", b"id: !!python/object/apply:os.system [id]\n", "TR004"),
    ("python tuple", b"id: !!python/tuple [1]\n", "TR004"),
    ("standard tag", b"id: !!int 3\n", "TR004"),
    ("own tag", b"id: !include /etc/passwd\n", "TR004"),
    ("tag on a key", b"!!str id: x\n", "TR004"),
    ("long tag", b"id: !<" + b"x" * 100_000 + b"> y\n", "TR004"),
    ("alias", b"a: &a x\nb: *a\n", "TR004"),
    ("alias without anchor", b"b: *a\n", "TR004"),
    ("alias as key", b"*a : x\n", "TR004"),
    ("billion laughs", LAUGHS.encode(), "TR004"),
    ("alias of itself", b"a: &a [*a]\n", "TR004"),
    ("merge key", b"a: &a {x: y}\nb:\n  <<: *a\n", "TR004"),
    ("second document", b"id: a\n---\nid: b\n", "TR004"),
    ("many documents", b"---\n" * 100_000, "TR004"),
    ("directive", b"%YAML 9.9\n---\nid: a\n", "TR002"),
    ("many directives", b"%TAG !a! tag:x\n" * 50_000 + b"---\n", "TR002"),
    ("list as key", b"[a, b]: x\n", "TR004"),
    ("mapping as key", b"{a: b}: x\n", "TR004"),
    ("explicit mapping as key", b"? a: b\n: x\n", "TR004"),
    ("50,000 square brackets", b"[" * 50_000, "TR003"),
    ("50,000 braces", b"{" * 50_000, "TR004"),
    ("a megabyte of square brackets", b"[" * 1_000_000, "TR003"),
    ("nested pairs", b"{a: " * 200_000, "TR003"),
    ("deep block lists", b"- " * 500_000, "TR003"),
    ("deep explicit keys", b"? " * 500_000, "TR004"),
    ("deep block mappings", "".join(f"{' ' * n}a:\n" for n in range(1_400)).encode(), "TR003"),
    ("depth 33", b"a: " + b"[" * 32 + b"]" * 32, "TR003"),
    ("NUL", b"id: a\0b\n", "TR002"),
    ("control character", b"id: a\x07b\n", "TR002"),
    ("C1 control character", "id: a\x9bb\n".encode(), "TR002"),
    ("escape", b"id: \x1b[31mred\n", "TR002"),
    ("byte order mark inside", "id: a\ufeffb\n".encode(), "TR006"),
    ("invalid UTF-8", b"id: a\xff\xfe\n", "TR001"),
    ("overlong UTF-8", b"id: \xc0\xaf\n", "TR001"),
    ("UTF-8 surrogate", b"id: \xed\xa0\x80\n", "TR001"),
    ("UTF-16", "id: a\n".encode("utf-16"), "TR001"),
    ("escaped surrogate", b'id: "\\ud800"\n', "TR002"),
    ("escaped NUL in a key", b'"a\\0b": x\n', "TR006"),
    ("random bytes", bytes(range(256)) * 100, "TR001"),
    ("empty", b"", "TR008"),
    ("nothing but a comment", b"# nothing\n", "TR008"),
    ("comments", b"#" * 1_000_000, "TR008"),
    ("list", b"- a\n- b\n", "TR008"),
    ("text", b"hello\n", "TR008"),
    ("too large", b"#" * 1_048_577, "TR003"),
    ("open quotes", b"id: '" + b"x" * 1_000_000, "TR002"),
    ("open double quotes", b'id: "' + b"\\n" * 500_000, "TR002"),
    ("long plain key", b"x" * 1_000_000 + b": y\n", "TR002"),
    ("long explicit key", b"? " + b"x" * 1_000_000 + b"\n: y\n", "TR006"),
    ("tabs", b"id: a\n\tkind: b\n", "TR002"),
    ("colons", b": " * 500_000, "TR002"),
    ("dashes", b"-" * 1_000_000, "TR008"),
    ("commas", b"[" + b"," * 1_000_000, "TR002"),
    ("quotes", b"'" * 1_000_000, "TR008"),
    ("pipes", b"|\n" * 500_000, "TR002"),
    ("block scalar with a wide indent", b"a: |9\n" + b" " * 1_000_000, "TR006"),
    ("a key 100,000 times", b"a: x\n" * 100_000, "TR005"),
    ("100,000 keys", b"".join(b"k%d: x\n" % n for n in range(90_000)), "TR006"),
    ("escapes for the terminal in a key", b'"\\e[31mid\\n": x\nkind: role-play\n', "TR007"),
)


def _yaml() -> Iterator[Attack]:
    for name, content, code in YAML:
        yield Attack(f"yaml: {name}", content, code)


def _drills() -> Iterator[Attack]:
    """Drills in which one text, one id or all the numbers are the attacker's."""
    head = {key: value for key, value in exercise({"a": ending()}).items() if key not in ("scenes", "start", "cases")}
    head |= {"skill": "welcome", "question": "Which?"}
    said = {"text": "Yes.", "felt": "Seen.", "feedback": "Good.", "principle": "greeting"}
    groups = [{"id": "hot", "label": "Hot"}, {"id": "cold", "label": "Cold"}]
    sort: Raw = {**head, "kind": "sort", "groups": groups,
                 "cards": [{"id": f"c{n}", "group": "hot", **said} for n in range(3)]}
    asked = {"speaker": "you", "text": "Yes.", "felt": "Seen.", "feedback": "Good."}
    spot: Raw = {**head, "kind": "spot", "principles": ["greeting", "three-needs"],
                 "lines": [{"id": f"l{n}", **asked} for n in range(3)]}
    step = {"text": "Go.", "why": "First.", "felt": "Seen.", "principle": "greeting"}
    order: Raw = {**head, "kind": "order", "steps": [{"id": f"s{n}", **step} for n in range(3)]}
    told = ("text", "felt", "feedback")
    for drill, key, fields in ((sort, "groups", ("label",)), (sort, "cards", told), (spot, "lines", told),
                               (order, "steps", ("text", "why", "felt"))):
        for field in fields:
            for text in ("{{ 'x' * 10**9 }}", "{{", "{{ guest }}"):
                spoilt = {**drill, key: [{**drill[key][0], field: text}, *drill[key][1:]]}
                code = "TR018" if "guest" in text else "TR019"
                yield Attack(f"drill: {text} in {drill['kind']} {key} {field}", _file(spoilt), code)
    for drill, key in ((sort, "groups"), (order, "steps")):
        for name, code in (("silence", "TR008"), ("a" * 34, "TR008"), ("x-silence", "TR008")):
            spoilt = {**drill, key: [{**drill[key][0], "id": name}, *drill[key][1:]]}
            yield Attack(f"drill: {drill['kind']} with the id {name}", _file(spoilt), code)
    odd = {**sort, "brief": "{{ a }}", "cases": [{"a": "x"}, {"b": "x"}]}
    yield Attack("drill: cases that differ", _file(odd), "TR025")
    loose = {**order, "steps": [{"id": f"s{n}", **step} for n in range(10)],
             "strangers": [{"id": f"x{n}", **step} for n in range(3)], "together": [[f"s{n}" for n in range(10)]]}
    yield Attack("drill: an order of all that is allowed", _file(loose), None)
    yield Attack("drill: a step 100,000 times together", _file({**loose, "together": [["s0"] * 100_000]}), None)
    many = [{"id": f"c{n}", "group": "g0", "also": ["g1"] * 100, **said} for n in range(40)]
    six = [{"id": f"g{n}", "label": f"{n}"} for n in range(6)]
    yield Attack("drill: a sort of all that is allowed", _file({**sort, "groups": six, "cards": many}), None)
    desk: Raw = {**head, "kind": "desk", "level": "4", "courtesy": "welcome"}
    del desk["question"]
    late = [*map(str, range(999_970, 1_000_000))]
    yield Attack("drill: a desk of all that is allowed", _file({**desk, "days": late}), None)
    yield Attack("drill: 60,000 days", _file({**desk, "days": [*map(str, range(1, 60_001))]}), "TR008")
    yield Attack("drill: a day of 9,000 digits", _file({**desk, "days": [DIGITS] * 6}), "TR008")
    crowd = [{"id": f"c{n}", "group": "hot", **said} for n in range(6_000)]
    yield Attack("drill: 6,000 cards", _file({**sort, "cards": crowd}), "TR008")


def misshapen() -> Iterator[tuple[str, Raw, bool]]:
    """Right YAML of the wrong form: every key gets each other form. Yields a name, the exercise, and if it is sound."""
    whole = _door()
    for key in (*whole, "cast", "walks", "persona"):
        for value in ("", "x", [], {}, [[]], [{"x": {}}], {"x": []}, {"x": {"y": "z"}}, ["x"] * 3, "9" * 5_000):
            sound = (key in ("cast", "walks", "variables") and value == {}) or (
                key in ("title", "brief") and value in ("x", "9" * 5_000)) or (key == "id" and value == "x")
            yield f"{key} is {str(value)[:20]!r}", {**whole, key: value}, sound
    for key in whole["scenes"]["door"]["choices"][0]:
        raw = _door()
        raw["scenes"]["door"]["choices"][0][key] = {"x": ["y"]}
        yield f"choice's {key} is a mapping", raw, False
    yield "long id", {**whole, "id": "a" * 100_000}, False
    yield "an id that a slow pattern would try again and again", {**whole, "id": "a-" * 50_000 + "!"}, False


def _sizes() -> Iterator[Attack]:
    """Sound files that are laborious to judge."""
    door = _door()
    huge = {f"v{n}": {"start": 0, "min": -999_999, "max": 999_999} for n in range(1_000)}
    yield Attack("size: more states than digits can be printed", _file({**door, "variables": huge}), "TR026")
    bits = {f"v{n}": {"start": 0, "max": 1} for n in range(19)}
    yield Attack("size: many variables", _file({**door, "variables": bits}), "TR026")
    wide = scene(*(choice(f"c{n}", "bye", 0) for n in range(2_000)))
    raw = exercise({"door": wide, "bye": ending()}, variables={"v": {"start": 0, "max": 900_000}})
    yield Attack("size: a table of choices times states", _file(raw), "TR026")
    count = {"v": {"start": 0, "max": 400_000}}
    raw = exercise({"door": scene(choice("on", "door", 1, effects={"v": 1}, **{"if": "v < 400000"}),
                                  choice("off", "bye", 0)), "bye": ending()}, variables=count)
    yield Attack("size: a very long play", _file(raw), "TR017")
    raw = exercise({"door": scene(choice("on", "door", 1, effects={"v": 1}, **{"if": "v < 900"}),
                                  choice("off", "bye", 0)), "bye": ending()}, variables={"v": {"start": 0, "max": 900}})
    yield Attack("size: a long play", _file(raw), "TR017")
    yield Attack("size: a counter that comes round", _file(_counter(14)), "TR017")
    yield Attack("size: a loop before 3,000 scenes", _file(_loop_before_chain(3_000)), "TR016")
    yield Attack("size: 3,000 scenes in a circle", _file(_circle(3_000)), "TR016")
    yield Attack("size: 3,000 redirects in a row", _file(_redirects(3_000, closed=False)), None)
    yield Attack("size: 3,000 redirects in a circle", _file(_redirects(3_000, closed=True)), "TR016")
    scenes = {f"s{n:04}": scene(choice("c", f"x{n:04}", 0)) for n in range(3_000)}
    yield Attack("size: 3,000 misspelt scenes", _file(exercise(scenes)), "TR012")
    row = {f"s{n}": scene(choice(f"a{n}", f"s{n + 1}", 2), choice(f"b{n}", f"s{n + 1}", 0, say="{{ guest }}"))
           for n in range(700)}
    for count, code in ((40_000, "TR008"), (60, None)):
        raw = exercise({**row, "s700": ending()}, cases=[{"guest": "x"}] * count)
        yield Attack(f"size: {count} cases in a long exercise", _file(raw), code)
    long_or = " or ".join(f"v{n} == {n}" for n in range(6))
    many = [choice(f"c{n}", "bye", 0, **{"if": f"{long_or} or v0 != {n}"}) for n in range(1_000)]
    six = {f"v{n}": {"start": 0, "max": 9} for n in range(6)}
    raw = exercise({"door": scene(*many), "bye": ending()}, variables=six)
    yield Attack("size: a thousand conditions over a million values", _file(raw), "TR026")
    quiet = {f"s{n:04}": {**scene(choice("c", f"s{n + 1:04}", 1)), **silence(f"s{n + 1:04}")} for n in range(1_500)}
    yield Attack("size: 2**1500 plays", _file(exercise({**quiet, "s1500": ending()})), None)


def _counter(bits: int) -> Raw:
    """A binary counter: its choices carry, and from all ones it comes back to all zeros."""
    names = [f"v{n}" for n in range(bits)]
    choices = []
    for n in range(bits + 1):
        condition = " and ".join([f"{name} == 1" for name in names[:n]] + [f"{name} == 0" for name in names[n:n + 1]])
        effects = {**dict.fromkeys(names[:n], -1), **dict.fromkeys(names[n:n + 1], 1)}
        choices.append(choice(f"c{n}", "door", 0, effects=effects, **{"if": condition}))
    return exercise({"door": scene(*choices, choice("off", "bye", 0)), "bye": ending()},
                    variables={name: {"start": 0, "max": 1} for name in names})


def _loop_before_chain(length: int) -> Raw:
    scenes = {"a": scene(choice("to-b", "b")), "b": scene(choice("to-a", "a"), choice("on", "s0000"))}
    scenes |= {f"s{n:04}": scene(choice("c", f"s{n + 1:04}")) for n in range(length)}
    return exercise({**scenes, f"s{length:04}": ending()})


def _circle(length: int) -> Raw:
    scenes = {f"s{n:04}": scene(choice("c", f"s{(n + 1) % length:04}")) for n in range(length)}
    scenes["s0000"]["choices"].append(choice("off", "bye"))
    return exercise({**scenes, "bye": ending()})


def _redirects(length: int, *, closed: bool) -> Raw:
    scenes = {f"s{n:04}": {"redirect": [{"if": "v == 0", "next": f"s{n + 1:04}"}], **ending()} for n in range(length)}
    last = {"redirect": [{"if": "v == 0", "next": "s0000"}]} if closed else {}
    return exercise({"door": scene(choice("c", "s0000")), **scenes, f"s{length:04}": {**last, **ending()}},
                    variables={"v": {"start": 0, "max": 5}})

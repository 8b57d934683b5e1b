"""
Scenarios of any size for the benches: the same play as a scenario of ours and as ink source.

Layers of scenes, every choice leading forward, so that a play has 20 to 40 turns and every scene can be reached; one
variable of six values, a condition on some choices, a fifth of all texts templated. Everything follows from the seed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

LAYERS = 32
LEAP = 0.1
"""Share of choices that skip a layer, so that plays differ in length: 32 layers make plays of some 29 turns."""
TEMPLATED = 5
"""One text in so many is templated."""
MOODS = 6
FIRST_MOOD = 3
CONDITIONAL = 0.15
CASES = ("Mr Okafor", "Ms Lindqvist", "Dr Park")

_OPENERS = ("Well", "So", "Now", "Right", "Please", "Look")
_MIDDLES = ("it is", "I see", "we had", "I like", "you saw", "we owe")
_CLOSERS = ("enough.", "the key.", "a call.", "one day.", "my desk.", "the bill.")
_FELT = ("Calm.", "Glad.", "Hurt.", "Heard.")
_FEEDBACK = ("Plain.", "Kind.", "Late.", "Good.")
_GRADES = ("poor", "fair", "good")


@dataclass(frozen=True, slots=True)
class Words:
    """
    One text in both languages.

    `name` puts the customer's name before it, `mood` the number after it, `sour` gives the words to use below the
    mood `edge`; none of them: the text never changes.
    """

    plain: str
    name: bool = False
    mood: bool = False
    sour: str | None = None
    edge: int = 0

    @property
    def jinja(self) -> str:
        """As an author of ours writes it."""
        if self.sour is not None:
            return f"{{% if mood < {self.edge} %}}{self.sour}{{% else %}}{self.plain}{{% endif %}}"
        return ("{{ name }}: " if self.name else "") + self.plain + (" {{ mood }}" if self.mood else "")

    @property
    def yaml(self) -> str:
        """The same within a line of YAML."""
        return f'"{self.jinja}"' if "{" in self.jinja else self.plain

    @property
    def ink(self) -> str:
        """As an author of ink writes it."""
        if self.sour is not None:
            return f"{{mood < {self.edge}:{self.sour}|{self.plain}}}"
        return ("{name}: " if self.name else "") + self.plain + (" {mood}" if self.mood else "")


@dataclass(slots=True)
class Reply:
    """One choice: where it leads, what it does to the mood, and the least mood at which it is offered (0: always)."""

    id: str
    text: Words
    felt: Words
    feedback: Words
    grade: str
    effect: int
    next: int
    least: int = 0


@dataclass(slots=True)
class Moment:
    """One scene; an ending has no replies."""

    line: Words
    replies: list[Reply] = field(default_factory=list)
    moods: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Generated:
    """One scenario in both languages."""

    id: str
    yaml: str
    ink: str


def generate(scenes: int, seed: int = 1) -> Generated:
    """
    Make a scenario.

    Args:
        scenes: How many scenes, at least 100.
        seed: What everything follows from.
    """
    moments = _moments(scenes, Random(seed))  # noqa: S311  # a bench wants repeatable, not secret
    name = f"generated-{scenes}"
    return Generated(name, _yaml(name, moments), _ink(moments))


def _moments(scenes: int, random: Random) -> list[Moment]:
    words = _Writer(random)
    layers = _layers(scenes)
    moments = [Moment(words.line()) for _ in range(scenes)]
    moments[0].moods.add(FIRST_MOOD)
    for depth, layer in enumerate(layers[:-1]):
        targets = _targets(random, len(layer), layers[depth + 1:])
        for place, scene in enumerate(layer):
            _reply(moments, scene, targets[place], words)
    return moments


def _layers(scenes: int) -> list[range]:
    """Scene numbers by layer: doubling from one scene up to the common width."""
    sizes = [1]
    while len(sizes) < LAYERS:
        rest = scenes - sum(sizes)
        sizes.append(min(2 * sizes[-1], rest // (LAYERS - len(sizes))))
    sizes[-1] += scenes - sum(sizes)
    starts = [sum(sizes[:depth]) for depth in range(LAYERS)]
    return [range(start, start + size) for start, size in zip(starts, sizes, strict=True)]


def _targets(random: Random, scenes: int, ahead: list[range]) -> list[list[int]]:
    """For each scene of a layer where its replies lead; together they reach the whole next layer."""
    counts = [3 if random.random() < 0.05 else 2 for _ in range(scenes)]
    near = list(ahead[0])
    random.shuffle(near)
    # The first reply of each scene, then the second: the next layer is at most twice as wide.
    spread = (near * (1 + 2 * scenes // len(near)))[: 2 * scenes]
    targets = [[spread[place], spread[scenes + place]] for place in range(scenes)]
    for place, count in enumerate(counts):
        if count == 3:
            targets[place].append(random.choice(near))
        if len(near) < scenes + 1 and len(ahead) > 1 and random.random() < 2 * LEAP:
            targets[place][1] = random.choice(list(ahead[1]))  # the first replies alone reach the next layer
    return targets


def _reply(moments: list[Moment], scene: int, targets: list[int], words: _Writer) -> None:
    """Write the replies of a scene and carry its moods on to where they lead."""
    moment, random = moments[scene], words.random
    for place, target in enumerate(targets):
        effect = random.choice((-1, 0, 0, 1))
        reply = Reply("abc"[place], words.reply(), words.short(_FELT), words.short(_FEEDBACK),
                      random.choice(_GRADES), effect, target)
        # The last reply only, and never of all moods: each scene offers something, each reply is offered to somebody.
        if place == len(targets) - 1 and len(moment.moods) > 2 and random.random() < 2 * CONDITIONAL:
            reply.least = sorted(moment.moods)[len(moment.moods) // 2]
        moment.replies.append(reply)
        moments[target].moods |= {min(max(mood + effect, 0), MOODS - 1) for mood in moment.moods if mood >= reply.least}


class _Writer:
    """Writes texts, one in five of them templated."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.count = 0

    def line(self) -> Words:
        return self._dressed(f"{self._pick(_OPENERS)} {self._pick(_MIDDLES)} {self._pick(_CLOSERS)}")

    def reply(self) -> Words:
        return self._dressed(f"{self._pick(_MIDDLES).capitalize()} {self._pick(_CLOSERS)}")

    def short(self, words: tuple[str, ...]) -> Words:
        return self._dressed(self._pick(words))

    def _pick(self, words: tuple[str, ...]) -> str:
        return self.random.choice(words)

    def _dressed(self, plain: str) -> Words:
        self.count += 1
        if self.count % TEMPLATED:
            return Words(plain)
        kind = self.random.randrange(4)
        if kind == 0:
            return Words(plain, sour="Oh no.", edge=self.random.randrange(1, MOODS))
        return Words(plain, mood=True) if kind == 1 else Words(plain, name=True)


_HEAD = """\
id: {id}
kind: role-play
title: Generated
minutes: 5
setting: office-tower-desk
covers: [no-humour]
assesses: [clarity]
brief: A generated exercise for the benches.
cases:
{cases}
variables:
  mood: {{start: {first}, min: 0, max: {last}}}
start: s0
scenes:
"""


def _yaml(name: str, moments: list[Moment]) -> str:
    """Terse like no author's file, so that 3,000 scenes stay under the limit of 1 MiB."""
    cases = "\n".join(f"  - {{name: {case}}}" for case in CASES)
    parts = [_HEAD.format(id=name, cases=cases, first=FIRST_MOOD, last=MOODS - 1)]
    for number, moment in enumerate(moments):
        parts.append(f" s{number}:\n  lines: [customer: {moment.line.yaml}]\n")
        if not moment.replies:
            parts.append("  ending: {outcome: done, title: Done}\n")
            continue
        parts.append("  choices:\n")
        for r in moment.replies:
            effects = f"effects: {{mood: {r.effect}}}," if r.effect else ""
            condition = f"if: mood >= {r.least}," if r.least else ""
            parts.append(f"  - {{id: {r.id},say: {r.text.yaml},{condition}skills: {{clarity: {r.grade}}},{effects}"
                         f"felt: {r.felt.yaml},feedback: {r.feedback.yaml},principle: no-humour,next: s{r.next}}}\n")
    return "".join(parts)


def _ink(moments: list[Moment]) -> str:
    """Sticky choices and no counting of visits: what ink does fastest."""
    parts = [f'VAR mood = {FIRST_MOOD}\nVAR name = "{CASES[0]}"\n-> s0\n']
    for number, moment in enumerate(moments):
        parts.append(f"=== s{number} ===\n{moment.line.ink}\n")
        for r in moment.replies:
            condition = f"{{mood >= {r.least}}} " if r.least else ""
            parts.append(f"+ {condition}[{r.text.ink}]\n")
            if r.effect:
                clamped = f"MIN(mood + 1, {MOODS - 1})" if r.effect > 0 else "MAX(mood - 1, 0)"
                parts.append(f"  ~ mood = {clamped}\n")
            parts.append(f"  -> s{r.next}\n")
        if not moment.replies:
            parts.append("-> END\n")
    return "".join(parts)

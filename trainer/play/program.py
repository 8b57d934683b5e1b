"""A role-play made ready to run: scenes and choices by number, texts and conditions compiled, a persona laid over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from trainer.scenario.checks.texts import names_of
from trainer.scenario.model import POINTS, Choice, Persona, RolePlay, Scene, Silence
from trainer.scenario.template import Case, Condition, Names, Text, Values, compile_condition, compile_text


class Utterance(NamedTuple):
    """One rendered line: the speaker's id and the text."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A compiled line: who speaks and what; `settled` when the text never varies."""

    speaker: str
    text: Text
    settled: Utterance | None


@dataclass(frozen=True, slots=True)
class Option:
    """
    A compiled choice or silence.

    `number` counts all options of the program, scene by scene. `effects` holds (place of the variable, change),
    falling changes already multiplied by the persona. `aside` holds the texts that are not part of the conversation:
    felt, feedback and critical.
    """

    # What every turn reads stands together.
    text: Text
    condition: Condition | None
    effects: tuple[tuple[int, int], ...]
    next: int
    number: int
    id: str
    scene: int
    act: bool
    silence: bool
    skills: tuple[tuple[str, int], ...]
    points: int
    critical: bool
    aside: Mapping[str, Text]
    model: Choice | Silence


@dataclass(frozen=True, slots=True)
class Stage:
    """
    A compiled scene.

    `settled` holds the lines when none of them varies; `conditional` says whether an option has a condition.
    """

    # What every turn reads stands together.
    redirects: tuple[tuple[Condition, int], ...]
    settled: tuple[Utterance, ...] | None
    conditional: bool
    options: tuple[Option, ...]
    lines: tuple[Line, ...]
    number: int
    id: str
    ending: bool
    title: Text | None
    closing: Text | None
    model: Scene


@dataclass(frozen=True, slots=True)
class Program:
    """
    All that a play needs.

    `low` and `high` bound each variable, `first` is their start. `names` are the speakers' display names.
    """

    exercise: RolePlay
    persona: str | None
    variables: tuple[str, ...]
    low: Values
    high: Values
    first: Values
    start: int
    stages: tuple[Stage, ...]
    options: tuple[Option, ...]
    brief: Text
    names: dict[str, Text]

    def scene_number(self, scene_id: str) -> int:
        """The number of a scene (KeyError when there is none)."""
        return list(self.exercise.scenes).index(scene_id)

    @property
    def cases(self) -> tuple[Case, ...]:
        """The authored cases, the first one being case 1."""
        return self.exercise.cases


def compile_program(exercise: RolePlay, persona: Persona | None = None) -> Program:
    """
    Make a checked role-play ready to run.

    Args:
        exercise: A role-play whose references, texts and conditions hold.
        persona: Its customer's manner; must be the sheet that the exercise names, when it names one.

    Raises:
        TemplateFault: A text or condition does not compile (the checks report the same with its line).
    """
    names = names_of(exercise)
    voice = persona.voice.get(exercise.id, {}) if persona else {}
    builder = _Builder(exercise, names, voice, persona.falling if persona else 1)
    stages = tuple(builder.stage(number, scene_id, scene)
                   for number, (scene_id, scene) in enumerate(exercise.scenes.items()))
    starts = persona.starts if persona else {}
    variables = exercise.variables
    low = tuple(v.min for v in variables.values())
    high = tuple(v.max for v in variables.values())
    first = tuple(min(max(starts.get(name, v.start), v.min), v.max) for name, v in variables.items())
    return Program(
        exercise=exercise, persona=persona.id if persona else None, variables=tuple(variables), low=low, high=high,
        first=first, start=builder.numbers[exercise.start], stages=stages,
        options=tuple(option for stage in stages for option in stage.options),
        brief=builder.text("brief", exercise.brief), names=builder.speakers(),
    )


class _Builder:
    """Numbers scenes and options and compiles their texts, the persona's wording first."""

    def __init__(self, exercise: RolePlay, names: Names, voice: dict[str, str], falling: int) -> None:
        self.exercise = exercise
        self.names = names
        self.voice = voice
        self.falling = falling
        self.numbers = {scene_id: number for number, scene_id in enumerate(exercise.scenes)}
        self.places = {name: place for place, name in enumerate(exercise.variables)}
        self.count = 0

    def text(self, address: str, source: str) -> Text:
        return compile_text(self.voice.get(address, source) if self.voice else source, self.names)

    def speakers(self) -> dict[str, Text]:
        shown: dict[str, Any] = {s: self.text(f"cast.{s}", source) for s, source in self.exercise.cast.items()}
        if "customer" not in shown:
            default = "{{ customer }}" if "customer" in self.names.case_keys else "Customer"
            shown["customer"] = compile_text(default, self.names)
        return shown

    def stage(self, number: int, scene_id: str, scene: Scene) -> Stage:
        base = f"scenes.{scene_id}"
        lines = tuple(_line(speaker, self.text(f"{base}.lines.{index}", source))
                      for index, line in enumerate(scene.lines) for speaker, source in line.items())
        settled = tuple([line.settled for line in lines if line.settled is not None])
        options = tuple(self._option(base, number, choice) for choice in scene.responses)
        redirects = tuple((compile_condition(r.if_, self.names), self.numbers[r.next]) for r in scene.redirect)
        ending = scene.ending
        title = self.text(f"{base}.ending.title", ending.title) if ending else None
        closing = self.text(f"{base}.ending.text", ending.text) if ending and ending.text else None
        return Stage(
            number=number, id=scene_id, lines=lines, options=options, redirects=redirects, ending=ending is not None,
            title=title, closing=closing, model=scene, settled=settled if len(settled) == len(lines) else None,
            conditional=any(option.condition is not None for option in options),
        )

    def _option(self, base: str, scene: int, choice: Choice | Silence) -> Option:
        said = isinstance(choice, Choice) and choice.say is not None
        condition = choice.if_ if isinstance(choice, Choice) else None
        number = self.count
        self.count += 1
        return Option(
            number=number, id=choice.id, scene=scene,
            text=self.text(f"{base}.choices.{choice.id}.{'say' if said else 'do'}", choice.text),
            act=not said, silence=isinstance(choice, Silence),
            condition=compile_condition(condition, self.names) if condition else None,
            skills=tuple((skill, POINTS[grade]) for skill, grade in choice.skills.items()), points=choice.points,
            effects=tuple((self.places[n], d * self.falling if d < 0 else d) for n, d in choice.effects.items()),
            next=self.numbers[choice.next], critical=choice.critical is not None,
            aside=self._aside(base, choice), model=choice,
        )

    def _aside(self, base: str, choice: Choice | Silence) -> dict[str, Text]:
        sources = {"felt": choice.felt, "feedback": choice.feedback, "critical": choice.critical}
        return {key: self.text(f"{base}.choices.{choice.id}.{key}", source)
                for key, source in sources.items() if source is not None}


def _line(speaker: str, text: Text) -> Line:
    return Line(speaker, text, Utterance(speaker, text.render({}, ())) if text.fixed else None)

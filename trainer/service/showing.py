"""From attempts and exercises to what pages draw: bubbles, notes, cards. Renders texts; decides nothing."""

from __future__ import annotations

from trainer.assess.scoring import ScoredDecision
from trainer.play import engine
from trainer.play.engine import Decision, State
from trainer.play.program import Option, Program
from trainer.play.replay import Played
from trainer.scenario.model import Exercise, Persona, RolePlay, Setting
from trainer.scenario.sheets import Sheets
from trainer.scenario.template import Case, Names, compile_text
from trainer.service.house import House
from trainer.service.views import Bubble, ExerciseCard, Finish, Mood, Note, Place

YOU = "You"
PATIENCE = "patience"


def place_of(setting: Setting) -> Place:
    """Where an exercise happens."""
    return Place(setting.place, setting.channel, setting.you, f"/{setting.picture}", setting.alt)


def card_of(house: House, exercise: Exercise, setting: Setting, case: Case, state: str = "new",
            best: float | None = None, persona: Persona | None = None) -> ExerciseCard:
    """An exercise as offered, its briefing told for a case and a persona. The exercise need not be ready to run."""
    variables = exercise.variables if isinstance(exercise, RolePlay) else {}
    scenes = exercise.scenes if isinstance(exercise, RolePlay) else {}
    voice = persona.voice.get(exercise.id, {}) if persona else {}
    brief = compile_text(voice.get("brief", exercise.brief), Names(frozenset(case), tuple(variables)))
    starts = persona.starts if persona else {}
    first = tuple(min(max(starts.get(name, v.start), v.min), v.max) for name, v in variables.items())
    unit, lesson = house.lessons.get(exercise.id, (None, None))
    skills = house.library.sheets.skills
    return ExerciseCard(
        id=exercise.id, title=exercise.title, minutes=exercise.minutes, place=place_of(setting),
        brief=brief.render(case, first),
        lesson=lesson.title if lesson else "", unit=unit.title if unit else "", state=state, best=best,
        skills=tuple(skills[s].title if s in skills else s for s in exercise.assesses),
        timed=any(scene.respond_within_s is not None for scene in scenes.values()),
    )


def speaker_name(program: Program, speaker: str, state: State, case: Case) -> str:
    """How a speaker is called on the page; the narrator has no name."""
    if speaker == "narrator":
        return ""
    if speaker in program.names:
        return program.names[speaker].render(case, state.values)
    return YOU if speaker == "you" else speaker.replace("-", " ").capitalize()


def scene_bubbles(program: Program, state: State, case: Case) -> tuple[Bubble, ...]:
    """The lines of a scene; of an ending also its last text."""
    kinds = {"narrator": "narrator", "customer": "customer", "you": "you"}
    bubbles = [
        Bubble(kinds.get(said.speaker, "other"), speaker_name(program, said.speaker, state, case), said.text)
        for said in engine.lines(program, state, case)
    ]
    closing = program.stages[state.scene].closing
    if closing is not None:
        bubbles.append(Bubble("narrator", "", closing.render(case, state.values)))
    return tuple(bubbles)


def own_bubble(decision: Decision, case: Case) -> Bubble:
    """What the trainee said or did."""
    option = decision.option
    return Bubble("you", YOU, option.text.render(case, decision.state.values), option.act, decision.turn)


def conversation(program: Program, played: Played, case: Case) -> tuple[Bubble, ...]:
    """All lines so far, the present scene's last."""
    bubbles: list[Bubble] = []
    for decision in played.decisions:
        bubbles += scene_bubbles(program, decision.state, case)
        bubbles.append(own_bubble(decision, case))
    bubbles += scene_bubbles(program, played.state, case)
    return tuple(bubbles)


def note_of(sheets: Sheets, option: Option, state: State, case: Case, mark: str | None) -> Note:
    """The word after a choice: how it felt, what to learn, and the principle behind it."""
    row = sheets.rows.get(option.model.principle)
    return Note(
        mark=mark, felt=option.aside["felt"].render(case, state.values),
        feedback=option.aside["feedback"].render(case, state.values),
        principle_id=option.model.principle,
        principle_title=row.title if row else option.model.principle.replace("-", " ").capitalize(),
        principle=row.teaches if row else "",
    )


def notes_of(sheets: Sheets, played: Played, scored: tuple[ScoredDecision, ...], case: Case
             ) -> tuple[tuple[int, Note], ...]:
    """The words after all choices so far, by turn."""
    return tuple((d.turn, note_of(sheets, d.option, d.state, case, s.mark))
                 for d, s in zip(played.decisions, scored, strict=True))


def mood_of(program: Program, state: State) -> Mood | None:
    """The customer's patience, where the exercise has it."""
    if PATIENCE not in program.variables:
        return None
    place = program.variables.index(PATIENCE)
    return Mood(state.values[place], program.low[place], program.high[place])


def finish_of(program: Program, state: State, case: Case) -> Finish | None:
    """How the play ended, or None while it goes on."""
    stage = program.stages[state.scene]
    if not stage.ending or stage.title is None or stage.model.ending is None:
        return None
    return Finish(stage.id, stage.model.ending.outcome, stage.title.render(case, state.values))

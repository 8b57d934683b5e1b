"""Which persona an attempt meets: drawn by its seed, offered as it comes, and kept whatever becomes of the sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, reject
from hypothesis import strategies as st

from tests.made import SHEETS, Raw, choice, ending, exercise, model, scene, write_content
from tests.service.conftest import Clock, play_walk
from tests.strategies import sound_role_plays, thorough
from trainer import store
from trainer.analysis.space import NotSolvable
from trainer.play.program import Program
from trainer.play.variants import as_played, draw
from trainer.scenario.model import Persona
from trainer.service import debriefing, people, practice
from trainer.service.house import House
from trainer.service.playable import prepare, unpack
from trainer.service.views import PlayView

MANY = "ten-steps"
OPENING = "scenes.counter.lines.1"


def begin(house: House, device: str, exercise_id: str, clock: Clock) -> tuple[str, PlayView, store.Attempt]:
    """Somebody new starts an exercise: the person, what they see, and what is kept of it."""
    person = people.meet(house, device, time_zone="Europe/Vienna", now=clock())
    view = practice.start(house, person, exercise_id, mode="practice", now=clock())
    return person, view, store.attempt(house.store, attempt_id=view.attempt)


def test_the_seed_draws_who_comes(house: House, clock: Clock) -> None:
    """Over many newcomers each attempt has the persona of its seed, the persona's opening, and several are met."""
    met: Counter[str] = Counter()
    for number in range(40):
        _, view, attempt = begin(house, f"newcomer-{number}", MANY, clock)
        drawn = draw(attempt.seed, house.forms(MANY))
        assert attempt.persona == drawn.name
        case = house.version(attempt.version).exercise.cases[attempt.case_number - 1]
        said = house.library.sheets.personas[drawn.name].voice[MANY][OPENING]
        assert view.bubbles[1].text == said.replace("{{ customer }}", case["customer"])
        met[drawn.name] += 1
    assert len(met) >= 3


def test_the_offer_is_what_the_start_gives(house: House, clock: Clock) -> None:
    """Place, case and briefing of the card are those of the attempt; the persona is not told before the end."""
    for number in range(6):
        person = people.meet(house, f"offered-{number}", time_zone="Europe/Vienna", now=clock())
        offer = practice.card(house, person, MANY)
        view = practice.start(house, person, MANY, mode="practice", now=clock())
        assert offer.brief == view.brief
        for persona in house.library.sheets.personas.values():
            assert persona.name not in f"{offer}{view}"
            assert persona.description not in f"{offer}{view}"


def test_the_next_attempt_may_meet_somebody_else(house: House, person: str, clock: Clock) -> None:
    """Each attempt draws anew; starting over is a new attempt."""
    view = practice.start(house, person, MANY, mode="practice", now=clock())
    for _ in range(12):
        view = practice.start_over(house, person, view.attempt, mode="practice", now=clock())
    attempts = [s.attempt for s in store.attempts_of(house.store, person_id=person)]
    assert len({attempt.persona for attempt in attempts}) >= 2
    assert all(attempt.persona == draw(attempt.seed, house.forms(MANY)).name for attempt in attempts)


def test_the_debrief_tells_what_kind_of_contact_it_was(house: House, clock: Clock) -> None:
    """Description and share are those of the persona that came; without a persona there is nothing to tell."""
    person, view, attempt = begin(house, "looks-back", MANY, clock)
    playable = house.version(attempt.version)
    view = play_walk(house, person, view, playable.exercise.walks["model"], clock)
    contact = debriefing.debrief(house, person, view.attempt).contact
    assert contact is not None and playable.persona is not None
    sheet = house.library.sheets.personas[str(attempt.persona)]
    assert (contact.description, contact.share) == (sheet.description, sheet.share)
    assert house.playable("just-looking").persona is None


def test_the_first_form_is_the_usual_one(house: House) -> None:
    """Without a name the author's first persona is made ready; each form has a version of its own."""
    names = [form.name for form in house.forms(MANY)]
    assert house.playable(MANY).program.persona == names[0]
    versions = {house.playable(MANY, name).version for name in names}
    assert len(versions) == len(names)
    assert house.playable(MANY, names[1]) is house.playable(MANY, names[1])


@thorough(40)
@given(raw=sound_role_plays(), falling=st.integers(1, 4), start=st.integers(-3, 6), several=st.booleans())
def test_what_is_kept_plays_as_what_was_begun(raw: Raw, falling: int, start: int, several: bool) -> None:
    """Out of the store comes the same form: its version, its persona's words and starts, the worth of every choice."""
    scenes = model(raw).scenes
    said = {f"scenes.{place}.lines.0": f"The persona speaks in {place}." for place, one in scenes.items() if one.lines}
    sheets = {name: Persona(id=name, name="N", description="D", falling=falling, starts={"patience": start},
                            voice={raw["id"]: said, "another": {"brief": "Not kept."}}) for name in ("one", "two")}
    authored = model({**raw, "persona": ["two", "one"] if several else "one"})
    played, persona = as_played(authored, {}, sheets, "one")
    try:
        begun = prepare("role-play", played, persona, next(iter(SHEETS.settings.values())))
    except NotSolvable:  # the persona's manner closes a way: the checker would not let this one through
        reject()
    kept = unpack(begun.content)
    assert (kept.version, kept.exercise) == (begun.version, begun.exercise)
    assert starts_of(kept.program) == starts_of(begun.program)
    assert kept.persona is not None and set(kept.persona.voice) == {raw["id"]}
    assert kept.exercise.personas == ("one",) == (kept.program.persona,)
    worths = [(one.solution.top, one.solution.bottom, one.solution.plays) for one in (kept, begun)]
    assert worths[0] == worths[1]
    assert {stage.lines[0].text.render({}, ()) for stage in kept.program.stages if stage.lines} == set(said.values())


def starts_of(program: Program) -> dict[str, int]:
    """Where each variable begins; the order in which the store keeps them is its own."""
    return dict(zip(program.variables, program.first, strict=True))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one exercise that two personas play: the talker talks, the hasty one loses patience."""
    return write_content(tmp_path / "content", exercise({
        "s0": scene(choice("greet", "s1", 2), choice("wait", "s1", effects={"patience": -1}), says="Hello."),
        "s1": {"redirect": [{"if": "patience == 0", "next": "gone"}],
               **scene(choice("ask", "bye", 2), choice("shrug", "bye"))},
        "bye": ending("{% if patience == 2 %}Fine.{% else %}Well.{% endif %}"), "gone": ending("Gone.", "lost")},
        persona=["hasty", "talker"], variables={"patience": {"start": 2, "max": 5}},
        walks={"model": ["greet", "ask"]}))


def test_an_attempt_keeps_its_persona_when_the_sheet_changes(
    content: Path, opened: Callable[..., House], clock: Clock
) -> None:
    """After the sheet got other words, starts and multipliers, open attempts go on as they began; new ones do not."""
    before = opened(content)
    begun = [begin(before, f"device-{n}", "made", clock) for n in range(24)]
    assert {attempt.persona for _, _, attempt in begun} == {"hasty", "talker"}
    sheet = yaml.safe_load((content / "personas.yaml").read_text(encoding="utf-8"))
    for persona in sheet["personas"]:
        persona.update(falling=5, starts={"patience": 5}, voice={"made": {"scenes.s0.lines.0": "What now?"}})
    (content / "personas.yaml").write_text(yaml.safe_dump(sheet), encoding="utf-8")
    after = opened(content)
    for person, view, attempt in begun:
        again = practice.play(after, person, view.attempt, now=clock())
        assert again.bubbles == view.bubbles
        assert again.bubbles[0].text.startswith("Hello." if attempt.persona == "hasty" else "Oh, ")
        later = practice.decide(after, person, view.attempt, 1, "wait", now=clock())
        assert (later.finish is not None) == (attempt.persona == "hasty")
    assert begin(after, "somebody-new", "made", clock)[1].bubbles[0].text == "What now?"

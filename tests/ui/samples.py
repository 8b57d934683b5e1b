"""Sample values for drawers: the satisfaction callback by phone, played badly, recovered, debriefed and watched."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from trainer.assess.calibration import Stated, curve
from trainer.assess.course import DayPoint
from trainer.service import debrief_views as d
from trainer.service import offer_views as o
from trainer.service import progress_views as pv
from trainer.service import views as v

NOW = datetime(2025, 3, 14, 9, 30, tzinfo=UTC)

PHONE = v.Place(
    place="Customer office of a car-repair centre",
    channel="phone",
    you="Client manager at a car-repair centre",
    picture="/pictures/repair-centre-phone.svg",
    alt="A tidy desk with a telephone and a notebook, and behind a window a car raised on a workshop lift.",
)
LOBBY = v.Place(
    place="Lobby of an office tower",
    channel="in-person",
    you="Receptionist at the desk of an office tower",
    picture="/pictures/office-tower-desk.svg",
    alt="A long reception desk with a brass bell and a lamp, between tall windows and two lift doors.",
)
CARD = v.ExerciseCard(
    id="satisfaction-callback",
    title="A call at a bad moment",
    minutes=6,
    place=PHONE,
    brief="It is 9:05. You ring a customer whose car was serviced last week, to ask how satisfied he is.",
    lesson="8.5",
    unit="Telephone",
    state="new",
    best=None,
    skills=("Phone and chat craft", "Empathy", "Promises"),
)
LOBBY_CARD = v.ExerciseCard(
    id="umbrella-loan",
    title="Rain at closing time",
    minutes=3,
    place=LOBBY,
    brief="You are alone at the front desk. It is 17:55 and it has begun to rain.",
    lesson="3.6",
    unit="Front desk and reception flows",
    state="done",
    best=0.82,
    skills=("Reading the customer", "Fair process"),
)


def customer(text: str, *, act: bool = False) -> v.Bubble:
    """A line of Mr Okafor's."""
    return v.Bubble("customer", "Mr Okafor", text, act)


def narrator(text: str) -> v.Bubble:
    """A line of the narrator's."""
    return v.Bubble("narrator", "", text)


def you(turn: int, text: str, *, act: bool = False) -> v.Bubble:
    """The trainee's line at a turn."""
    return v.Bubble("you", "You", text, act, turn)


OPENING = (narrator("It rings four times before somebody answers."), customer("Hello?"))
SAID_1 = you(1, "Good morning, may I speak to Daniel Okafor?")
LINES_2 = (customer("Speaking. Who is this?"),)
SAID_2 = you(2, "Good morning, Mr Okafor. This is Anna Berg, client manager at Northgate Car Service.")
LINES_3 = (customer("Ah, the garage. What do you want?"),)
SAID_3 = you(3, "We are doing a survey and I need your opinion on a few points.")
LINES_4 = (
    customer("Not now. It is not a good moment."),
    narrator("Something heavy falls over in the background."),
)
SAID_4 = you(4, "Never mind, it only takes five minutes. Let us begin with the waiting room.")
LINES_5 = (customer("I was on the night shift and I am half asleep. Ring in two hours if you have to."),)
SAID_5 = you(5, "You write two hours into your notebook and put the pen down.", act=True)
LINES_6 = (customer("Are you still there?"), customer("He sighs into the receiver.", act=True))
SAID_6 = you(
    6, "I am sorry that I woke you, Mr Okafor. When would suit you, and would half past twelve disturb your meal?"
)
CLOSING = (
    customer("Half past twelve is all right. Thank you for asking."),
    narrator("You wait until he has hung up, and write the time down."),
)

TALK = (*OPENING, SAID_1, *LINES_2, SAID_2, *LINES_3, SAID_3, *LINES_4)

NOTE_1 = v.Note(
    mark="weak",
    felt="Addressed like a name on a list, before he knows who is calling.",
    feedback="A greeting, but his bare full name. Mr Okafor would have cost nothing.",
    principle_id="phone-opening",
    principle_title="Opening a call",
    principle="Greet, then name the house. Never a bare hello.",
)
NOTE_2 = v.Note(
    mark="best",
    felt="Now he knows who wants something from him.",
    feedback="House, role and name in one breath.",
    principle_id="satisfaction-callback",
    principle_title="The satisfaction callback",
    principle="Say the house, your role and your own name, then the purpose as a benefit.",
)
NOTE_3 = v.Note(
    mark="costly",
    felt="Used: the call is for the garage, not for him.",
    feedback="No benefit for him, and nobody asked whether the moment suits.",
    principle_id="phone-outbound-timing",
    principle_title="Mind the hour",
    principle="Mind the hour, and ask whether it is convenient, to spare work and rest.",
)
NOTE_4 = v.Note(
    mark="critical",
    felt="Overruled in his own bed.",
    feedback="He said no. Going on takes the decision away from him.",
    principle_id="satisfaction-callback",
    principle_title="The satisfaction callback",
    principle="If it does not suit: apologise, ask when, and check that time.",
)
NOTE_5 = v.Note(
    mark="weak",
    felt="Left in a silence that he has to fill.",
    feedback="The note is right, but he cannot see it.",
    principle_id="phone-acknowledge",
    principle_title="Small signs of listening",
    principle="Long silence breeds misunderstanding: say short words that show you are there.",
)
NOTE_6 = v.Note(
    mark="best",
    felt="Seen at last, and asked instead of told.",
    feedback="An apology for what happened, his own choice of time, and that time checked against his meal.",
    principle_id="satisfaction-callback",
    principle_title="The satisfaction callback",
    principle="If it does not suit: apologise, ask when, and check that time.",
)

RESPONSES = (
    v.Response("later", "Shall I ring again later, then?", False),
    v.Response("short", "Never mind, it only takes five minutes. Let us begin with the waiting room.", False),
    v.Response("sorry", "I am sorry to disturb you at work, Mr Okafor. I had not thought of the hour.", False),
    v.Response("wait", "You say nothing and wait until it is quiet again.", True),
)

PLAY = v.PlayView(
    attempt="a1b2c3",
    card=replace(CARD, state="open"),
    brief=CARD.brief,
    turn=4,
    turns_usual=7,
    bubbles=TALK,
    notes=((1, NOTE_1), (2, NOTE_2), (3, NOTE_3)),
    responses=RESPONSES,
    mood=v.Mood(2, 0, 5),
    timer=None,
    silence=None,
    mode="practice",
    what_if_of=None,
    what_if_turn=None,
    finish=None,
)
FIRST_TURN = replace(PLAY, turn=1, bubbles=OPENING, notes=(), mood=v.Mood(3, 0, 5))
TIMED = replace(PLAY, timer=v.Timer(12.0, 8.5), silence="You say nothing.")
ASSESSED = replace(PLAY, mode="assessment", notes=())
WHAT_IF_PLAY = replace(PLAY, attempt="d4e5f6", what_if_of="a1b2c3", what_if_turn=4)
FINISH = v.Finish("agreed-late", "kept", "He will take your call at half past twelve")
FINISHED = replace(
    PLAY,
    turn=7,
    bubbles=(*TALK, SAID_4, *LINES_5, SAID_5, *LINES_6, SAID_6, *CLOSING),
    notes=((1, NOTE_1), (2, NOTE_2), (3, NOTE_3), (4, NOTE_4), (5, NOTE_5), (6, NOTE_6)),
    responses=(),
    mood=v.Mood(3, 0, 5),
    finish=FINISH,
    score=0.49,
)


def other(id: str, text: str, mark: str, felt: str, feedback: str, *, act: bool = False) -> d.OtherChoice:
    """A choice that was offered and not taken."""
    return d.OtherChoice(id, text, act, mark, felt, feedback)


BETTER_1 = other(
    "greet-title",
    "Good morning. Is that Mr Okafor?",
    "best",
    "Greeted as a person.",
    "A greeting and his title, before anything is asked of him.",
)
BARE_1 = other(
    "bare",
    "Daniel Okafor?",
    "costly",
    "Called out like a name in a waiting room.",
    "No greeting, no title.",
)
BETTER_3 = other(
    "benefit",
    "You have been with us for years, and we would like to serve you better. Is this a good moment?",
    "best",
    "Asked, not used.",
    "The purpose is his benefit, and the moment is his to choose.",
)
BETTER_4 = other(
    "sorry",
    "I am sorry to disturb you at work, Mr Okafor. I had not thought of the hour.",
    "best",
    "Taken seriously.",
    "An apology first. The survey can wait.",
)
WAIT_4 = other(
    "wait", "You say nothing and wait until it is quiet again.", "weak", "Watched.", "Polite, but mute.", act=True
)


def _turn(
    turn: int, scene: str, before: tuple[v.Bubble, ...], taken: v.Bubble, note: v.Note, lost: int
) -> d.DebriefTurn:
    """One debriefed turn without better or other choices."""
    return d.DebriefTurn(turn, scene, before, taken, note, 4 - lost, lost, 4, None, (), None, False)


TURNS = (
    replace(_turn(1, "pick-up", OPENING, SAID_1, NOTE_1, 2), better=BETTER_1, others=(BETTER_1, BARE_1)),
    _turn(2, "who-is-it", LINES_2, SAID_2, NOTE_2, 0),
    replace(_turn(3, "what-for", LINES_3, SAID_3, NOTE_3, 3), better=BETTER_3, others=(BETTER_3,)),
    replace(
        _turn(4, "refusal", LINES_4, SAID_4, NOTE_4, 4),
        better=BETTER_4,
        others=(BETTER_4, WAIT_4),
        critical="A clear no was overruled.",
        decided=True,
    ),
    replace(_turn(5, "half-asleep", LINES_5, SAID_5, NOTE_5, 2), silent=False),
    _turn(6, "last-chance", LINES_6, SAID_6, NOTE_6, 0),
)

_LABELS = (
    ("pick-up", "He picks up", 0, 0, "start"),
    ("who-is-it", "Who is this?", 1, 0, "scene"),
    ("who-curt", "Who is this, then?", 1, 1, "scene"),
    ("what-for", "What do you want?", 2, 0, "scene"),
    ("what-curt", "A survey?", 2, 1, "scene"),
    ("refusal", "Not now", 3, 0, "scene"),
    ("soft-no", "It is all right", 4, 0, "scene"),
    ("half-asleep", "Half asleep", 4, 1, "scene"),
    ("threat", "Otherwise …", 4, 2, "scene"),
    ("noon", "At noon?", 5, 0, "scene"),
    ("last-chance", "Last chance", 5, 1, "scene"),
    ("close", "Saying goodbye", 6, 0, "scene"),
    ("half-past-twelve", "Half past twelve", 7, 0, "scene"),
    ("answers", "He answers gladly", 8, 0, "ending"),
    ("agreed-late", "He takes your call", 8, 1, "ending"),
    ("hung-up", "He hangs up", 8, 2, "ending"),
)
_EDGES = (
    ("pick-up", "who-is-it", True, True),
    ("pick-up", "who-curt", False, False),
    ("who-is-it", "what-for", True, True),
    ("who-is-it", "what-curt", False, False),
    ("who-curt", "what-curt", False, False),
    ("what-for", "refusal", True, True),
    ("what-curt", "refusal", False, False),
    ("refusal", "soft-no", False, True),
    ("refusal", "half-asleep", True, False),
    ("refusal", "threat", False, False),
    ("soft-no", "noon", False, True),
    ("half-asleep", "last-chance", True, False),
    ("half-asleep", "noon", False, False),
    ("threat", "hung-up", False, False),
    ("last-chance", "agreed-late", True, False),
    ("last-chance", "hung-up", False, False),
    ("noon", "close", False, True),
    ("close", "half-past-twelve", False, True),
    ("half-past-twelve", "answers", False, True),
    ("half-past-twelve", "agreed-late", False, False),
)
_VISITED = {"pick-up", "who-is-it", "what-for", "refusal", "half-asleep", "last-chance", "agreed-late"}
MAP = d.ScenarioMap(
    tuple(d.MapNode(id, label, kind, layer, row, id in _VISITED) for id, label, layer, row, kind in _LABELS),
    tuple(d.MapEdge(source, target, taken, model) for source, target, taken, model in _EDGES),
)

SKILLS = (
    v.SkillScore("channel", "Phone and chat craft", 0.58, 4),
    v.SkillScore("empathy", "Empathy", 0.33, 3),
    v.SkillScore("promise", "Promises", 0.9, 2),
    v.SkillScore("follow-up", "Follow-up", None, 1),
)
WHAT_IF = d.WhatIf(
    attempt="d4e5f6",
    turn=4,
    score=0.79,
    finish=v.Finish("answers", "won", "He answers every question"),
    at=NOW + timedelta(minutes=9),
    steps=(
        (1, SAID_1.text, "weak"),
        (2, SAID_2.text, "best"),
        (3, SAID_3.text, "costly"),
        (4, BETTER_4.text, "best"),
        (5, "When would suit you better, Mr Okafor?", "best"),
        (6, "Then I ring at half past twelve. Thank you, and goodbye.", "good"),
    ),
)
DEBRIEF = d.DebriefView(
    attempt="a1b2c3",
    card=replace(CARD, state="done", best=0.49),
    finish=FINISH,
    score=0.49,
    raw=0.56,
    critical=("A clear no was overruled.",),
    earned=13,
    best=24,
    worst=-1,
    closing=CLOSING,
    turns=TURNS,
    decisive_turn=4,
    decisive_why="Until then he might still have answered gladly. After it, the best left was a second call.",
    skills=SKILLS,
    map=MAP,
    what_ifs=(WHAT_IF,),
    what_if_of=None,
    what_if_turn=None,
    original=None,
    mode="practice",
    at=NOW,
    duration_s=274.0,
)
ORIGINAL = d.WhatIf(
    "a1b2c3",
    4,
    0.49,
    FINISH,
    NOW,
    tuple((turn.turn, turn.taken.text, turn.note.mark) for turn in TURNS),
)
WHAT_IF_DEBRIEF = replace(
    DEBRIEF,
    attempt="d4e5f6",
    score=0.79,
    raw=0.79,
    critical=(),
    finish=v.Finish("answers", "won", "He answers every question"),
    what_ifs=(),
    what_if_of="a1b2c3",
    what_if_turn=4,
    original=ORIGINAL,
)


def _step(turn: int, scene: str, before: tuple[v.Bubble, ...], taken: v.Bubble, note: v.Note, mood: int) -> d.WatchStep:
    """One step of a reference walk."""
    return d.WatchStep(turn, scene, before, taken, note, v.Mood(mood, 0, 5))


MODEL_3 = you(3, BETTER_3.text)
MODEL_4 = you(4, BETTER_4.text)
WATCH = d.WatchView(
    card=CARD,
    brief=CARD.brief,
    poor=d.WatchWalk(
        "poor",
        "How it goes wrong",
        (
            _step(1, "pick-up", OPENING, you(1, BARE_1.text), replace(NOTE_1, mark="costly"), 2),
            _step(2, "who-curt", (customer("Yes. And who is it?"),), you(2, "Northgate Car Service."), NOTE_5, 2),
            _step(3, "what-curt", LINES_3, SAID_3, NOTE_3, 1),
            _step(4, "refusal", LINES_4, SAID_4, NOTE_4, 0),
        ),
        (customer("Goodbye."), narrator("The line is dead.")),
        v.Finish("hung-up", "lost", "He hangs up"),
        0.04,
    ),
    model=d.WatchWalk(
        "model",
        "How it can go",
        (
            _step(1, "pick-up", OPENING, you(1, BETTER_1.text), NOTE_2, 3),
            _step(2, "who-is-it", LINES_2, SAID_2, NOTE_2, 3),
            _step(3, "what-for", LINES_3, MODEL_3, NOTE_6, 4),
            _step(4, "refusal", LINES_4, MODEL_4, NOTE_6, 4),
            _step(5, "soft-no", (customer("It is all right. At noon I have time."),), SAID_6, NOTE_6, 5),
        ),
        CLOSING,
        v.Finish("answers", "won", "He answers every question"),
        1.0,
    ),
)

FIRST_HOME = o.HomeView(first=True, resume=None, start=CARD, next=(), finished=0)
HOME = o.HomeView(
    first=False,
    resume=o.ResumeCard("a1b2c3", replace(CARD, state="open"), 4, NOW - timedelta(hours=2)),
    start=None,
    next=(
        LOBBY_CARD,
        replace(LOBBY_CARD, id="office-visitor", title="The visitor who came early", state="new", best=None),
    ),
    finished=3,
)
TODAY = (
    o.TodayCard("resume", "You are in the middle of it, at turn 4.", replace(CARD, state="open"), "a1b2c3"),
    o.TodayCard("review", "“Fair process” is due again: practised now, it stays for longer.", LOBBY_CARD),
)
UNITS = (
    o.UnitView(
        "u2-greeting",
        2,
        "Greeting and approach",
        ("Mindset and preparation",),
        (
            o.LessonView(
                "six-metres-and-hello", "2.1", "Six metres and hello", (replace(LOBBY_CARD, id="six-metres"),), True
            ),
            o.LessonView("approach-signals", "2.2", "Signals to approach", (), False),
            o.LessonView(
                "just-looking", "2.4", "Just looking", (replace(LOBBY_CARD, id="jl", state="new", best=None),), False
            ),
        ),
        1,
        2,
    ),
    o.UnitView(
        "u8-telephone",
        8,
        "Telephone",
        ("Greeting and approach",),
        (
            o.LessonView("answering", "8.1", "Answering", (), False),
            o.LessonView(
                "satisfaction-callback", "8.5", "The satisfaction callback", (replace(CARD, state="open"),), False
            ),
        ),
        0,
        1,
    ),
    o.UnitView(
        "u10-complaints",
        10,
        "Complaints",
        ("Telephone", "Online chat"),
        (o.LessonView("why-and-what-it-costs", "10.1", "Why people complain, and what it costs", (), False),),
        0,
        0,
    ),
)
HISTORY = (
    pv.HistoryRow("a1b2c3", "satisfaction-callback", CARD.title, NOW, 0.49, True, FINISH.title, "practice", "finished"),
    pv.HistoryRow(
        "z9",
        "umbrella-loan",
        LOBBY_CARD.title,
        NOW - timedelta(days=1),
        0.82,
        False,
        "Dry, and expected back",
        "assessment",
        "finished",
    ),
    pv.HistoryRow(
        "y8", "umbrella-loan", LOBBY_CARD.title, NOW - timedelta(days=9), None, False, None, "practice", "open"
    ),
    pv.HistoryRow(
        "x7", "umbrella-loan", LOBBY_CARD.title, NOW - timedelta(days=9), None, False, None, "practice", "abandoned", 3
    ),
)
_EVIDENCE = (
    ("welcome", "Welcome", 0.74, 9, 3),
    ("reading", "Reading the customer", 0.61, 8, 3),
    ("probing", "Asking well", None, 2, 1),
    ("clarity", "Clear answers", 0.52, 7, 2),
    ("empathy", "Empathy", 0.33, 6, 2),
    ("promise", "Promises", 0.9, 6, 2),
    ("recovery", "Putting things right", None, 0, 0),
    ("honest-closing", "Honest closing", None, 4, 1),
    ("conduct", "Conduct", 0.8, 12, 3),
    ("channel", "Phone and chat craft", 0.58, 7, 2),
    ("fair-process", "Fair process", None, 3, 1),
    ("follow-up", "Follow-up", None, 1, 1),
)


def _standing(id: str, title: str, score: float | None, decisions: int, exercises: int) -> pv.SkillStanding:
    """How a skill stands, with the attempts of the history behind it."""
    known = score is not None
    return pv.SkillStanding(
        id=id,
        title=title,
        description="What it is about.",
        decisions=decisions,
        exercises=exercises,
        days=min(2, decisions),
        mastery=score,
        lower=score - 0.1 if known else None,
        upper=score + 0.1 if known else None,
        place=(score if known else 0.5) if decisions else None,
        gate=known and score > 0.79,
        missing=() if known and score > 0.79 else ("2 more decisions", "practice on another day"),
        due=NOW + timedelta(days=3) if decisions > 1 else None,
        is_due=False,
        recall=0.95 if decisions > 1 else None,
        practised_at=NOW if decisions else None,
        plays=tuple(pv.SkillPlay(row, row.score, 0.6, 3) for row in HISTORY[:2]) if decisions else (),
        earlier=1 if decisions > 6 else 0,
        idle_days=20 if decisions == 8 else 0,
    )


COURSES = tuple(
    pv.SkillCourse(
        skill,
        title,
        tuple(
            DayPoint(date(2025, 2, 20 + place), share, share - 0.2, share + 0.1, 3 + 2 * place)
            for place, share in enumerate(shares)
        ),
        DayPoint(date(2025, 3, 14), shares[-1] - 0.02, shares[-1] - 0.16, shares[-1] + 0.08, 3 + 2 * len(shares)),
    )
    for skill, title, shares in (
        ("welcome", "Welcome", (0.4, 0.55, 0.66, 0.76)),
        ("empathy", "Empathy", (0.5, 0.35)),
    )
)
EARLY = pv.EarlyView("x7", LOBBY_CARD, DEBRIEF.turns[:2], "practice", NOW)
PROGRESS = pv.ProgressView(
    history=HISTORY,
    skills=tuple(
        _standing(id, title, score, decisions, scenarios) for id, title, score, decisions, scenarios in _EVIDENCE
    ),
    practised=pv.Practised(12, 58.0, 9, 4, date(2025, 3, 9), 1, 6, 7, 31),
    courses=COURSES,
    calibration=curve(
        [Stated(90, best=n < 9) for n in range(11)] + [Stated(70, best=n < 2) for n in range(4)]
    ),
)
EMPTY_PROGRESS = pv.ProgressView(
    history=(),
    skills=tuple(_standing(skill.id, skill.title, None, 0, 0) for skill in PROGRESS.skills),
    calibration=curve(()),
)

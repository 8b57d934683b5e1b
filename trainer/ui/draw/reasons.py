"""Why a skill stands where it stands, and what came of sureness: in plain sentences, from the figures of a view."""

from __future__ import annotations

from trainer.assess.calibration import Level
from trainer.service.progress_views import SkillPlay, SkillStanding
from trainer.ui.draw import text

CLOSE = 0.1
"""A result within this of what was expected moves a figure little."""
IDLE_DAYS = 14
"""From so many days without practice on the page says that the bar has widened."""


def why(skill: SkillStanding) -> tuple[str, ...]:
    """Say how a skill's figure came about: what it rests on, how sure it is, what moved it last."""
    rests = (
        f"It rests on {text.count(skill.decisions, 'decision')} of yours"
        f" in {text.count(skill.exercises, 'exercise')} on {text.count(skill.days, 'day')}."
    )
    if skill.mastery is None or skill.lower is None or skill.upper is None:
        return (rests, "That is too little for a figure: from six decisions on there is one.", *_last(skill))
    sure = (
        f"The true figure lies between {text.percent(skill.lower)} and {text.percent(skill.upper)}"
        " in eight of ten such cases. Each further decision narrows the bar."
    )
    return (rests, sure, *_last(skill), *_idle(skill))


def play_words(play: SkillPlay) -> str:
    """Say what one attempt said of the skill, beside what had been expected."""
    return (
        f"On this skill {text.percent(play.score)} of 100 from {text.count(play.decisions, 'decision')},"
        f" where {text.percent(play.expected)} was to be expected"
    )


def sure_words(level: Level) -> str:
    """Say what came of one level of sureness in a plain sentence."""
    said = level.words.lower()
    if not level.count:
        return f"You have not said “{said}” yet."
    return f"When you said “{said}”, you were right {text.count(level.best, 'time')} of {level.count}."


def sure_verdict(level: Level) -> str:
    """Compare a level of sureness with what came of it; under ten answers, say that it is too early."""
    if not level.enough or level.lower is None or level.upper is None:
        return "Too few answers to compare yet." if level.count else ""
    if level.lower > level.stated:
        return "More often than you thought: you know more than you say."
    if level.upper < level.stated:
        return "Less often than you thought: here a second look pays."
    return "That goes well with what you said."


def _last(skill: SkillStanding) -> tuple[str, ...]:
    """Say how the newest attempt moved the figure."""
    if not skill.plays:
        return ()
    gap = skill.plays[0].score - skill.plays[0].expected
    if gap > CLOSE:
        return ("Your last attempt went better than was to be expected, which raised it.",)
    if gap < -CLOSE:
        return ("Your last attempt went worse than was to be expected, which lowered it.",)
    return ("Your last attempt went about as expected, so it moved little.",)


def _idle(skill: SkillStanding) -> tuple[str, ...]:
    """Say that a pause widened the bar."""
    if skill.idle_days < IDLE_DAYS:
        return ()
    return (f"You practised it {skill.idle_days} days ago: since then the bar has widened a little.",)

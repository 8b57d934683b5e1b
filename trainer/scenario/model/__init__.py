"""Pydantic models of authored content; the only pydantic in the house."""

from trainer.scenario.model.role_play import (
    POINTS,
    SILENCE,
    SPEAKERS,
    Choice,
    Ending,
    Redirect,
    Response,
    RolePlay,
    Scene,
    Silence,
    Variable,
)
from trainer.scenario.model.sheets import (
    Curriculum,
    Lesson,
    Persona,
    PersonaSheet,
    Row,
    Setting,
    SettingSheet,
    Skill,
    SkillSheet,
    Unit,
    WordSheet,
)

__all__ = [
    "POINTS", "SILENCE", "SPEAKERS", "Choice", "Curriculum", "Ending", "Lesson", "Persona", "PersonaSheet",
    "Redirect", "Response", "RolePlay", "Row", "Scene", "Setting", "SettingSheet", "Silence", "Skill",
    "SkillSheet", "Unit", "Variable", "WordSheet",
]

"""Pydantic models of authored content; the only pydantic in the house."""

from trainer.scenario.model.board import Board, Seat
from trainer.scenario.model.drills import FINE, Card, Desk, Group, Order, Sort, Spot, SpotLine, Step
from trainer.scenario.model.exercise import Exercise
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
    "FINE", "POINTS", "SILENCE", "SPEAKERS", "Board", "Card", "Choice", "Curriculum", "Desk", "Ending", "Exercise",
    "Group", "Lesson", "Order", "Persona", "PersonaSheet", "Redirect", "Response", "RolePlay", "Row", "Scene", "Seat",
    "Setting", "SettingSheet", "Silence", "Skill", "SkillSheet", "Sort", "Spot", "SpotLine", "Step", "Unit", "Variable",
    "WordSheet",
]

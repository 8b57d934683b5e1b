"""Imports point one way, and the core knows no clock, no chance, no database and no page (design.md section 2)."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.architecture import CORE, MAY_IMPORT, imports, modules, room_of, violations

ROOT = Path(__file__).resolve().parents[2]


def test_the_house_keeps_its_rules() -> None:
    """No module of the project imports or calls what its room may not."""
    assert [str(violation) for violation in violations(ROOT)] == []


def test_every_module_is_looked_at() -> None:
    """Each room has modules, each module belongs to a room with rules, and imports are found in most of them."""
    found = modules(ROOT)
    rooms = {room_of(file) for file in found}
    assert rooms == {*MAY_IMPORT, "trainer"}
    assert {str(file) for file in found if room_of(file) == "trainer"} == {"trainer/__init__.py"}
    assert sum(any(True for _ in imports(ast.parse((ROOT / f).read_text("utf-8")), f)) for f in found) > 60


def test_the_table_has_no_circle() -> None:
    """Following 'may import' from any room never leads back to it."""
    def below(room: str, seen: tuple[str, ...] = ()) -> None:
        assert room not in seen, (*seen, room)
        for target in MAY_IMPORT[room]:
            below(target, (*seen, room))
    for room in MAY_IMPORT:
        below(room)


PLANTED = (
    ("trainer/scenario/problem.py", "from trainer.play import engine", "'scenario' may not import from 'play'"),
    ("trainer/scenario/model/fields.py", "import trainer.assess.scoring", "'scenario' may not import from 'assess'"),
    ("trainer/scenario/shape.py", "from ..play import engine", "'scenario' may not import from 'play'"),
    ("trainer/play/engine.py", "from trainer import analysis", "'play' may not import from 'analysis'"),
    ("trainer/analysis/values.py", "from trainer.assess.scoring import mark", "may not import from 'assess'"),
    ("trainer/assess/scoring.py", "from trainer.service import metrics", "may not import from 'service'"),
    ("trainer/assess/scoring.py", "from trainer import store", "'assess' may not import from 'store'"),
    ("trainer/store/records.py", "from trainer.scenario.model import RolePlay", "'store' may not import"),
    ("trainer/store/records.py", "from trainer.settings import Settings", "'store' may not import from 'settings'"),
    ("trainer/service/metrics.py", "from trainer.ui import session", "'service' may not import from 'ui'"),
    ("trainer/service/metrics.py", "from trainer.web import cookie", "'service' may not import from 'web'"),
    ("trainer/service/metrics.py", "import streamlit as st", "'service' may not import 'streamlit'"),
    ("trainer/service/metrics.py", "import sqlalchemy", "only the store speaks to databases"),
    ("trainer/ui/draw/html.py", "from trainer.store import Store", "'ui' may not import from 'store'"),
    ("trainer/ui/draw/html.py", "import pages.play", "'ui' may not import from 'pages'"),
    ("trainer/web/cookie.py", "from trainer.ui import session", "'web' may not import from 'ui'"),
    ("trainer/command/content.py", "from trainer.ui import session", "'command' may not import from 'ui'"),
    ("trainer/command/content.py", "from trainer.web import cookie", "'command' may not import from 'web'"),
    ("trainer/__main__.py", "from trainer.web import cookie", "'main' may not import from 'web'"),
    ("pages/home.py", "from trainer.service import house", "'pages' may not import from 'service'"),
    ("streamlit_app.py", "from trainer.store import Store", "'door' may not import from 'store'"),
    ("trainer/analysis/values.py", "from pathlib import Path\nX = Path('x').read_text()", "call .read_text"),
    ("trainer/play/engine.py", "import sqlalchemy", "'play' may not import 'sqlalchemy'"),
    ("trainer/play/engine.py", "import streamlit", "'play' may not import 'streamlit'"),
    ("trainer/play/engine.py", "import random", "'play' may not import 'random'"),
    ("trainer/scenario/shape.py", "import secrets", "'scenario' may not import 'secrets'"),
    ("trainer/analysis/space.py", "from uuid import uuid4", "'analysis' may not import 'uuid'"),
    ("trainer/assess/scoring.py", "from time import monotonic", "'assess' may not import 'time'"),
    ("trainer/assess/scoring.py", "import os", "'assess' may not import 'os'"),
    ("trainer/assess/scoring.py", "def f() -> None:\n    import time", "'assess' may not import 'time'"),
    ("trainer/assess/scoring.py", "def f() -> None:\n    __import__('time')", "'assess' may not import 'time'"),
    ("trainer/play/engine.py", "import importlib", "'play' may not import 'importlib'"),
    ("trainer/assess/scoring.py", "from datetime import datetime\nNOW = datetime.now()", "may not ask the clock"),
    ("trainer/assess/scoring.py", "import datetime\nNOW = datetime.datetime.utcnow", "may not ask the clock"),
    ("trainer/assess/scoring.py", "from datetime import date\nDAY = date.today()", "may not ask the clock"),
    ("trainer/analysis/values.py", "X = np.random.random()", "numpy's common chance"),
    ("trainer/analysis/values.py", "np.random.seed(1)", "numpy's common chance"),
    ("trainer/analysis/values.py", "X = np.random.default_rng()", "may not draw without a seed"),
    ("trainer/analysis/values.py", "X = open('x')", "'analysis' may not call open"),
    ("trainer/play/engine.py", "print('x')", "'play' may not call print"),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The house's modules in another place, to plant violations in."""
    place = tmp_path_factory.mktemp("house")
    for file in modules(ROOT):
        (place / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, place / file)
    return place


@pytest.mark.parametrize(("file", "source", "what"), PLANTED, ids=lambda part: part.split("\n")[-1].strip()[:40])
def test_a_planted_violation_is_found(file: str, source: str, what: str, copy: Path) -> None:
    """One forbidden line in a copy of a module is reported, with its file and its line, and nothing else of it is."""
    path = copy / file
    before = path.read_text("utf-8")
    try:
        path.write_text(f"{before}\n{source}\n", "utf-8")
        found = violations(copy, [Path(file)])
    finally:
        path.write_text(before, "utf-8")
    assert {v.file for v in found} == {file}
    assert any(what in v.what for v in found), found
    assert all(v.line > before.count("\n") for v in found)


def test_a_violation_is_found_among_all_modules(copy: Path) -> None:
    """The whole run finds one planted line as well."""
    path = copy / "trainer/play/replay.py"
    before = path.read_text("utf-8")
    path.write_text(before + "import random\n", "utf-8")
    found = violations(copy)
    path.write_text(before, "utf-8")
    assert [str(v) for v in found] == [
        f"trainer/play/replay.py:{before.count(chr(10)) + 1}: 'play' may not import 'random'"]


def test_the_core_really_loads_nothing_else() -> None:
    """Importing the whole core in a fresh process loads no database, no web server and no page library."""
    names = [".".join(f.with_suffix("").parts) for f in modules(ROOT) if room_of(f) in CORE]
    program = f"import sys, importlib\nfor n in {names!r}: importlib.import_module(n)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & {"sqlalchemy", "streamlit", "starlette", "alembic", "psycopg", "uvicorn"}
    assert {"yaml", "jinja2", "pydantic", "numpy"} <= loaded


def test_models_of_pydantic_live_in_one_room() -> None:
    """Only scenario/model defines pydantic models; what happened is kept in dataclasses."""
    elsewhere = []
    for file in modules(ROOT):
        for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))):
            bases = [ast.unparse(base) for base in node.bases] if isinstance(node, ast.ClassDef) else []
            if any(base.split(".")[-1] in ("BaseModel", "Model", "RootModel") for base in bases):
                elsewhere.append(str(file.parent))
    assert set(elsewhere) == {"trainer/scenario/model"}


def test_one_module_keeps_the_session_state() -> None:
    """`st.session_state` is touched in trainer/ui/session and nowhere else."""
    touched = {
        str(file) for file in modules(ROOT) for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "session_state"}
    assert touched == {"trainer/ui/session.py"}


def test_pages_are_thin() -> None:
    """A page asks the session and hands the result to a drawer: no class, function or arithmetic, under 60 lines."""
    pages = [file for file in modules(ROOT) if room_of(file) == "pages"]
    assert len(pages) > 5
    for file in pages:
        text = (ROOT / file).read_text("utf-8")
        kinds = {type(node) for node in ast.walk(ast.parse(text))}
        assert not kinds & {ast.ClassDef, ast.FunctionDef, ast.BinOp, ast.For, ast.While, ast.Try}, file
        assert text.count("\n") < 60, file

"""What instructors and trainees see and do on the pages about classes, without a browser."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

import pytest

from tests.pages.conftest import Visitor
from trainer import store
from trainer.service import accounts, classes
from trainer.service.house import House
from trainer.service.rights import Caller
from trainer.ui import session

PASSWORD = "three quiet umbrellas"


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def instructor(home_of: House) -> tuple[Caller, str]:
    """An instructor of their own, with the token of their browser."""
    visit = accounts.Visit("desk", "")
    if store.has_accounts(home_of.store):
        found = store.account_by_login(home_of.store, login="head")
        assert found
        invitation = accounts.invite(home_of, Caller(found.person_id, "administrator"), now=now())
    else:
        first = accounts.first_invitation(home_of, now=now())
        assert first
        head = accounts.open_account(home_of, first, name="Head", login="head", password=PASSWORD, visit=visit,
                                     now=now())
        invitation = accounts.invite(home_of, accounts.caller_of(home_of, head, "", now=now()), now=now())
    token = accounts.open_account(home_of, invitation, name="Lee", login=secrets.token_hex(8), password=PASSWORD,
                                  visit=visit, now=now())
    return accounts.caller_of(home_of, token, "", now=now()), token


@pytest.fixture
def desk(instructor: tuple[Caller, str], monkeypatch: pytest.MonkeyPatch, home_of: House) -> Visitor:
    """The instructor's browser."""
    monkeypatch.setattr(session, "token", lambda: instructor[1])
    return Visitor(secrets.token_urlsafe(16)).checked()


def submit(visitor: Visitor, label: str, **fields: str) -> Visitor:
    """Fill fields by their key and press a form's button."""
    for key, value in fields.items():
        visitor.app.text_input(key=key.replace("__", ".").replace("_", "-")).input(value)
    next(button for button in visitor.app.button if button.label == label).click().run()
    return visitor.checked()


def bar(visitor: Visitor) -> list[str]:
    """The words of the navigation."""
    words = ("Home", "Curriculum", "Progress", "Class")
    return [label for label in visitor.links if label in words]


def test_an_empty_class_teaches_what_to_do_first(desk: Visitor) -> None:
    """Without a class there are three steps and one field; a class without trainees shows the way in."""
    desk.open("class.py")
    assert "Your first class" in desk.html
    submit(desk, "Make the class", class__make_first__name="Monday group")
    assert "Nobody is here yet" in desk.html
    assert "data:image/svg+xml" in desk.html
    assert "/join?code=" in desk.html


def test_only_instructors_find_the_class_page(desk: Visitor, monkeypatch: pytest.MonkeyPatch, visit) -> None:
    """Signed in it is in the bar; for everybody else it is neither in the bar nor to be opened."""
    assert bar(desk) == ["Home", "Curriculum", "Progress", "Class"]
    monkeypatch.undo()
    monkeypatch.setattr(session, "token", lambda: None)
    assert bar(visit(stranger=True)) == ["Home", "Curriculum", "Progress"]


def test_a_trainee_joins_and_leaves(home_of: House, instructor: tuple[Caller, str], visit) -> None:
    """The address names the class; the name is asked for; the class then lists the trainee, until they leave."""
    caller, _ = instructor
    class_id = classes.make(home_of, caller, "Monday group", now=now())
    code = classes.view(home_of, caller, class_id).code
    trainee = visit().open("join.py", code=code)
    assert "Join Monday group" in trainee.html
    submit(trainee, "Join the class", join__name=" ")
    assert "Please type a name." in trainee.html
    submit(trainee, "Join the class", join__name="Ana <b>")
    assert "You are <strong>Ana &lt;b&gt;</strong> there" in trainee.html
    assert [row.name for row in classes.view(home_of, caller, class_id).members] == ["Ana <b>"]
    trainee.press(f"join.leave.{class_id}")
    assert classes.view(home_of, caller, class_id).members == ()
    assert "Monday group" not in trainee.html


def test_the_instructor_sets_the_rules(home_of: House, instructor: tuple[Caller, str], desk: Visitor) -> None:
    """Locking is switched, a colleague's link is shown once, the code is changed."""
    caller, _ = instructor
    class_id = classes.make(home_of, caller, "Monday group", now=now())
    desk.open("class.py", **{"class": class_id})
    desk.app.toggle(key=f"class.locking.{class_id}").set_value(True).run()
    desk.checked()
    before = classes.view(home_of, caller, class_id)
    assert before.locking
    desk.press(f"class.invite.{class_id}")
    assert "/signin?invite=" in desk.html
    desk.press(f"class.code.{class_id}")
    assert "/signin?invite=" not in desk.html
    assert classes.view(home_of, caller, class_id).code != before.code


def test_another_instructors_class_is_not_there(home_of: House, desk: Visitor, visit) -> None:
    """Its address shows the same as one that does not exist."""
    head = store.account_by_login(home_of.store, login="head")
    assert head
    theirs = classes.make(home_of, Caller(head.person_id, "administrator"), "Secret group", now=now())
    said = []
    for class_id in (theirs, "none"):
        desk.open("class.py", **{"class": class_id})
        assert "Secret group" not in desk.html
        said.append("There is no class of yours at this address." in desk.html)
    assert said == [True, True]


def test_sign_in_says_what_an_invitation_is_for(home_of: House, instructor: tuple[Caller, str], visit) -> None:
    """A good link asks for an account, one that is over says so, none asks for a password."""
    token = accounts.invite(home_of, instructor[0], now=now())
    assert "Make your account" in visit().open("signin.py", invite=token).html
    assert "was used already" in visit().open("signin.py", invite="nothing").html
    page = visit().open("signin.py", problem="wait", wait="17").html
    assert 'action="/account/sign-in"' in page
    assert "wait 17 seconds" in page
    assert "<script>" not in visit().open("signin.py", problem="<script>", wait="<script>").html

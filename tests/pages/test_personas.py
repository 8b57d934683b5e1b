"""What a trainee sees of the persona that was drawn: its voice while playing, its kind in the debrief."""

from html import unescape

from trainer import store

MANY = "ten-steps"


def test_a_drawn_persona_is_heard_and_only_told_afterwards(visit, home_of):
    """The opening is the persona's; what kind of contact it was stands in the debrief and nowhere before."""
    trainee = visit().open("play.py", scenario=MANY)
    told = [persona.description for persona in home_of.library.sheets.personas.values()]
    assert not any(words in unescape(trainee.html) for words in told)
    trainee.press("start")
    attempt = store.attempt(home_of.store, attempt_id=trainee.choices[0].split("-")[1])
    persona = home_of.library.sheets.personas[attempt.persona]
    assert persona.voice[MANY]["scenes.counter.lines.1"] in unescape(trainee.html)
    assert not any(words in unescape(trainee.html) for words in told)
    trainee.finish()
    assert not any(words in unescape(trainee.html) for words in told)
    trainee.press("continue")
    assert f"What kind of contact this was:</strong> {persona.description}" in unescape(trainee.html)
    assert f"The training material reports that {persona.share} of 100" in trainee.html


def test_a_debrief_without_a_persona_tells_of_none(visit):
    """Where nobody in particular came, the sentence is left out."""
    trainee = visit().open("play.py", scenario="satisfaction-callback").press("start").finish().press("continue")
    assert "Turn by turn" in trainee.html
    assert "What kind of contact" not in trainee.html

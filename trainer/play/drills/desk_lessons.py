"""What to learn from each reason of the turn-order desk: the rule in a sentence or two."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from trainer.play.turn_order.state import Reason

LESSONS: Mapping[Reason, str] = MappingProxyType({
    "in-order": "Visitors are received one by one in the fixed order. Nobody picks, and every visitor counts the same.",
    "not-made-up": "Rest, private matters and one's own fault cost the turn. It is passed over and not made up.",
    "made-up-later":
        "Somebody sent away by the company or a leader loses nothing: one new visitor is owed for the turn.",
    "make-up": "As soon as somebody who is owed one is back and free, the next new visitor is theirs. It is no turn.",
    "named": "Surname, Ms or Mr, and the colleague is here and free: that colleague receives, and it costs no turn.",
    "no-surname": "Without a surname it is an ordinary turn. Look into the register: an entry would change it.",
    "asked-away":
        "If the one who is asked for cannot come, it is an ordinary turn. Look into the register all the same.",
    "by-phone":
        "A telephone call makes nobody a customer of somebody's. Somebody who has only rung comes in by the order.",
    "entry":
        "A colleague who is waiting and can show the entry receives, if it is said at once. It costs no turn.",
    "no-entry":
        "A memory is no entry. Without one the order stays, and in a dispute the supervisor decides afterwards.",
    "referral":
        "A visitor who is sent by a customer and asks for that customer's salesperson goes to that salesperson.",
    "asks-for-nobody":
        "A recommendation alone changes nothing. Only a visitor who asks for the salesperson leaves the order.",
    "handed-over":
        "Ask early and in passing. If the earlier colleague is here, hand over; whoever had begun keeps the turn.",
    "favour":
        "If the earlier colleague is not here, receive as a favour. It costs no turn, and the customer stays theirs.",
    "stand-in": "Arranged beforehand with a colleague, the right is kept: the colleague takes the new visitor.",
    "given-up": "Anybody who sits with a customer and has arranged nothing gives the turn up. It is not made up.",
    "insisted": "Colleagues may not break in, but a visitor may change. The result goes to the one who was chosen.",
    "no-interruption": "Nobody breaks off a reception for whatever reason, not even for a visitor who insists.",
})

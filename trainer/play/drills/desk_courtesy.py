"""What you say to people who fall out at the turn-order desk: for each dispute, replies from heartless to kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True)
class Reply:
    """Something that can be said: its words, what the other felt, and why."""

    grade: Literal["poor", "fair", "good"]
    say: str
    felt: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Courtesy:
    """A moment of courtesy: to whom (a letter of `names_in`), and what can be said."""

    to: str
    replies: tuple[Reply, ...]


_BARE = "Right, and short. One sentence for the feeling comes before the rule."
_COLD = "Only the rule. Say first that you see how it is, then the reason, then what comes next."
_BLAME = "That blames. Whoever has just lost something needs a kind word and a reason."

COURTESIES: Mapping[str, tuple[Courtesy, ...]] = MappingProxyType({
    "claim-proved": (
        Courtesy("s", (
            Reply("good", "You had begun so well, {s}. The entry decides; the turn stays yours.",
                  "Seen, and I know what I get for it.", "The effort is named, then the reason, then what comes next."),
            Reply("fair", "The register decides, {s}, as it always does. Please hand over to {r} now, and thank you.",
                  "Sent away, if politely.", _COLD),
            Reply("poor", "You might have looked into the register before you began, {s}.",
                  "Told off in front of a visitor.", _BLAME))),
        Courtesy("s", (
            Reply("good", "That was bad luck, {s}, not your mistake. You keep your turn.",
                  "Nobody thinks that I did it wrong.", "You take the blame away and say what stays: the right."),
            Reply("fair", "Those are the rules, {s}. Your turn stays yours.",
                  "Fair, and a little cold.", _BARE),
            Reply("poor", "Don't take it to heart, {s}. It happens to everybody here, believe me.",
                  "Waved aside.", "It sounds kind and makes the loss small. Name it, and say what stays."))),
    ),
    "claims": (
        Courtesy("l", (
            Reply("good", "I believe that you remember {v}, {l}. The entry is {r}'s, so it goes by that.",
                  "Believed, even though I lost.", "The person is believed, and the register decides."),
            Reply("fair", "The entry names {r}, {l}. I'm sorry, it can't be helped.",
                  "Correct. But did anybody hear me?", _COLD),
            Reply("poor", "Please, {l}, not in front of a visitor. You should know by now what impression that makes.",
                  "Ashamed, and still sure to be right.", _BLAME))),
        Courtesy("l", (
            Reply("good", "I see that it annoys you, {l}. If the entry is wrong, we'll go to the supervisor together.",
                  "There is a way, and I'm not alone on it.", "You see the anger, keep to the entry and show a way."),
            Reply("fair",
                  "If you see it differently, {l}, you are welcome to ask the supervisor about it this evening.",
                  "Left to see to it alone.", "The way is right. Say also that you see the anger, and go along."),
            Reply("poor", "{r} writes things down, {l}. That's the whole difference.",
                  "Compared, and found wanting.",
                  "A comparison hurts. Speak of the entry, and leave the people out."))),
    ),
    "claim-empty": (
        Courtesy("c", (
            Reply("good",
                  "You're sure that you know {v}, {c}. There is no entry, so {s} goes on. I'll note what you said.",
                  "Taken seriously, and written down.", "Heard first, then the reason, then what you do about it."),
            Reply("fair", "I'm sorry, {c}, there is no entry, and so {s} goes on with the visitor.",
                  "The rule, and that was that.", _BARE),
            Reply("poor", "Everybody who would like a visitor says that, {c}.",
                  "Called a liar, in front of everybody.", "Nobody has lied. A mistake is met kindly."))),
        Courtesy("c", (
            Reply("good", "I can see that you're cross, {c}. Let {s} finish, and we ask the supervisor after that.",
                  "Understood, and I can wait.", "You see the feeling, keep the reception whole and show a way."),
            Reply("fair", "Leave it, {c}, please. Without an entry there is no claim.",
                  "Stopped.", _COLD),
            Reply("poor", "Thank you, {c}, but perhaps next time you think first and call out afterwards.",
                  "Mocked.", "The thanks make it worse. " + _BLAME))),
    ),
    "claim-of-another": (
        Courtesy("c", (
            Reply("good", "You spoke up at once, {c}, and that was right. The entry is {r}'s.",
                  "Not mine, but I did nothing wrong.", "What was right is said first, then what the register shows."),
            Reply("fair", "In the register it says {r}, {c}, so {r} receives.",
                  "Corrected.", _BARE),
            Reply("poor", "That would have been {r}'s customer, {c}. Please be more careful with claims in future.",
                  "Suspected.", _BLAME))),
        Courtesy("c", (
            Reply("good", "It's easy to mix up faces with so many visitors, {c}. The entry says {r}.",
                  "A mistake, and no crime.", "The mistake is made human, and the entry decides."),
            Reply("fair",
                  "I'm sorry, {c}, but the register says {r}, and there is nothing that anybody can do about it.",
                  "It felt like a closed door.", _COLD),
            Reply("poor", "Always the same with you, {c}.", "One mistake, and it is 'always'.", _BLAME))),
    ),
    "insists": (
        Courtesy("s", (
            Reply("good", "You did nothing wrong, {s}. {v} wished for {r}, and the turn stays yours.",
                  "Relieved: it is no verdict on me.", "The hurt is seen, and the right that stays is named."),
            Reply("fair", "{v} wants {r}, {s}, so please wait for another one.",
                  "Exchanged like a chair.", _BARE),
            Reply("poor", "What did you say at the scale model, {s}? Something must have gone wrong.",
                  "Questioned, when I was already hurt.", _BLAME))),
        Courtesy("v", (
            Reply("good", "You should feel at ease here, {v}. {r} comes at once, and {s} passes on what you said.",
                  "My wish was no trouble to anybody.", "The wish is welcome, and nothing has to be told twice."),
            Reply("fair", "All right, {v}. Then {r} will take over from here.",
                  "It was allowed, if not exactly welcome.", "Say also that the wish is welcome and nothing is lost."),
            Reply("poor",
                  "{s} is every bit as good, {v}, and knows the houses even longer. But just as you wish, of course.",
                  "Guilty for asking.", "Defending a colleague reproaches the visitor. The choice is free."))),
    ),
    "insists-on-busy": (
        Courtesy("v", (
            Reply("good",
                  "You came for {i}, I understand. {i} has a guest. May {s} go on, and {i} looks in afterwards?",
                  "Heard, and with something to look forward to.", "Wish, reason, and what is possible."),
            Reply("fair", "I'm sorry, {i} is with a guest just now, {v}. {s} will help you.",
                  "I know why, but it sounded final.", "Say also that you understand the wish, and what is possible."),
            Reply("poor", "Here it goes by the order, {v}. For everybody.",
                  "Put in my place.", "A guest owes nothing to our order. Wish, reason, and what is possible."))),
        Courtesy("v", (
            Reply("good", "I'm sorry that it isn't {i}. Guests here are never interrupted, and you won't be either.",
                  "Disappointed, but I can see the good in it.",
                  "The feeling first, then a reason that is the guest's."),
            Reply("fair", "{i} can't be disturbed at the moment. Please go on with {s}.",
                  "A wall, if a polite one.", _COLD),
            Reply("poor", "We can't please everybody at the same time, {v}, I'm afraid, though we do what we can.",
                  "A burden.", "It makes the wish a burden. Say that you understand it, and why it can't be now."))),
    ),
    "plea": (
        Courtesy("p", (
            Reply("good",
                  "It's hard to come back and find it gone, {p}. Private errands aren't made up, for none of us.",
                  "It hurts, but it is the same for all.",
                  "The disappointment is seen, and the rule holds for everybody."),
            Reply("fair", "Private errands aren't made up, {p}. Your turn comes round again.",
                  "I know. It could have been said more kindly.", _BARE),
            Reply("poor", "You wanted to go out, {p}. Nobody sent you.", "Mocked for going out.", _BLAME))),
        Courtesy("p", (
            Reply("good",
                  "I see that you had hoped for this one, {p}. It isn't owed. Shall we find you a stand-in next time?",
                  "No visitor, but a way for next time.", "You see the hope, say no, and help with the next time."),
            Reply("fair", "It isn't owed, {p}, I'm sorry. This one is {r}'s.",
                  "A plain no.", _COLD),
            Reply("poor", "Please, {p}, let's not begin with exceptions today. Thank you for understanding.",
                  "Thanked for something I had not understood.", "Polite, and still a slap. See the disappointment."))),
    ),
})
"""Two moments of courtesy for each dispute; a day shows one of them."""

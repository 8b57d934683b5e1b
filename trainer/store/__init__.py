"""The log: tables, migrations, queries. All SQL lives here; imports no other room of the house."""

from trainer.store.attempts import add_attempt, attempt, close_attempt, events_of, open_attempt
from trainer.store.backups import backup, restore
from trainer.store.certificates import add_certificate, certificate, certificates_of
from trainer.store.confidence import add_confidence
from trainer.store.decisions import append_decision, decisions_of
from trainer.store.derived import save_scores, scores_of, skill_evidence_of
from trainer.store.errors import NotFound, StoreBusy, StoreError, StoreFull, StoreUnavailable, TurnTaken
from trainer.store.evidence import FoldedEvidence, evidence_since
from trainer.store.forget import OwnAttempt, OwnRecords, OwnSeries, TurnShown, export_of, forget
from trainer.store.history import attempts_of, open_attempts, turn_times_of, what_ifs_by, what_ifs_of
from trainer.store.opening import open_store, ping
from trainer.store.people import add_person, bind_device, person, person_of_device, set_preferences, set_time_zone
from trainer.store.rebuild import attempts_to_rebuild, clear_derived
from trainer.store.records import (
    Attempt,
    AttemptEvent,
    AttemptScore,
    AttemptScores,
    AttemptSummary,
    Certificate,
    Closing,
    Confidence,
    DatedEvidence,
    Decision,
    DecisionScore,
    EventKind,
    ExerciseVersion,
    FinishedAttempt,
    Mode,
    OpenAttempt,
    Person,
    Preferences,
    Series,
    SeriesPart,
    SeriesRecord,
    SkillEvidence,
    TimeLimit,
)
from trainer.store.series import begin_part, begin_series, end_series, series_of, series_of_attempt
from trainer.store.signing import signing_key
from trainer.store.sureness import SureOutcome, sure_outcomes_of
from trainer.store.transactions import Store
from trainer.store.turn_clock import mark_shown, restart_turn, shown_at
from trainer.store.versions import load_version, save_version

__all__ = [
    "Attempt",
    "AttemptEvent",
    "AttemptScore",
    "AttemptScores",
    "AttemptSummary",
    "Certificate",
    "Closing",
    "Confidence",
    "DatedEvidence",
    "Decision",
    "DecisionScore",
    "EventKind",
    "ExerciseVersion",
    "FinishedAttempt",
    "FoldedEvidence",
    "Mode",
    "NotFound",
    "OpenAttempt",
    "OwnAttempt",
    "OwnRecords",
    "OwnSeries",
    "Person",
    "Preferences",
    "Series",
    "SeriesPart",
    "SeriesRecord",
    "SkillEvidence",
    "Store",
    "StoreBusy",
    "StoreError",
    "StoreFull",
    "StoreUnavailable",
    "SureOutcome",
    "TimeLimit",
    "TurnShown",
    "TurnTaken",
    "add_attempt",
    "add_certificate",
    "add_confidence",
    "add_person",
    "append_decision",
    "attempt",
    "attempts_of",
    "attempts_to_rebuild",
    "backup",
    "begin_part",
    "begin_series",
    "bind_device",
    "certificate",
    "certificates_of",
    "clear_derived",
    "close_attempt",
    "decisions_of",
    "end_series",
    "events_of",
    "evidence_since",
    "export_of",
    "forget",
    "load_version",
    "mark_shown",
    "open_attempt",
    "open_attempts",
    "open_store",
    "person",
    "person_of_device",
    "ping",
    "restart_turn",
    "restore",
    "save_scores",
    "save_version",
    "scores_of",
    "series_of",
    "series_of_attempt",
    "set_preferences",
    "set_time_zone",
    "shown_at",
    "signing_key",
    "skill_evidence_of",
    "sure_outcomes_of",
    "turn_times_of",
    "what_ifs_by",
    "what_ifs_of",
]

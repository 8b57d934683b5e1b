"""Certificates: given for a series that was passed, printed, and confirmed to anybody who has the code."""

from __future__ import annotations

import json
import secrets
from datetime import datetime

from trainer import store
from trainer.assess.codes import RANDOM_BYTES, make_code, tidy_code
from trainer.service.errors import NotYet
from trainer.service.house import House, guarded
from trainer.service.mastery import zone_of
from trainer.service.names import LONGEST_PRINTED_NAME, clean_name
from trainer.service.series_result import result
from trainer.service.series_views import CertificateView, CertifiedSkill, SeriesResult

FORMAT = 1


def give(house: House, person_id: str, series_id: str, name: str, *, now: datetime) -> str:
    """
    Give the certificate for a series that was passed, once: who asks again gets the same.

    Args:
        house: The open house.
        person_id: Whose series.
        series_id: Which.
        name: What is to be printed on it, as typed.
        now: The present, aware.

    Returns:
        Its code.

    Raises:
        NoSuchSeries: There is none of this person's under this id, or it is not over.
        NotYet: Something is missing for the certificate.
        NotAccepted: The name is empty or too long.
        TryAgain: The store could not keep it; nothing was changed.
    """
    found = result(house, person_id, series_id, now=now)
    if found.certificate is not None:
        return found.certificate.code
    if not found.passed:
        raise NotYet("Something is still missing for the certificate: the page says what.")
    printed = clean_name(name, longest=LONGEST_PRINTED_NAME)
    day = now.astimezone(zone_of(house, person_id)).date()
    certificate = store.Certificate(
        code=make_code(secrets.token_bytes(RANDOM_BYTES)), person_id=person_id, series_id=series_id, name=printed,
        issued_at=now, content=_content(found, f"{day.day} {day:%B} {day.year}"),
    )
    with guarded("certificate"):
        return store.add_certificate(house.store, certificate).code


def find(house: House, typed: str) -> CertificateView | None:
    """
    Find a certificate by its code as somebody typed it; None when there is none.

    Raises:
        TryAgain: The store cannot be read at the moment.
    """
    code = tidy_code(typed)
    if code is None:
        return None
    with guarded("certificate"):
        kept = store.certificate(house.store, code=code)
    if kept is None:
        return None
    said = json.loads(kept.content)
    skills = tuple(CertifiedSkill(skill["title"], skill["score"]) for skill in said["skills"])
    return CertificateView(kept.code, kept.name, said["day"], said["parts"], said["mean"], skills)


def _content(found: SeriesResult, day: str) -> str:
    """What the certificate says for ever, whatever becomes of skills and exercises."""
    skills = [{"id": skill.id, "title": skill.title, "score": skill.score} for skill in found.skills]
    whole = {"format": FORMAT, "day": day, "parts": len(found.parts), "mean": found.mean, "skills": skills}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

"""A certificate is given once for a series, found by its code, and stays what it was."""

import pytest

from trainer import store as log
from trainer.store import NotFound, Store, StoreError

from .samples import keep_person, keep_series, make_certificate


def test_a_certificate_is_found_by_its_code(store: Store) -> None:
    """Name and content come back letter by letter; another code finds nothing."""
    kept = log.add_certificate(store, make_certificate(keep_series(store, keep_person(store).id), name="<b>米</b>"))
    assert log.certificate(store, code=kept.code) == kept
    assert log.certificate(store, code=kept.code.lower()) is None
    assert log.certificates_of(store, person_id=kept.person_id) == (kept,)


def test_a_series_has_one_certificate(store: Store) -> None:
    """Whoever asks again gets the first one, under its code and name."""
    record = keep_series(store, keep_person(store).id)
    first = log.add_certificate(store, make_certificate(record))
    assert log.add_certificate(store, make_certificate(record, "BBBB-BBBB", name="Other")) == first
    assert log.certificate(store, code="BBBB-BBBB") is None


def test_a_code_is_given_once(store: Store) -> None:
    """A code that is taken is refused; the first certificate stays."""
    first = log.add_certificate(store, make_certificate(keep_series(store, keep_person(store).id)))
    with pytest.raises(StoreError):
        log.add_certificate(store, make_certificate(keep_series(store, keep_person(store).id)))
    assert log.certificate(store, code=first.code) == first


def test_a_certificate_needs_a_series_of_the_person(store: Store) -> None:
    """Nobody gets a certificate for somebody else's series."""
    record = keep_series(store, keep_person(store).id)
    other = keep_series(store, keep_person(store).id)
    theirs = make_certificate(record)
    foreign = log.Certificate(theirs.code, other.series.person_id, theirs.series_id, "X", theirs.issued_at, "{}")
    with pytest.raises(NotFound, match="series"):
        log.add_certificate(store, foreign)
    assert log.certificate(store, code=theirs.code) is None

"""Certificates: given once for a series, and found again by their code. What they say is the caller's affair."""

from sqlalchemy import Connection, bindparam, insert, select

from trainer.store import series_tables as tables
from trainer.store.errors import NotFound
from trainer.store.records import Certificate
from trainer.store.rows import row_of
from trainer.store.transactions import Store, reading, writing

_certificate = tables.certificate.c
_series = tables.series.c
_FIND = select(*_certificate).where(_certificate.code == bindparam("code"))
_OF_SERIES = select(*_certificate).where(_certificate.series_id == bindparam("series_id"))
_OF_PERSON = (
    select(*_certificate)
    .where(_certificate.person_id == bindparam("person_id"))
    .order_by(_certificate.issued_at.desc(), _certificate.code)
)
_HAS_SERIES = select(1).where(_series.id == bindparam("id"), _series.person_id == bindparam("person_id"))


def add_certificate(store: Store, certificate: Certificate) -> Certificate:
    """
    Keep a certificate, or return the one that was given for its series before.

    Raises:
        NotFound: The series is not there, or not this person's.
        StoreError: The code is taken.
    """
    with writing(store) as connection:
        key = {"id": certificate.series_id, "person_id": certificate.person_id}
        if connection.scalar(_HAS_SERIES, key) is None:
            raise NotFound("series", certificate.series_id)
        given = connection.execute(_OF_SERIES, {"series_id": certificate.series_id}).first()
        if given is not None:
            return Certificate(*given)
        connection.execute(insert(tables.certificate), row_of(certificate))
    return certificate


def certificate(store: Store, *, code: str) -> Certificate | None:
    """Find a certificate by its code, letter by letter; None when none was given under it."""
    with reading(store) as connection:
        row = connection.execute(_FIND, {"code": code}).first()
    return None if row is None else Certificate(*row)


def certificates_of(store: Store, *, person_id: str) -> tuple[Certificate, ...]:
    """List a person's certificates, the newest first."""
    with reading(store) as connection:
        return read_certificates(connection, person_id)


def read_certificates(connection: Connection, person_id: str) -> tuple[Certificate, ...]:
    """List a person's certificates within the caller's reading."""
    return tuple(Certificate(*row) for row in connection.execute(_OF_PERSON, {"person_id": person_id}))

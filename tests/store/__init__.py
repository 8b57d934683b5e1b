"""Facts about the log, each proved on SQLite and on a real PostgreSQL."""

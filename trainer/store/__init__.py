"""The log: tables, migrations, queries. All SQL lives here; imports no other room of the house."""

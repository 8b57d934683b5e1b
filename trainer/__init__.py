"""Reception trainer: branching role-plays for people who receive customers."""

"""What happens when an exercise is played: engine and replay. Pure; no clock, no database."""

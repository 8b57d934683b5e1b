"""What an attempt says of a person: scoring and debrief. Pure."""

"""What authors write: models, YAML with positions, problems, texts, conditions, checks, library. Pure."""

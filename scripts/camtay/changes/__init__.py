"""What changed between two states of a project, for a person who decides whether it goes out."""

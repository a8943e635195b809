"""Papers and slides for a class: a guide in large print, a learning path with its self-check and checklist."""

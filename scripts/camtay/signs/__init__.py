"""Symbol → sign → sheet → PDF and SVG, each decoded back before it counts as made."""

"""Commands, a module a subject; `camtay.cli` gathers them."""

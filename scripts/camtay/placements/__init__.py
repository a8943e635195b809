"""The life of a hung sign: where it hangs, rounds to look after it, its state, spreadsheets in and out."""

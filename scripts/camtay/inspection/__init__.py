"""Inspection: photos of hung signs → every QR symbol on them → genuine, or a sticker that somebody pasted.

Nothing is fetched, opened or sent. Positions are read from a photo to compare and are written nowhere.
"""

"""Putting a built site where the web server looks: whole or not at all, with the way back kept.

    TARGET/current → releases/0007-1a2b3c4d5e6f     the web server's root is TARGET/current
    TARGET/releases/0006-…, 0007-…                  the last ones, whole sites; equal files are kept once (hard links)

A release is named by its turn and by what is in it, so the same sites in the same order give the same names. What is
being copied stands in `releases/.incoming…` and is nobody's release yet: a killed run leaves the site as it was.
"""

from camtay.publishing.release import Release
from camtay.publishing.run import KEEP, Outcome, listing, publish, roll_back
from camtay.publishing.target import place

__all__ = ["KEEP", "Outcome", "Release", "listing", "place", "publish", "roll_back"]

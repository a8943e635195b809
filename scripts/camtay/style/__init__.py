"""How texts are written: short steps, short sentences, clean marks. Faults here are warnings."""

from camtay.style.check import style_problems

__all__ = ["style_problems"]

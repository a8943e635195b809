"""A new instance: a few answers → a folder that builds at once."""

from camtay.init.answers import Answers, BadAnswerError, domain, former, locales, province, unit
from camtay.init.create import create

__all__ = ["Answers", "BadAnswerError", "create", "domain", "former", "locales", "province", "unit"]

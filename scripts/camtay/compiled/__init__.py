"""Templates as one flat Python function each: what `{% extends %}`, `{% import %}` and `{% include %}` name is known
before the first page, and so are the words of a locale.

`whole.program` reads what Jinja's own parser made of the templates and writes the function. What it does not know it
refuses (`RefusedError`), and the page is made by Jinja: `templating` sees to that, and so that the outcome is the same.
"""

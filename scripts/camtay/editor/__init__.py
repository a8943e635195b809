"""The browser editor at `/admin/`: its page and its configuration, made from the content model."""

from camtay.editor.publish import policy_of, problems, write

__all__ = ["policy_of", "problems", "write"]

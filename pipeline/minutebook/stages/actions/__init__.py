"""Stage: actions. Labels, tables, action columns, trackers and plain commitments."""

from minutebook.stages.actions.find import find_actions

__all__ = ["find_actions"]

"""Turns the minutes of meetings into validated records, each value quoting its source."""

"""The command line: `minutebook extract | show | explain | schema | check-rules`."""

from minutebook.cli.app import main

__all__ = ["main"]

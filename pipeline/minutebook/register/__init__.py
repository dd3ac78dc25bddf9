"""People, organisations and actions of many documents, joined into one register."""

from minutebook.register.build import build_register, write_register
from minutebook.register.schema import Register

__all__ = ["Register", "build_register", "write_register"]

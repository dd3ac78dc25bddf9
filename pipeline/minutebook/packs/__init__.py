"""Packs: one file that holds several documents is told, and cut into them."""

from minutebook.packs.cutting import cut
from minutebook.packs.naming import named, part_stem, part_suffix
from minutebook.packs.splitting import Reread, Section, split

__all__ = ["Reread", "Section", "cut", "named", "part_stem", "part_suffix", "split"]

"""What a record may lack, found by trained models and offered to a person; nothing of it enters a record."""

from minutebook.offers.offer import Offer
from minutebook.offers.possible import possible

__all__ = ["Offer", "possible"]

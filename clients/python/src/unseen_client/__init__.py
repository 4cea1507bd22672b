"""Client of Unseen: search for images and captions that keeps working on categories its model never saw."""

from . import models
from .client import Outcome, Picture, Unseen
from .errors import UnseenError
from .transport import Retry

__all__ = ["Outcome", "Picture", "Retry", "Unseen", "UnseenError", "models"]

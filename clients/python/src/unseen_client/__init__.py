"""Client of Unseen: search for images and captions that keeps working on categories its model never saw."""

from . import models
from .aio import AsyncUnseen
from .client import Outcome, Unseen
from .errors import UnseenError
from .parts import Picture
from .transport import Retry

__all__ = ["AsyncUnseen", "Outcome", "Picture", "Retry", "Unseen", "UnseenError", "models"]

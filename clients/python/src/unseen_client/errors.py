"""What goes wrong when a platform is asked for something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class UnseenError(Exception):
    """A request the platform refused, or could not be reached for. ``code`` is stable: program against it.

    Attributes:
        code: A code of the error catalogue; ``unreachable`` when nothing answered.
        status: The HTTP status; 0 when nothing answered.
        detail: What is wrong, in a sentence.
        request_id: Names the request in the platform's log.
        errors: The fields that are wrong, each with ``field`` and ``message``.
    """

    def __init__(
        self,
        code: str,
        status: int,
        detail: str,
        request_id: str | None = None,
        errors: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.status = status
        self.detail = detail
        self.request_id = request_id
        self.errors = list(errors)

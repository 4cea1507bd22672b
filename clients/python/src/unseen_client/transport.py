"""Sends requests, and rides out a restart of the platform."""

from __future__ import annotations

import json
import random
import re
import secrets
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode

import urllib3
from urllib3.exceptions import HTTPError, LocationValueError, NewConnectionError, SSLError

from .errors import UnseenError

#: The service is there but cannot answer now.
TRY_LATER = frozenset({429, 502, 503, 504})
#: POSTs that change nothing: sending them twice does no harm.
READING_POSTS = re.compile(r"/v1/(search|searches|classify|classes/preview)$")
#: A platform that is back is noticed within so many seconds.
LONGEST_BACKOFF = 5.0


@dataclass(frozen=True)
class Retry:
    """A request that is about to be sent again."""

    method: str
    path: str
    #: Attempts made so far.
    attempt: int
    #: Seconds until the next.
    wait: float
    #: What came of the last attempt.
    error: UnseenError


def wait_before_next(attempt: int, elapsed: float, asked: float, retry_for: float, chance: float) -> float | None:
    """Seconds until the next attempt, or None when there is to be none.

    Exponential back-off from a quarter of a second to five, of which a random half is left out so that many clients do
    not come back all at once; never less than the platform asked for.

    Args:
        attempt: Attempts made so far, from 1.
        elapsed: Seconds since the first began.
        asked: Seconds the platform asked to wait (``Retry-After``).
        retry_for: Seconds for which to try.
        chance: From 0 to below 1.
    """
    if elapsed >= retry_for or asked > retry_for:
        return None
    backoff = min(0.25 * 2.0 ** (attempt - 1), LONGEST_BACKOFF) * (0.5 + chance / 2)
    return max(asked, min(backoff, retry_for - elapsed))


class Transport:
    """One platform, one key. Safe to use from several threads."""

    def __init__(
        self,
        url: str,
        key: str | None,
        retry_for: float,
        timeout: float,
        on_retry: Callable[[Retry], None] | None,
    ) -> None:
        self.url = url.rstrip("/")
        self._key = key
        self._retry_for = retry_for
        self._on_retry = on_retry
        self._pool = urllib3.PoolManager(
            maxsize=16, retries=False, timeout=urllib3.Timeout(connect=10, read=timeout)
        )

    def close(self) -> None:
        self._pool.clear()

    def send(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        json_body: Any = None,
        form: Mapping[str, Any] | None = None,
        table: str | None = None,
        headers: Mapping[str, str] | None = None,
        stream: bool = False,
    ) -> urllib3.BaseHTTPResponse:
        """Sends a request, again while nothing answers or the platform asks to wait, where that does no harm.

        Raises:
            UnseenError: The platform refused it, or nothing answered.
        """
        sent = self._headers(method, path, headers)
        repeatable = _is_repeatable(method, path, sent)
        body: dict[str, Any] = {}
        if json_body is not None:
            sent["content-type"] = "application/json"
            body["body"] = json.dumps(json_body, allow_nan=False).encode()
        elif table is not None:
            sent["content-type"] = "text/csv"
            body["body"] = table.encode()
        elif form is not None:
            body["fields"] = _fields(form)
            # Only a form of several parts can hold a file, and only that is read.
            body["encode_multipart"] = True
        url = self.url + path + _query(query)
        started = time.monotonic()
        attempt = 0
        while True:
            attempt += 1
            asked = 0.0
            try:
                response = self._pool.request(method, url, headers=sent, preload_content=not stream, **body)
            except (HTTPError, OSError) as cause:
                error = UnseenError("unreachable", 0, f"Nothing answers at {self.url} ({_reason(cause)}).")
                error.__cause__ = cause
                again = _may_pass(cause) and (repeatable or isinstance(cause, NewConnectionError))
            else:
                if response.status < 400:
                    return response
                error = _to_error(response)
                asked = _retry_after(response.headers.get("retry-after"))
                # What was refused for coming too often was not done.
                again = response.status in TRY_LATER and (repeatable or response.status == 429)
                if response.status == 409 and "idempotency-key" in sent:
                    # An earlier attempt of the same request is still being worked on.
                    again = "retry-after" in response.headers
            elapsed = time.monotonic() - started
            wait = wait_before_next(attempt, elapsed, asked, self._retry_for, random.random()) if again else None
            if wait is None:
                raise error
            if self._on_retry is not None:
                self._on_retry(Retry(method, path, attempt, wait, error))
            time.sleep(wait)

    def _headers(self, method: str, path: str, own: Mapping[str, str] | None) -> dict[str, str]:
        headers = {"accept": "application/json", "user-agent": "unseen-client-python/0.1.0"}
        if self._key is not None:
            headers["authorization"] = f"Bearer {self._key}"
        if method == "POST" and not READING_POSTS.search(path):
            # By this the platform knows a repetition of what makes or changes something.
            headers["idempotency-key"] = secrets.token_hex(16)
        return {**headers, **{name.lower(): value for name, value in (own or {}).items()}}


def _is_repeatable(method: str, path: str, headers: Mapping[str, str]) -> bool:
    if method == "POST":
        return "idempotency-key" in headers or READING_POSTS.search(path) is not None
    # The first of two may have changed what the second compares with.
    return "if-match" not in headers


def _may_pass(cause: Exception) -> bool:
    """Whether waiting may help: not with a certificate that is not trusted, or an address that is none."""
    inner = cause.__cause__ or cause.__context__
    return not isinstance(cause, SSLError | LocationValueError | ssl.SSLError) and not isinstance(inner, ssl.SSLError)


def _reason(cause: Exception) -> str:
    return str(cause).rsplit(": ", 1)[-1] or type(cause).__name__


def _fields(form: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Texts as they are, files as ``(name, bytes)``, everything else as JSON."""
    return [
        (name, value if isinstance(value, str | tuple) else json.dumps(value, allow_nan=False))
        for name, value in form.items()
        if value is not None
    ]


def _query(query: Mapping[str, Any] | None) -> str:
    given = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in (query or {}).items()
        if value is not None
    }
    return f"?{urlencode(given)}" if given else ""


def _retry_after(header: str | None) -> float:
    if header is None:
        return 0.0
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 0.0


def _to_error(response: urllib3.BaseHTTPResponse) -> UnseenError:
    try:
        problem = json.loads(response.data)
        return UnseenError(
            problem["code"],
            response.status,
            problem.get("detail") or problem.get("title") or "The request failed.",
            problem.get("requestId"),
            problem.get("errors") or (),
        )
    except (ValueError, KeyError, TypeError):
        # A proxy's page, say: its status is all there is to know.
        detail = f"The answer has status {response.status} and no description of the problem."
        return UnseenError("unexpected_answer", response.status, detail, response.headers.get("x-request-id"))
    finally:
        response.release_conn()

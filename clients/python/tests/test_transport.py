"""How patient the client is, against servers whose answers go wrong on purpose."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from unseen_client import Retry, Unseen, UnseenError
from unseen_client.transport import wait_before_next

Answer = tuple[int, Any, dict[str, str]]


@contextmanager
def serving(answer: Callable[[BaseHTTPRequestHandler, int], Answer], port: int = 0) -> Iterator[str]:
    """A server that answers the n-th request, from 1, as it is told."""
    count = 0

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            nonlocal count
            count += 1
            self.rfile.read(int(self.headers.get("content-length", 0)))
            status, body, headers = answer(self, count)
            data = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"content-type": "application/json", "content-length": str(len(data)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_DELETE = _answer

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def waits(chance: float, retry_for: float = 60.0) -> list[float]:
    """The waits between attempts that fail at once."""
    found: list[float] = []
    while (wait := wait_before_next(len(found) + 1, sum(found), 0.0, retry_for, chance)) is not None:
        found.append(wait)
    return found


def test_waits_double_up_to_five_seconds_and_fill_a_minute() -> None:
    assert waits(0.0)[:7] == [0.125, 0.25, 0.5, 1.0, 2.0, 2.5, 2.5]
    for chance in (0.0, 0.5, 0.999):
        assert sum(waits(chance)) == pytest.approx(60.0)
    assert waits(0.5, retry_for=0) == []


def test_waits_are_never_shorter_than_what_is_asked() -> None:
    assert wait_before_next(1, 0.0, 7.0, 60.0, 0.5) == 7.0
    assert wait_before_next(1, 0.0, 61.0, 60.0, 0.5) is None


def test_rides_out_a_restart() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    retries: list[Retry] = []
    back = threading.Event()

    def on_retry(retry: Retry) -> None:
        retries.append(retry)
        if len(retries) == 2:
            back.set()

    def come_back() -> None:
        back.wait()
        with serving(lambda _request, _n: (200, {"hits": [], "nextCursor": None}, {}), port):
            done.wait()

    done = threading.Event()
    thread = threading.Thread(target=come_back)
    thread.start()
    try:
        unseen = Unseen(f"http://127.0.0.1:{port}", on_retry=on_retry)
        assert unseen.search("a")["hits"] == []
    finally:
        back.set()
        done.set()
        thread.join()
    assert retries[0].error.code == "unreachable"


def test_sends_what_must_not_happen_twice_with_one_key() -> None:
    keys: list[str | None] = []

    def answer(request: BaseHTTPRequestHandler, n: int) -> Answer:
        keys.append(request.headers.get("idempotency-key"))
        if n % 3 == 0:
            return (202, {"id": "j"}, {})
        status, code = (503, "queue_unavailable") if n % 3 == 1 else (409, "idempotency_under_way")
        return (status, {"code": code}, {"retry-after": "0"})

    with serving(answer) as url:
        unseen = Unseen(url)
        unseen.start_job({"source": {"type": "folder", "path": "a"}})
        unseen.start_job({"source": {"type": "folder", "path": "a"}})
    assert keys[0] is not None
    assert len(set(keys[:3])) == 1 and len(set(keys[3:])) == 1 and keys[0] != keys[3]


def test_says_what_is_wrong() -> None:
    problem = {"code": "invalid_request", "detail": "limit must ...", "requestId": "r", "errors": [{"field": "limit"}]}
    with serving(lambda _request, _n: (400, problem, {})) as url, pytest.raises(UnseenError) as raised:
        Unseen(url).search("a")
    error = raised.value
    assert (error.code, error.status, error.request_id) == ("invalid_request", 400, "r")
    assert error.errors == [{"field": "limit"}]


def test_does_not_wait_for_what_waiting_does_not_change() -> None:
    with serving(lambda _request, _n: (200, {}, {})) as url, pytest.raises(UnseenError) as raised:
        # HTTPS spoken to HTTP.
        Unseen(url.replace("http:", "https:")).collections()
    assert raised.value.code == "unreachable"


def test_goes_through_every_page() -> None:
    def answer(request: BaseHTTPRequestHandler, _n: int) -> Answer:
        page = int(request.path.split("cursor=")[1]) if "cursor=" in request.path else 1
        return (200, {"items": [{"id": str(page)}], "nextCursor": str(page + 1) if page < 3 else None}, {})

    with serving(answer) as url:
        assert [item["id"] for item in Unseen(url).items(collection="shop")] == ["1", "2", "3"]

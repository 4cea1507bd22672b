"""Pieces of requests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

#: A picture: its bytes, a path, or an open file.
Picture = bytes | str | Path | IO[bytes]


def file_of(picture: Picture) -> tuple[str, bytes]:
    """A picture as a form takes it."""
    if isinstance(picture, bytes):
        return ("image", picture)
    if isinstance(picture, str | Path):
        return (Path(picture).name, Path(picture).read_bytes())
    return ("image", picture.read())


def with_picture(body: Mapping[str, Any], image: Picture | None) -> dict[str, Any]:
    """A body as JSON, or as a form where a picture comes with it."""
    return {"json": body} if image is None else {"form": {**body, "image": file_of(image)}}


def json_or_table(body: Mapping[str, Any] | str) -> dict[str, Any]:
    """A body as JSON, or a text as the CSV it is."""
    return {"table": body} if isinstance(body, str) else {"json": body}


def if_match_header(version: str | None) -> dict[str, str]:
    """The header that names the version a change is meant for."""
    return {} if version is None else {"If-Match": version}


def segment(part: str | int) -> str:
    """A part of a path."""
    return quote(str(part), safe="")

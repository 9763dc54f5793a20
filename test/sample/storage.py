"""Keeps uploaded files under names of our own, so that no name of a client ever becomes a path."""
from __future__ import annotations

import os
import re
import secrets
import tempfile

IDENTIFIER = re.compile(r"^[0-9a-f]{32}$")


def save_upload(folder: str, data: bytes) -> str:
    """Writes ``data`` whole or not at all, and returns the identifier under which it is kept."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    identifier = secrets.token_hex(16)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, os.path.join(folder, identifier))
    except BaseException:
        os.unlink(temporary)
        raise
    return identifier


def load_upload(folder: str, identifier: str) -> bytes | None:
    """Returns what is kept under ``identifier``, or None. Anything that is no identifier of ours is not looked for."""
    if not IDENTIFIER.match(identifier):
        return None
    try:
        with open(os.path.join(folder, identifier), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None

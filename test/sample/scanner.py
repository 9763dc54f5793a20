"""A client for clamd: streams a file to it by INSTREAM and reads its answer.

The protocol: the command ``zINSTREAM`` ended by a zero byte, then chunks, each with its length as four bytes in network
order, then a chunk of length zero. The daemon answers with one line ended by a zero byte.
"""
from __future__ import annotations

import socket
import struct

CHUNK = 64 * 1024


class ScannerError(Exception):
    """The scanner could not be asked, or did not answer as the protocol says. Nothing is known of the file then."""


def scan_stream(data: bytes, address: tuple[str, int], timeout: float = 10.0) -> str | None:
    """Returns the name of the signature that was found in ``data``, or None when it is clean.

    Raises ScannerError when there is no scanner, no answer in time, or an answer that says neither.
    """
    try:
        with socket.create_connection(address, timeout=timeout) as connection:
            connection.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), CHUNK):
                chunk = data[start:start + CHUNK]
                connection.sendall(struct.pack("!I", len(chunk)) + chunk)
            connection.sendall(struct.pack("!I", 0))
            answer = _read_answer(connection)
    except OSError as error:
        raise ScannerError(f"the scanner at {address[0]}:{address[1]} cannot be asked: {error}") from error
    return _parse_answer(answer)


def _read_answer(connection: socket.socket) -> str:
    received = b""
    while b"\0" not in received:
        part = connection.recv(4096)
        if not part or len(received) > 65536:
            raise ScannerError("the scanner hung up before it answered")
        received += part
    return received.split(b"\0", 1)[0].decode("utf-8", "replace")


def _parse_answer(answer: str) -> str | None:
    if answer == "stream: OK":
        return None
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer[len("stream: "):-len(" FOUND")]
    raise ScannerError(f"the scanner answered: {answer}")

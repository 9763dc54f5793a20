"""A small upload service: files come in over HTTP, are scanned, and only then kept.

    UPLOAD_TOKEN=... python3 upload.py --port 8080 --scanner 127.0.0.1:3310 --folder ./uploads

PUT or POST a file to /files with ``Authorization: Bearer ...``; the answer names it. GET /files/NAME gives it back.
"""
from __future__ import annotations

import argparse
import hmac
import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from audit import write_audit
from scanner import ScannerError, scan_stream
from storage import load_upload, save_upload

MAXIMUM_SIZE = 10 * 1024 * 1024


class Rejected(Exception):
    """An upload that is not accepted: the HTTP status and the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def check_token(header: str | None, expected: str) -> None:
    """Accepts the right bearer token, compared in constant time; rejects everything else."""
    given = (header or "").removeprefix("Bearer ")
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        raise Rejected(401, "a valid bearer token is needed")


def check_size(length: str | None) -> int:
    """Returns the announced length; rejects uploads without one, and those that are too large, before reading them."""
    if length is None or not length.isdigit():
        raise Rejected(411, "Content-Length is needed")
    if int(length) > MAXIMUM_SIZE:
        raise Rejected(413, f"at most {MAXIMUM_SIZE} bytes are accepted")
    return int(length)


def scan_upload(data: bytes, address: tuple[str, int]) -> None:
    """Rejects what the scanner finds something in, and everything while it cannot be asked."""
    try:
        found = scan_stream(data, address)
    except ScannerError as error:
        raise Rejected(503, f"uploads are closed: {error}") from error
    if found is not None:
        raise Rejected(422, f"the scanner found {found}")


def handle_upload(data: bytes, settings: argparse.Namespace) -> str:
    """Scans an upload, keeps it, and returns its name."""
    scan_upload(data, settings.scanner)
    name = save_upload(settings.folder, data)
    write_audit(settings.audit, "accepted", name=name, size=len(data))
    return name


class UploadHandler(BaseHTTPRequestHandler):
    """Speaks HTTP, and leaves every decision to the functions above."""

    settings: argparse.Namespace
    timeout = 30

    def do_POST(self) -> None:
        try:
            check_token(self.headers.get("Authorization"), self.settings.token)
            if self.path != "/files":
                raise Rejected(404, "files are uploaded to /files")
            data = self.rfile.read(check_size(self.headers.get("Content-Length")))
            self.answer(201, {"name": handle_upload(data, self.settings)})
        except Rejected as rejection:
            write_audit(self.settings.audit, "rejected", status=rejection.status, reason=str(rejection))
            self.answer(rejection.status, {"error": str(rejection)})

    do_PUT = do_POST

    def do_GET(self) -> None:
        try:
            check_token(self.headers.get("Authorization"), self.settings.token)
            data = load_upload(self.settings.folder, self.path.removeprefix("/files/"))
            if data is None:
                raise Rejected(404, "there is no such file")
            self.send_response(200)
            self.send_header("Content-Type", "application/octet-stream")
            self.send_header("Content-Disposition", "attachment")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except Rejected as rejection:
            self.answer(rejection.status, {"error": str(rejection)})

    def answer(self, status: int, body: dict[str, str]) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are told by the audit log."""


def parse_address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    return host, int(port)


def main() -> None:
    parser = argparse.ArgumentParser(description="A small upload service.")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--scanner", type=parse_address, default=("127.0.0.1", 3310))
    parser.add_argument("--folder", default="uploads")
    parser.add_argument("--audit", default="audit.log")
    settings = parser.parse_args()
    settings.token = os.environ.get("UPLOAD_TOKEN", "")
    if not settings.token:
        parser.error("the environment variable UPLOAD_TOKEN must be set")
    UploadHandler.settings = settings
    server = ThreadingHTTPServer(("127.0.0.1", settings.port), UploadHandler)
    print(f"listening on {server.server_address[1]}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()

"""The audit log: one JSON object a line, appended, without contents and without secrets."""
from __future__ import annotations

import json
import os
import time


def write_audit(path: str, event: str, **facts: object) -> None:
    """Appends one event and hands it to the disk before returning."""
    record = {"at": round(time.time(), 3), "event": event, **facts}
    line = json.dumps(record, ensure_ascii=True, separators=(",", ":")) + "\n"
    with open(path, "a", encoding="ascii") as log:
        log.write(line)
        log.flush()
        os.fsync(log.fileno())

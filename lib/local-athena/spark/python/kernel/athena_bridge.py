"""How Python code of ours talks to the session's service."""

import json
import os


class BridgeError(Exception):
    """The service refused or failed: `error_class` names a class of pyspark.sql.utils."""

    def __init__(self, error_class: str, message: str):
        super().__init__(message)
        self.error_class = error_class
        self.message = message


def request(name: str, body: dict) -> dict:
    """Asks the service and waits for its answer; both sides are JSON.

    Raises BridgeError for what the service refuses, KeyboardInterrupt when the run is stopped.
    """
    question = json.dumps({"name": name, "body": body}, ensure_ascii=True, allow_nan=False)
    answer = json.loads(call(REQUEST, question.encode("ascii")))
    error = answer.get("error")
    if error is not None:
        raise BridgeError(error["errorClass"], error["message"])
    return answer["answer"]


DEVICE = "/dev/athena"
# The first byte of what is written to the device; what is read next is its answer.
NEXT = b"N"
END = b"E"
REQUEST = b"Q"
DISPLAY = b"D"
SLEEP = b"S"
_INTERRUPTED = b"I"
_HEADER_BYTES = 9
_device = -1


def open_device() -> None:
    """Open files are no part of a memory snapshot: called again in each process."""
    global _device
    _device = os.open(DEVICE, os.O_RDWR)


def call(kind: bytes, payload: bytes = b"") -> bytes:
    os.write(_device, kind + payload)
    header = os.read(_device, _HEADER_BYTES)
    if header[:1] == _INTERRUPTED:
        raise KeyboardInterrupt
    length = int.from_bytes(header[1:], "little")
    return os.read(_device, length) if length else b""

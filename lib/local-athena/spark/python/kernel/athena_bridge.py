"""How Python code of ours talks to the session's service."""

import json
import os

DEVICE = "/dev/athena"
# The first byte of what is written to the device; its answer is what is read next.
NEXT = b"N"  # answers the next code to run
QUIET = b"U"  # from here on the run is not interrupted
END = b"E"
REQUEST = b"Q"
DISPLAY = b"D"
SLEEP = b"S"

_MESSAGE_MAX_BYTES = 64 * 1024 * 1024
_INTERRUPTED = b"I"
_HEADER_BYTES = 9
_device = -1


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
    answer = json.loads(call(REQUEST, to_json({"name": name, "body": body})))
    error = answer.get("error")
    if error is not None:
        raise BridgeError(error["errorClass"], error["message"])
    return answer["answer"]


def to_json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.encode("ascii")


def call(kind: bytes, payload: bytes = b"") -> bytes:
    if len(payload) > _MESSAGE_MAX_BYTES:
        raise ValueError(
            f"{len(payload)} bytes are more than the {_MESSAGE_MAX_BYTES} that can be sent at once"
        )
    os.write(_device, kind + payload)
    header = os.read(_device, _HEADER_BYTES)
    if header[:1] == _INTERRUPTED:
        raise KeyboardInterrupt
    length = int.from_bytes(header[1:], "little")
    return os.read(_device, length) if length else b""


def open_device() -> None:
    """Open files are no part of a memory image: called again in each process."""
    global _device
    _device = os.open(DEVICE, os.O_RDWR)

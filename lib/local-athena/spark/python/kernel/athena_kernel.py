"""Runs the code of a session, block after block, in one namespace."""

import ast
import builtins
import codecs
import io
import os
import random
import signal
import sys
import time

import athena_bridge
import athena_event_loop
import athena_magics
from athena_display import bundle_of, display, has_rich_form, send
from athena_tracebacks import format_error
from IPython.display import DisplayObject

FILE_NAME = "<stdin>"


def _encode_surrogates(error: UnicodeEncodeError) -> tuple[bytes, int]:
    """Bytes that Python decoded as surrogates are themselves again; others are written as in a literal."""
    text = error.object[error.start : error.end]
    encoded = b"".join(
        bytes([ord(char) - 0xDC00])
        if 0xDC80 <= ord(char) <= 0xDCFF
        else char.encode("ascii", "backslashreplace")
        for char in text
    )
    return encoded, error.end


class _Output(io.TextIOWrapper):
    """Text goes out when it is written: nobody can see what waits in a buffer."""

    def __init__(self, fd: int):
        super().__init__(
            io.BufferedWriter(io.FileIO(fd, "wb", closefd=False), 65536),
            encoding="utf-8",
            errors="athena",
            newline="\n",
        )

    def write(self, text: str) -> int:
        count = super().write(text)
        self.flush()
        return count


def _sleep(seconds: float, /) -> None:
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    athena_bridge.call(athena_bridge.SLEEP, repr(float(seconds)).encode("ascii"))


def _input(prompt: object = "", /) -> str:
    raise RuntimeError("input() is not available: nobody can answer while a calculation runs")


def run(code: str, namespace: dict) -> str:
    """Executes the block; a last expression's value is shown as in Python's shell."""
    try:
        code = athena_magics.run_head(code, namespace)
        tree = compile(code, FILE_NAME, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, FILE_NAME, "exec", dont_inherit=True), namespace)
        if last is not None:
            shown = ast.Expression(last.value)
            value = eval(compile(shown, FILE_NAME, "eval", dont_inherit=True), namespace)
            if value is not None:
                namespace["_"] = value
                _show(value)
        _flush()
        athena_bridge.call(athena_bridge.QUIET)
        return "completed"
    except BaseException as error:
        athena_bridge.call(athena_bridge.QUIET)
        return _failed(error)


def _show(value: object) -> None:
    if isinstance(value, DisplayObject):
        display(value)
        return
    print(repr(value))
    # A frame is not computed because its name ends a block.
    if has_rich_form(value) and not type(value).__module__.startswith("pyspark."):
        data, metadata = bundle_of(value)
        if len(data) > 1:
            send(data, metadata)


def _failed(error: BaseException) -> str:
    if isinstance(error, SystemExit) and error.code in (None, 0):
        return "completed"
    _flush()
    sys.stderr.write(format_error(error))
    return "interrupted" if isinstance(error, KeyboardInterrupt) else "failed"


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            # Closed or replaced by the user's code.
            _own_streams()


def _own_streams() -> None:
    sys.stdout = sys.__stdout__ = _Output(1)
    sys.stderr = sys.__stderr__ = _Output(2)


def prepare() -> None:
    """Once, before the memory image is taken."""
    codecs.register_error("athena", _encode_surrogates)
    time.sleep = _sleep
    builtins.input = _input
    athena_event_loop.install()


def start_namespace() -> None:
    """The names that every session begins with; pyspark may be missing while it is written."""
    namespace = sys.modules["__main__"].__dict__
    namespace.clear()
    namespace.update(__name__="__main__", __builtins__=builtins, __doc__=None, display=display)
    from pyspark.sql import SparkSession

    namespace["spark"] = SparkSession.builder.getOrCreate()
    namespace["sc"] = namespace["spark"].sparkContext


def serve() -> None:
    """Once in each process; returns when the service has no more to run."""
    athena_bridge.open_device()
    _own_streams()
    random.seed()
    os.environ.clear()
    os.environ["HOME"] = os.getcwd()
    namespace = sys.modules["__main__"].__dict__
    while True:
        code = athena_bridge.call(athena_bridge.NEXT)
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            status = run(code.decode("utf-8", "surrogatepass"), namespace)
        except KeyboardInterrupt:
            status = "interrupted"
        except BaseException as error:
            # No memory is left for the traceback, or the code broke what writes it.
            os.write(2, f"{type(error).__name__}\n".encode("utf-8", "replace"))
            status = "failed"
        athena_bridge.call(athena_bridge.END, status.encode("ascii"))

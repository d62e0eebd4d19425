"""The magics of Athena's notebooks: they stand at the head of a block, before its Python."""

import ast
import time

import athena_bridge
from athena_display import bundle_of, send

_LOG_LEVELS = ("ALL", "DEBUG", "ERROR", "FATAL", "INFO", "OFF", "TRACE", "WARN")


class UsageError(Exception):
    __module__ = "builtins"


def run_head(code: str, namespace: dict) -> str:
    """Runs the magics that the block begins with; answers the Python below, at its own line numbers."""
    lines = code.split("\n")
    for number, line in enumerate(lines):
        text = line.strip()
        if text.startswith("%%"):
            name, _, rest = text[2:].partition(" ")
            _find(_CELL_MAGICS, name, "Cell magic `%%{}`")(rest, "\n".join(lines[number + 1 :]), namespace)
            return ""
        if text.startswith("%"):
            name, _, rest = text[1:].partition(" ")
            _find(_LINE_MAGICS, name, "Line magic function `%{}`")(rest.strip(), namespace)
            lines[number] = ""
        elif text and not text.startswith("#"):
            break
    return "\n".join(lines)


def _find(magics: dict, name: str, kind: str):
    magic = magics.get(name)
    if magic is None:
        raise UsageError(f"{kind.format(name)} not found. %lsmagic lists what there is.")
    return magic


def _spark(namespace: dict):
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError("this session has no pyspark") from error
    return SparkSession.builder.getOrCreate()


def _show_table(frame) -> None:
    """As a table, and for those who read standard output as Spark prints it."""
    data, metadata = bundle_of(frame)
    print(data["text/plain"])
    send(data, metadata)


def _sql(rest: str, body: str, namespace: dict) -> None:
    """one statement of Spark SQL; its rows are shown as a table"""
    statement = f"{rest}\n{body}".strip().removesuffix(";")
    if not statement:
        raise UsageError("%%sql needs a statement on the lines below it")
    frame = _spark(namespace).sql(statement)
    if frame.columns:
        _show_table(frame)


def _table(rest: str, namespace: dict) -> None:
    """a table or view by name, or a frame or list of rows by its expression, as a table"""
    if not rest:
        raise UsageError("%table needs the name of a table, or an expression")
    value = _value_of(rest, namespace)
    if value is None:
        value = _spark(namespace).table(rest)
    elif isinstance(value, (list, tuple)):
        value = _spark(namespace).createDataFrame(value)
    _show_table(value) if callable(getattr(value, "show", None)) else send(*bundle_of(value))


def _value_of(expression: str, namespace: dict) -> object:
    """None where the expression is no Python over names of the session: then it names a table."""
    try:
        tree = ast.parse(expression, mode="eval")
    except SyntaxError:
        return None
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    builtin = namespace["__builtins__"]
    if names and not any(name in namespace for name in names):
        return None
    if not all(name in namespace or hasattr(builtin, name) for name in names):
        return None
    return eval(compile(tree, "<stdin>", "eval"), namespace)


def _status(rest: str, namespace: dict) -> None:
    """the state of this session"""
    facts = athena_bridge.request("session.status", {})
    print(f"Session ID: {facts['sessionId']}")
    print(f"Workgroup: {facts['workGroup']}")
    print(f"State: {facts['state']}")
    print(f"Started: {_time_text(facts['startedAt'])}")
    print(f"Idle timeout: {facts['idleTimeoutMinutes']} minutes")
    print(f"DPU time: {facts['dpuExecutionMs'] / 1000:.3f} s")


def _session_id(rest: str, namespace: dict) -> None:
    """the ID of this session"""
    print(athena_bridge.request("session.status", {})["sessionId"])


def _list_sessions(rest: str, namespace: dict) -> None:
    """the active sessions of this workgroup"""
    for facts in athena_bridge.request("session.list", {})["sessions"]:
        print(f"{facts['sessionId']}  {facts['state']:<12}  {_time_text(facts['startedAt'])}")


def _time_text(epoch_ms: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(epoch_ms / 1000))


def _set_log_level(rest: str, namespace: dict) -> None:
    """one of ALL, DEBUG, ERROR, FATAL, INFO, OFF, TRACE, WARN"""
    if rest.upper() not in _LOG_LEVELS:
        raise UsageError(f"{rest!r} is no log level: use one of {', '.join(_LOG_LEVELS)}")
    _spark(namespace).sparkContext.setLogLevel(rest.upper())


def _matplot(rest: str, namespace: dict) -> None:
    """needs matplotlib, which is not installed"""
    raise UsageError("%matplot needs matplotlib, which is not installed in local-athena's Python")


def _plotly(rest: str, namespace: dict) -> None:
    """needs plotly, which is not installed"""
    raise UsageError("%plotly needs plotly, which is not installed in local-athena's Python")


def _lsmagic(rest: str, namespace: dict) -> None:
    """the names of all magics"""
    print("Available line magics:")
    print("  ".join(f"%{name}" for name in _LINE_MAGICS))
    print("\nAvailable cell magics:")
    print("  ".join(f"%%{name}" for name in _CELL_MAGICS))


def _help(rest: str, namespace: dict) -> None:
    """what the magics do"""
    for prefix, magics in (("%%", _CELL_MAGICS), ("%", _LINE_MAGICS)):
        for name, magic in magics.items():
            print(f"{prefix + name:<18}{magic.__doc__}")


_CELL_MAGICS = {"sql": _sql}
_LINE_MAGICS = {
    "help": _help,
    "list_sessions": _list_sessions,
    "lsmagic": _lsmagic,
    "matplot": _matplot,
    "plotly": _plotly,
    "session_id": _session_id,
    "set_log_level": _set_log_level,
    "status": _status,
    "table": _table,
}

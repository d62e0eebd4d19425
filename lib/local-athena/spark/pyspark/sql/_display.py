"""Frames as display data."""

import datetime
import decimal
import html

from pyspark.sql import types as t
from pyspark.sql._request import request

_ROWS_SHOWN = 1000
_EXACT_IN_JSON = 2**53


def _kind(type_):
    if isinstance(type_, t.IntegralType):
        return "integer"
    if isinstance(type_, t.NumericType):
        return "number"
    if isinstance(type_, t.BooleanType):
        return "boolean"
    if isinstance(type_, t.DateType):
        return "date"
    if isinstance(type_, t.TimestampType):
        return "datetime"
    if isinstance(type_, t.ArrayType):
        return "array"
    return "object" if isinstance(type_, (t.MapType, t.StructType)) else "string"


def _plain(value):
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return value if -_EXACT_IN_JSON < value < _EXACT_IN_JSON else str(value)
    if isinstance(value, float):
        return value if value - value == 0 else str(value)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, bytearray):
        return value.hex(" ").upper()
    if isinstance(value, t.Row):
        return {name: _plain(item) for name, item in zip(value.__fields__, value)}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value]


def _unique(names):
    taken, found = set(), []
    for name in names:
        at, candidate = 1, name
        while candidate in taken:
            at += 1
            candidate = "%s (%d)" % (name, at)
        taken.add(candidate)
        found.append(candidate)
    return found


def mime_bundle(frame):
    """A table of the first rows, and the text of show() for who cannot draw one."""
    names = _unique(frame.columns)
    fields = [
        {"name": name, "type": _kind(field.dataType)} for name, field in zip(names, frame.schema)
    ]
    rows = frame.take(_ROWS_SHOWN)
    data = [dict(zip(names, (_plain(value) for value in row))) for row in rows]
    text = request("show", plan=frame._plan, rows=20, truncate=20, vertical=False)["text"]
    return {
        "application/vnd.dataresource+json": {"schema": {"fields": fields}, "data": data},
        "text/plain": text,
    }


def html_table(frame, max_rows, truncate):
    """The table of eager evaluation."""

    def cell(value):
        text = "null" if value is None else str(value)
        cut = text[: truncate - 3] + "..." if 3 < truncate < len(text) else text
        return html.escape(cut)

    rows = frame.take(max_rows + 1)
    lines = ["<table border='1'>"]
    lines.append("<tr><th>%s</th></tr>" % "</th><th>".join(html.escape(name) for name in frame.columns))
    for row in rows[:max_rows]:
        lines.append("<tr><td>%s</td></tr>" % "</td><td>".join(cell(value) for value in row))
    lines.append("</table>\n")
    if len(rows) > max_rows:
        lines.append("only showing top %d %s\n" % (max_rows, "row" if max_rows == 1 else "rows"))
    return "\n".join(lines)

"""The expressions of a plan, as JSON."""

import datetime
import decimal

from pyspark.sql import types as t
from pyspark.sql._wire import encode
from pyspark.sql.utils import java_error

# What functions.window calls: frames leave out the rows without a time before it, which SQL does not.
TIME_WINDOW = "time_window"

_INT_LIMIT = 1 << 31
_LONG_LIMIT = 1 << 63
_JAVA_CLASSES = {list: "java.util.ArrayList", tuple: "java.util.ArrayList", dict: "java.util.HashMap", set: "java.util.HashSet"}


def _decimal_type(value):
    _, digits, exponent = value.as_tuple()
    scale = max(0, -exponent)
    precision = max(len(digits) + max(0, exponent), scale)
    return t.DecimalType(max(precision, 1), scale)


def _type_of_literal(value):
    if value is None:
        return t.NullType()
    if isinstance(value, bool):
        return t.BooleanType()
    if isinstance(value, int):
        if -_INT_LIMIT <= value < _INT_LIMIT:
            return t.IntegerType()
        return t.LongType() if -_LONG_LIMIT <= value < _LONG_LIMIT else t.DecimalType(len(str(abs(value))), 0)
    if isinstance(value, float):
        return t.DoubleType()
    if isinstance(value, str):
        return t.StringType()
    if isinstance(value, decimal.Decimal):
        return _decimal_type(value)
    if isinstance(value, datetime.datetime):
        return t.TimestampType()
    if isinstance(value, datetime.date):
        return t.DateType()
    if isinstance(value, (bytes, bytearray)):
        return t.BinaryType()
    class_name = _JAVA_CLASSES.get(type(value), "%s.%s" % (type(value).__module__, type(value).__name__))
    raise java_error(
        "z:org.apache.spark.sql.functions.lit",
        "java.lang.RuntimeException",
        "Unsupported literal type class %s %s" % (class_name, value),
    )


def literal(value):
    """A value of Python as a literal of its own type."""
    type_ = _type_of_literal(value)
    if isinstance(type_, t.DecimalType):
        value = decimal.Decimal(value)
    return {"expr": "literal", "value": encode(value, type_), "type": type_.jsonValue()}


def typed_literal(value, type_):
    """A value of Python as a literal of the type that a function asks for."""
    return {"expr": "literal", "value": encode(value, type_), "type": type_.jsonValue()}


def attribute(name, plan_id=None):
    """A column by its name as written; `t.*` and `*` are stars."""
    if name == "*" or name.endswith(".*"):
        star = {"expr": "star"}
        return star if name == "*" else {**star, "target": name[:-2]}
    found = {"expr": "attribute", "name": name}
    return found if plan_id is None else {**found, "planId": plan_id}


def call(name, *args, distinct=False):
    """A call by its name in Spark SQL; the arguments are expressions."""
    made = {"expr": "call", "name": name, "args": list(args)}
    return {**made, "distinct": True} if distinct else made


def sort_order(child, ascending, nulls_first=None):
    order = {"expr": "sortOrder", "child": child, "ascending": ascending}
    return order if nulls_first is None else {**order, "nullsFirst": nulls_first}


def times_of_windows(node):
    """The time columns of all windows of time in an expression."""
    if isinstance(node, list):
        return [time for item in node for time in times_of_windows(item)]
    if not isinstance(node, dict):
        return []
    own = [node["args"][0]] if node.get("name") == TIME_WINDOW and node["expr"] == "call" else []
    return own + [time for item in node.values() for time in times_of_windows(item)]

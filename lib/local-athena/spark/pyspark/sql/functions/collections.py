"""Arrays, maps, rows of them, and functions that take functions."""

import inspect
import itertools

from pyspark.sql._expressions import attribute, call
from pyspark.sql.column import Column, _to_expression
from pyspark.sql.functions._build import binary, flat, invoke, unary, value

__all__ = [
    "aggregate", "array_contains", "array_distinct", "array_except", "array_intersect", "array_join",
    "array_max", "array_min", "array_position", "array_remove", "array_repeat", "array_sort",
    "array_union", "arrays_overlap", "arrays_zip", "element_at", "exists", "explode", "explode_outer",
    "filter", "flatten", "forall", "map_concat", "map_entries", "map_filter", "map_from_arrays",
    "map_from_entries", "map_keys", "map_values", "map_zip_with", "posexplode", "posexplode_outer",
    "sequence", "shuffle", "size", "slice", "sort_array", "transform", "transform_keys",
    "transform_values", "zip_with",
]

for _name in (
    "array_distinct array_max array_min array_sort explode explode_outer flatten map_entries"
    " map_from_entries map_keys map_values posexplode posexplode_outer shuffle size"
).split():
    globals()[_name] = unary(_name)
for _name in "array_except array_intersect array_union arrays_overlap map_from_arrays".split():
    globals()[_name] = binary(_name)


def array_contains(col, value):
    return _with_value("array_contains", col, value)


def array_position(col, value):
    return _with_value("array_position", col, value)


def array_remove(col, element):
    return _with_value("array_remove", col, element)


def element_at(col, extraction):
    return _with_value("element_at", col, extraction)


def _with_value(name, col, given):
    return invoke(name, col, value(given))


def array_join(col, delimiter, null_replacement=None):
    given = [value(delimiter)] + ([] if null_replacement is None else [value(null_replacement)])
    return invoke("array_join", col, *given)


def array_repeat(col, count):
    return invoke("array_repeat", col, value(count) if isinstance(count, int) else count)


def arrays_zip(*cols):
    return invoke("arrays_zip", *cols)


def map_concat(*cols):
    return invoke("map_concat", *flat(cols))


def sequence(start, stop, step=None):
    return invoke("sequence", start, stop, *([] if step is None else [step]))


def slice(x, start, length):
    numbers = [value(given) if isinstance(given, int) else given for given in (start, length)]
    return invoke("slice", x, *numbers)


def sort_array(col, asc=True):
    return invoke("sort_array", col, value(asc))


_fresh = itertools.count()


def _lambda(function, counts):
    """The function as an expression of fresh variables."""
    parameters = list(inspect.signature(function).parameters.values())
    allowed = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    for parameter in parameters:
        if parameter.kind not in allowed:
            raise ValueError(
                "f should use only POSITIONAL or POSITIONAL OR KEYWORD arguments, got {}".format(parameter.kind)
            )
    if len(parameters) not in counts:
        raise ValueError(
            "f should take between {} and {} arguments, but provided function takes {}".format(
                counts[0], counts[-1], len(parameters)
            )
        )
    names = ["%s_%d" % (letter, next(_fresh)) for letter in "xyz"[: len(parameters)]]
    body = function(*[Column(attribute(name)) for name in names])
    if not isinstance(body, Column):
        raise ValueError("f should return Column, got {}".format(type(body)))
    return {"expr": "lambda", "parameters": names, "body": body._expression}


def _higher(name, cols, functions):
    """A call of columns, then of functions with the numbers of arguments that they may take."""
    args = [_to_expression(col) for col in cols]
    return Column(call(name, *args, *[_lambda(function, counts) for function, counts in functions]))


def transform(col, f):
    return _higher("transform", [col], [(f, (1, 2))])


def exists(col, f):
    return _higher("exists", [col], [(f, (1,))])


def forall(col, f):
    return _higher("forall", [col], [(f, (1,))])


def filter(col, f):
    return _higher("filter", [col], [(f, (1, 2))])


def aggregate(col, initialValue, merge, finish=None):
    functions = [(merge, (2,))] + ([] if finish is None else [(finish, (1,))])
    return _higher("aggregate", [col, initialValue], functions)


def zip_with(left, right, f):
    return _higher("zip_with", [left, right], [(f, (2,))])


def transform_keys(col, f):
    return _higher("transform_keys", [col], [(f, (2,))])


def transform_values(col, f):
    return _higher("transform_values", [col], [(f, (2,))])


def map_filter(col, f):
    return _higher("map_filter", [col], [(f, (2,))])


def map_zip_with(col1, col2, f):
    return _higher("map_zip_with", [col1, col2], [(f, (3,))])

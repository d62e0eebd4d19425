"""How the functions of this package make calls."""

from pyspark.sql._expressions import call, literal
from pyspark.sql.column import Column, _to_expression

__all__ = ["invoke", "value", "named", "unary", "binary", "flat"]


def value(given):
    """An argument that is a value: a column stays one, all else is a literal."""
    return given if isinstance(given, Column) else Column(literal(given))


def invoke(name, *cols, distinct=False):
    """A call whose arguments are columns or names of columns."""
    return Column(call(name, *[_to_expression(col) for col in cols], distinct=distinct))


def flat(cols):
    """`f("a", "b")` and `f(["a", "b"])` are the same."""
    return list(cols[0]) if len(cols) == 1 and isinstance(cols[0], (list, set, tuple)) else list(cols)


def named(function, name, doc=None):
    function.__name__ = function.__qualname__ = name
    function.__module__ = "pyspark.sql.functions"
    function.__doc__ = doc
    return function


def unary(name, sql_name=None):
    """A function of one column."""
    return named(lambda col: invoke(sql_name or name, col), name)


def binary(name, sql_name=None):
    """A function of two columns."""
    return named(lambda col1, col2: invoke(sql_name or name, col1, col2), name)

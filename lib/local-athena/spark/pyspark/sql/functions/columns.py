"""Columns, literals, conditions, order."""

from pyspark.sql._expressions import attribute, call, sort_order
from pyspark.sql.column import Column, _to_expression, _to_operand
from pyspark.sql.functions._build import flat, invoke, unary, value

__all__ = [
    "array", "asc", "asc_nulls_first", "asc_nulls_last", "assert_true", "broadcast", "coalesce", "col",
    "column", "create_map", "desc", "desc_nulls_first", "desc_nulls_last", "expr", "greatest",
    "input_file_name", "isnan", "isnull", "least", "lit", "monotonically_increasing_id", "nanvl",
    "raise_error", "spark_partition_id", "struct", "when",
]


def col(col):
    return Column(attribute(col))


column = col


def lit(col):
    return value(col)


def expr(str):
    """An expression written in SQL."""
    return Column({"expr": "sql", "text": str})


def when(condition, value):
    if not isinstance(condition, Column):
        raise TypeError("condition should be a Column")
    return Column(call("when", condition._expression, _to_operand(value)))


def coalesce(*cols):
    return invoke("coalesce", *cols)


def array(*cols):
    return invoke("array", *flat(cols))


def create_map(*cols):
    return invoke("map", *flat(cols))


def struct(*cols):
    return invoke("struct", *flat(cols))


def _two_or_more(name):
    def function(*cols):
        if len(cols) < 2:
            raise ValueError("%s should take at least two columns" % name)
        return invoke(name, *cols)

    function.__name__ = function.__qualname__ = name
    return function


greatest, least = _two_or_more("greatest"), _two_or_more("least")


def nanvl(col1, col2):
    return invoke("nanvl", col1, col2)


isnan, isnull = unary("isnan"), unary("isnull")


def assert_true(col, errMsg=None):
    if errMsg is None:
        return invoke("assert_true", col)
    if not isinstance(errMsg, (str, Column)):
        raise TypeError("errMsg should be a Column or a str, got {}".format(type(errMsg)))
    return invoke("assert_true", col, value(errMsg))


def raise_error(errMsg):
    if not isinstance(errMsg, (str, Column)):
        raise TypeError("errMsg should be a Column or a str, got {}".format(type(errMsg)))
    return invoke("raise_error", value(errMsg))


def monotonically_increasing_id():
    return invoke("monotonically_increasing_id")


def spark_partition_id():
    return invoke("spark_partition_id")


def input_file_name():
    return invoke("input_file_name")


def broadcast(df):
    """The frame itself: there is nobody to broadcast it to."""
    return df


def _sorted_by(name, ascending, nulls_first=None):
    def function(col):
        return Column(sort_order(_to_expression(col), ascending, nulls_first))

    function.__name__ = function.__qualname__ = name
    return function


asc, desc = _sorted_by("asc", True), _sorted_by("desc", False)
asc_nulls_first = _sorted_by("asc_nulls_first", True, True)
asc_nulls_last = _sorted_by("asc_nulls_last", True, False)
desc_nulls_first = _sorted_by("desc_nulls_first", False, True)
desc_nulls_last = _sorted_by("desc_nulls_last", False, False)

"""Functions of Python as functions of columns."""

import functools

from pyspark._unsupported import unsupported
from pyspark.sql import types as t
from pyspark.sql.udf import _create_udf

__all__ = ["udf", "pandas_udf"]


def udf(f=None, returnType=t.StringType()):
    """udf(function, type), or a decorator: @udf, @udf("int"), @udf(returnType="int")."""
    if f is None or isinstance(f, (str, t.DataType)):
        return functools.partial(_create_udf, returnType=f or returnType)
    return _create_udf(f, returnType)


def pandas_udf(f=None, returnType=None, functionType=None):
    raise unsupported("functions.pandas_udf", "use functions.udf or the functions of pyspark.sql.functions")

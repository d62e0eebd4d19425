"""Functions that run Python in the executors of a cluster."""

from pyspark._unsupported import unsupported

__all__ = ["udf", "pandas_udf"]

_REASON = "use the functions of pyspark.sql.functions, or collect() and Python"


def udf(f=None, returnType=None):
    raise unsupported("functions.udf", _REASON)


def pandas_udf(f=None, returnType=None, functionType=None):
    raise unsupported("functions.pandas_udf", _REASON)

"""Aggregates and the functions of windows."""

from pyspark.sql._expressions import literal
from pyspark.sql.column import Column
from pyspark.sql.functions._build import binary, invoke, named, unary, value

__all__ = [
    "approxCountDistinct", "approx_count_distinct", "avg", "collect_list", "collect_set", "corr", "count",
    "countDistinct", "count_distinct", "covar_pop", "covar_samp", "cume_dist", "dense_rank", "first",
    "grouping", "grouping_id", "kurtosis", "lag", "last", "lead", "max", "max_by", "mean", "min", "min_by",
    "nth_value", "ntile", "percent_rank", "percentile_approx", "product", "rank", "row_number", "skewness",
    "stddev", "stddev_pop", "stddev_samp", "sum", "sumDistinct", "sum_distinct", "var_pop", "var_samp",
    "variance",
]

for _name in (
    "avg collect_list collect_set grouping kurtosis max min product skewness stddev_pop stddev_samp sum"
    " var_pop var_samp"
).split():
    globals()[_name] = unary(_name)
mean, stddev = unary("mean", "avg"), unary("stddev", "stddev_samp")
variance = unary("variance", "var_samp")
for _name in "corr covar_pop covar_samp max_by min_by".split():
    globals()[_name] = binary(_name)


def count(col):
    """count("*") counts rows."""
    return invoke("count", value(1) if isinstance(col, str) and col == "*" else col)


def count_distinct(col, *cols):
    return invoke("count", col, *cols, distinct=True)


def sum_distinct(col):
    return invoke("sum", col, distinct=True)


countDistinct, sumDistinct = count_distinct, sum_distinct


def approx_count_distinct(col, rsd=None):
    return invoke("approx_count_distinct", col, *([] if rsd is None else [value(rsd)]))


approxCountDistinct = approx_count_distinct


def first(col, ignorenulls=False):
    return invoke("first", col, *([value(True)] if ignorenulls else []))


def last(col, ignorenulls=False):
    return invoke("last", col, *([value(True)] if ignorenulls else []))


def grouping_id(*cols):
    return invoke("grouping_id", *cols)


def percentile_approx(col, percentage, accuracy=10000):
    if isinstance(percentage, (list, tuple)):
        percentage = invoke("array", *[value(float(item)) for item in percentage])
    return invoke("percentile_approx", col, value(percentage), value(accuracy))


def _of_window(name):
    return named(lambda: invoke(name), name)


row_number, rank, dense_rank = _of_window("row_number"), _of_window("rank"), _of_window("dense_rank")
percent_rank, cume_dist = _of_window("percent_rank"), _of_window("cume_dist")


def ntile(n):
    return invoke("ntile", value(int(n)))


def _offset(name):
    def function(col, offset=1, default=None):
        return invoke(name, col, value(offset), Column(literal(default)))

    return named(function, name)


lag, lead = _offset("lag"), _offset("lead")


def nth_value(col, offset, ignoreNulls=False):
    return invoke("nth_value", col, value(offset), *([value(True)] if ignoreNulls else []))

from pyspark._unsupported import refuse
from pyspark.sql import types as t
from pyspark.sql._expressions import attribute, call, literal
from pyspark.sql.column import Column
from pyspark.sql.utils import AnalysisException

__all__ = ["GroupedData"]

_NAMES = {"mean": "avg", "average": "avg"}


def _of_numbers(name):
    def method(self, *cols):
        return self._aggregate([call(name, column) for column in self._numeric(cols)])

    method.__name__ = name
    return method


class GroupedData:
    """Rows in groups, for aggregates."""

    def __init__(self, df, kind, grouping, pivot=None):
        self._df = df
        self._kind = kind
        self._grouping = grouping
        self._pivot = pivot

    avg = mean = _of_numbers("avg")
    max, min, sum = _of_numbers("max"), _of_numbers("min"), _of_numbers("sum")

    def agg(self, *exprs):
        assert exprs, "exprs should not be empty"
        if len(exprs) == 1 and isinstance(exprs[0], dict):
            return self._aggregate([_by_name(name, f) for name, f in exprs[0].items()])
        assert all(isinstance(column, Column) for column in exprs), "all exprs should be Column"
        return self._aggregate([column._expression for column in exprs])

    def count(self):
        counted = call("count", literal(1))
        return self._aggregate([{"expr": "alias", "child": counted, "names": ["count"]}])

    def pivot(self, pivot_col, values=None):
        if self._kind == "pivot":
            raise AnalysisException("Repeated pivots are not supported")
        if self._kind != "groupBy":
            raise AnalysisException("pivot is only supported after a groupBy")
        column = pivot_col._expression if isinstance(pivot_col, Column) else attribute(pivot_col)
        pivot = {"column": column}
        if values is not None:
            pivot["values"] = [literal(value) for value in values]
        return GroupedData(self._df, "pivot", self._grouping, pivot)

    def _aggregate(self, aggregates):
        node = {
            "rel": "aggregate", "input": self._df._plan, "kind": self._kind,
            "grouping": self._grouping, "aggregates": aggregates,
        }
        return self._df._with(node if self._pivot is None else {**node, "pivot": self._pivot})

    def _numeric(self, names):
        schema = self._df.schema
        if not names:
            return [attribute(_quoted(f.name)) for f in schema if isinstance(f.dataType, t.NumericType)]
        for name in names:
            found = self._df[name]
            type_ = self._df.select(found).schema[0].dataType
            if not isinstance(type_, t.NumericType):
                raise AnalysisException(
                    '"%s" is not a numeric column. Aggregation function can only be applied on a numeric'
                    " column." % name
                )
        return [attribute(name) for name in names]


for _name in ("apply", "applyInPandas", "cogroup"):
    setattr(GroupedData, _name, refuse("GroupedData", _name))


def _quoted(name):
    return "`%s`" % name.replace("`", "``") if "." in name or "`" in name else name


def _by_name(column, function):
    """An entry of agg({"column": "function"})."""
    name = function.lower()
    if name in ("count", "size") and column == "*":
        return call("count", literal(1))
    return call(_NAMES.get(name, name), attribute(column))
